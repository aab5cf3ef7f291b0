import * as v from 'valibot'

/**
 * The gateway's own read-only GraphQL documents. The page sends a name, never a query: a token may be allowed to
 * delete rooms, so nothing of a request may become part of a query.
 */
export const documentNames = ['places', 'sensors'] as const
export const DocumentRequest = v.strictObject({ document: v.picklist(documentNames) })
export type DocumentName = (typeof documentNames)[number]

const Text = v.nullish(v.string())
const Numeric = v.nullish(v.number())
/** Butlr sends lists as arrays, as `null`, or (on partial errors) not at all; holes inside a list are dropped. */
const list = <const TSchema extends v.BaseSchema<unknown, unknown, v.BaseIssue<unknown>>>(
  item: TSchema,
) =>
  v.pipe(
    v.nullish(v.array(v.nullable(item)), []),
    v.transform((items) => items.filter((entry) => entry !== null)),
  )

const Capacity = v.nullish(v.object({ max: Numeric, mid: Numeric }))
const Tag = v.object({ id: v.string(), name: Text })

/** `coordinates` are polygon vertices `[x, y]` in metres, `rotation` degrees clockwise (api.md section 10.3). */
export const WireRoom = v.object({
  id: v.string(),
  name: Text,
  floor_id: Text,
  roomType: Text,
  capacity: Capacity,
  coordinates: v.nullish(v.array(v.array(v.number()))),
  rotation: Numeric,
  tags: list(Tag),
})
export type WireRoom = v.InferOutput<typeof WireRoom>

export const WireZone = v.object({
  id: v.string(),
  name: Text,
  room_id: Text,
  capacity: Capacity,
  coordinates: v.nullish(v.array(v.array(v.number()))),
})

export const WireFloor = v.object({
  id: v.string(),
  name: Text,
  floorNumber: Numeric,
  timezone: Text,
  rooms: list(WireRoom),
  zones: list(WireZone),
})
export type WireFloor = v.InferOutput<typeof WireFloor>

export const WireBuilding = v.object({
  id: v.string(),
  name: Text,
  building_number: Numeric,
  floors: list(WireFloor),
})
export const WireSite = v.object({
  id: v.string(),
  name: Text,
  timezone: Text,
  buildings: list(WireBuilding),
})
export type WireSite = v.InferOutput<typeof WireSite>

/** Heartbeats are Unix seconds; `center` is `[x, y]` in metres on the floor. */
export const WireSensor = v.object({
  id: Text,
  name: Text,
  mac_address: Text,
  mode: Text,
  model: Text,
  floor_id: Text,
  room_id: Text,
  hive_id: Text,
  hive_serial: Text,
  is_online: v.nullish(v.boolean()),
  last_heartbeat: Numeric,
  last_occupancy_message: Numeric,
  installation_status: Text,
  center: v.nullish(v.array(v.number())),
})
export type WireSensor = v.InferOutput<typeof WireSensor>

/**
 * What the gateway answers for a document. `incomplete` is true when Butlr sent errors beside the data
 * (api.md section 10.4): what is there is shown, and said to be incomplete.
 */
export const PlacesAnswer = v.object({ sites: list(WireSite), incomplete: v.boolean() })
export type PlacesAnswer = v.InferOutput<typeof PlacesAnswer>

export const SensorsAnswer = v.object({ sensors: list(WireSensor), incomplete: v.boolean() })
export type SensorsAnswer = v.InferOutput<typeof SensorsAnswer>
