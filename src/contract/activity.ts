import * as v from 'valibot'

/** What happened to boards and displays, as `/displays` shows it to managers. */
export const ActivityKind = v.picklist([
  'board.created',
  'board.changed',
  'board.deleted',
  'display.paired',
  'display.changed',
  'display.revoked',
  'pairing.refused',
])
export type ActivityKind = v.InferOutput<typeof ActivityKind>

/** One event: who did it, and from where. */
export const ActivityEvent = v.object({
  id: v.string(),
  /** Unix milliseconds. */
  at: v.pipe(v.number(), v.finite()),
  event: ActivityKind,
  /** The email address or client ID that was signed in. */
  account: v.string(),
  /** The client's IP address. */
  address: v.string(),
  /** Of the board or display at that time; null for codes. */
  name: v.nullable(v.string()),
})
export type ActivityEvent = v.InferOutput<typeof ActivityEvent>

/**
 * `GET /api/displays/activity?before=<id>`: the newest events first, a page at a time, for managers. `next` is the
 * `before` of the next page; null on the last one. Events of boards that the person may not use are absent.
 */
export const ActivityResponse = v.object({
  events: v.array(ActivityEvent),
  next: v.nullable(v.string()),
})
export type ActivityResponse = v.InferOutput<typeof ActivityResponse>
