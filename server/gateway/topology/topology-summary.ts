import * as v from 'valibot'
import { ListGap, MissingPart, StandIn } from '#src/contract/topology.ts'

const Tags = v.array(v.object({ id: v.string() }))
const Room = v.object({
  id: v.string(),
  tags: Tags,
  capacity: v.nullish(v.object({ max: v.nullish(v.number()) })),
  malformed: v.optional(v.boolean()),
})
const Floor = v.object({
  id: v.string(),
  tags: Tags,
  rooms: v.array(Room),
  zones: v.array(v.object({ room_id: v.nullish(v.string()), tags: Tags })),
})
const Building = v.object({ id: v.string(), floors: v.array(Floor) })
const Site = v.object({
  id: v.string(),
  timezone: v.nullish(v.string()),
  buildings: v.array(Building),
})

/** The IDs, tags, capacities and time zones in a response to `places`, and the parts that may be missing. */
export const PlacesSummary = v.object({
  sites: v.array(Site),
  missing: v.array(MissingPart),
  gaps: v.optional(v.array(ListGap)),
  standIns: v.optional(v.array(StandIn)),
  asOf: v.number(),
})
export type PlacesSummary = v.InferOutput<typeof PlacesSummary>

/**
 * The part of a topology response that the main thread needs. The main thread keeps the response as text, because
 * parsing the response of a large building, or copying it from the thread that parsed it, would take too long. The
 * summary of `sensors` has no sites.
 */
export type TopologySummary = PlacesSummary & {
  /** The room of each installed sensor, by MAC address; null if the sensor has no room. */
  sensorRooms: ReadonlyMap<string, string | null>
}

/** A topology response: its JSON as pages receive it, the `ETag` of that JSON, and its summary. */
export type TopologyDocument = {
  json: Uint8Array<ArrayBuffer>
  tag: string
  summary: TopologySummary
}
