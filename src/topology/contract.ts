import * as v from 'valibot'

/**
 * The gateway's own read-only GraphQL documents. The page sends a name, never a query: a token may be allowed to
 * delete rooms, so nothing of a request may become part of a query.
 */
export const documentNames = ['places', 'sensors'] as const
/**
 * `fresherThanSeconds`: an answer that the gateway keeps from longer ago is not good enough. Asked for when reporting
 * shows a room that the topology does not know; never below a minute, so that no page can make the gateway hammer Butlr.
 */
export const DocumentRequest = v.strictObject({
  document: v.picklist(documentNames),
  fresherThanSeconds: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(60), v.maxValue(86_400)),
  ),
})
export type DocumentRequest = v.InferOutput<typeof DocumentRequest>
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
  tags: list(Tag),
})

export const WireFloor = v.object({
  id: v.string(),
  name: Text,
  floorNumber: Numeric,
  timezone: Text,
  tags: list(Tag),
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

/**
 * Heartbeats are Unix seconds; `center` is `[x, y]` in metres on the floor; battery dates are RFC 3339. Of the battery
 * dates only `battery_change_by_date` can be trusted (Butlr API notes, units and meaning); there is no percentage.
 */
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
  // A sensor counts people whatever is wrong with what is said of its battery.
  power_type: v.nullish(v.fallback(v.nullable(v.string()), null)),
  battery_change_by_date: v.nullish(v.fallback(v.nullable(v.string()), null)),
})
export type WireSensor = v.InferOutput<typeof WireSensor>

/** The box that a floor's sensors report through. Its heartbeat is Unix seconds; camel case here, unlike sensors. */
export const WireHive = v.object({
  id: v.string(),
  name: Text,
  serialNumber: Text,
  floor_id: Text,
  room_id: Text,
  isOnline: v.nullish(v.boolean()),
  lastHeartbeat: Numeric,
  netPathStability: Numeric,
})
export type WireHive = v.InferOutput<typeof WireHive>

/**
 * What Butlr did not send, or sent so that nobody can read it (Butlr API notes, known quirks: partial data with
 * errors). `unknown` stands for errors beside data that do not say what they are about. `within` is the name of the
 * place that lacks it, null where nobody knows.
 */
export const missingKinds = [
  'site',
  'building',
  'floor',
  'room',
  'zone',
  'sensor',
  'hive',
  'unknown',
] as const
export const Missing = v.object({
  kind: v.picklist(missingKinds),
  count: v.number(),
  within: v.nullable(v.string()),
})
export type Missing = v.InferOutput<typeof Missing>

/**
 * What the gateway answers for a document: what there is, what is missing, and when Butlr said so (`asOf`, Unix
 * milliseconds). The gateway keeps answers for a while, so that is not when the page asked.
 */
export const PlacesAnswer = v.object({
  sites: list(WireSite),
  missing: v.array(Missing),
  asOf: v.number(),
})
export type PlacesAnswer = v.InferOutput<typeof PlacesAnswer>

export const SensorsAnswer = v.object({
  sensors: list(WireSensor),
  hives: list(WireHive),
  missing: v.array(Missing),
  asOf: v.number(),
})
export type SensorsAnswer = v.InferOutput<typeof SensorsAnswer>
