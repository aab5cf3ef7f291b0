import * as v from 'valibot'
import { Id } from './butlr-values.ts'
import { unescapeId } from './id-codec.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

/**
 * A room's highest recorded occupancy, from live polls and per-minute histories: its time (Unix milliseconds), the
 * number of people, and how many sensors contributed.
 */
export const RoomPeak = v.object({ at: v.number(), people: Count, sensors: Count })
export type RoomPeak = v.InferOutput<typeof RoomPeak>

/** The query of `GET /api/peak`: a room ID, escaped by `escapeId`, and the start of the period in Unix milliseconds. */
export const PeakQuery = v.object({
  room: v.pipe(v.string(), v.transform(unescapeId), Id),
  since: v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number)),
})

/** `peak` is null when the gateway has recorded no people in the room since the start of the period. */
export const PeakResponse = v.object({ peak: v.nullable(RoomPeak) })
