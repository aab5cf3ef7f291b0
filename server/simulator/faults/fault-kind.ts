import * as v from 'valibot'

/** One way in which the API fails. */
export const FaultKind = v.variant('kind', [
  /** Any error status, 401, 403, 429, 500 and 504 among them; `retryAfter` becomes the header. */
  v.object({
    kind: v.literal('status'),
    status: v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599)),
    retryAfter: v.optional(v.union([v.string(), v.number()])),
  }),
  /** The answer comes late; milliseconds. */
  v.object({
    kind: v.literal('delay'),
    ms: v.pipe(v.number(), v.minValue(0), v.maxValue(600_000)),
  }),
  /** No answer ever comes. */
  v.object({ kind: v.literal('hang') }),
  /** The connection breaks before an answer. */
  v.object({ kind: v.literal('network') }),
  /** Half of the JSON. */
  v.object({ kind: v.literal('truncated') }),
  /** A web page with status 200, as captive portals send it. */
  v.object({ kind: v.literal('html') }),
  /** No data, in one of the shapes in which that may come. */
  v.object({ kind: v.literal('empty'), shape: v.picklist(['object', 'array', 'null']) }),
  /** The first room of a grouped answer, or the one with this id, is null. */
  v.object({ kind: v.literal('null-room'), room: v.optional(v.string()) }),
  /** The first sensor's metrics, or those of the sensor with this MAC, are null. */
  v.object({ kind: v.literal('null-metrics'), mac: v.optional(v.string()) }),
  /** `last` of the first sensor, or of the one with this MAC, is missing or no number. */
  v.object({
    kind: v.literal('bad-last'),
    last: v.picklist(['missing', 'text']),
    mac: v.optional(v.string()),
  }),
  /** GraphQL answers with part of the data and with errors beside it. */
  v.object({ kind: v.literal('partial-graphql') }),
])
export type FaultKind = v.InferOutput<typeof FaultKind>
