import * as v from 'valibot'
import { FiniteNumber } from './butlr-values.ts'
import { StoredName } from './names.ts'

/** Kinds of events in the activity log of boards and displays, which `/displays` shows to managers. */
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

/** What happened, who did it, and from which IP address. */
export const ActivityEvent = v.object({
  id: v.string(),
  /** Time of the event, in Unix milliseconds. */
  at: FiniteNumber,
  event: ActivityKind,
  /** `display` means that someone used the display's remote control. */
  actor: v.optional(v.picklist(['account', 'display']), 'account'),
  /** The email address or client ID of the signed-in account, or the name of the display. */
  account: StoredName,
  /** The client's IP address. */
  address: v.string(),
  /** Name of the board or display at that time; null for `pairing.refused`. */
  name: v.nullable(StoredName),
})
export type ActivityEvent = v.InferOutput<typeof ActivityEvent>

/**
 * `GET /api/displays/activity?before=<id>`, for managers: one page of events, newest first. `next` is the `before` of
 * the next page; null on the last page. Events for boards that the person may not use are left out.
 */
export const ActivityResponse = v.object({
  events: v.array(ActivityEvent),
  next: v.nullable(v.string()),
})
export type ActivityResponse = v.InferOutput<typeof ActivityResponse>
