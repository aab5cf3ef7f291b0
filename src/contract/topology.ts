import * as v from 'valibot'
import {
  EventSeconds,
  FiniteNumber,
  Id,
  lenientList,
  MacAddress,
  Name,
  numberBetween,
  optionalField,
  WireCapacity,
} from './butlr-values.ts'

/**
 * The gateway's read-only GraphQL documents. The page sends a name, never a query. A token may be allowed to delete
 * rooms, so no part of a request may become part of a query.
 */
const documentNames = ['places', 'sensors'] as const
/**
 * `fresherThanSeconds` is the maximum age of a cached response. The page sets it when a report contains a room that is
 * not in the topology. The minimum is a minute, so that no page can make the gateway flood Butlr with requests.
 */
export const DocumentRequest = v.strictObject({
  document: v.picklist(documentNames),
  fresherThanSeconds: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(60), v.maxValue(86_400)),
  ),
})
export type DocumentRequest = v.InferOutput<typeof DocumentRequest>
export type DocumentName = (typeof documentNames)[number]

const Text = optionalField(v.string())
const Label = optionalField(Name)
const Reference = optionalField(Id)
const Numeric = optionalField(FiniteNumber)
const Flag = optionalField(v.boolean())
const Heartbeat = optionalField(EventSeconds)

const People = optionalField(WireCapacity)
const Capacity = optionalField(v.object({ max: People, mid: People }))
/** What each place and device record begins with. */
const identity = { id: Id, name: Label }
const Tag = v.object(identity)
/** One malformed corner would change the shape, so it makes the whole outline malformed. */
const Outline = optionalField(v.pipe(v.array(v.array(FiniteNumber)), v.maxLength(10_000)))

/** `coordinates` are polygon vertices `[x, y]` in metres, `rotation` is in degrees clockwise (docs/butlr-api.md). */
export const WireRoom = v.object({
  ...identity,
  floor_id: Reference,
  roomType: Label,
  capacity: Capacity,
  coordinates: Outline,
  rotation: Numeric,
  tags: lenientList(Tag),
  /** Whether a field of Butlr's record was malformed. The privacy rules do not trust the rest of a malformed record. */
  malformed: v.optional(v.fallback(v.boolean(), true)),
  /** Whether Butlr sent `coordinates` that cannot be read. The field is then null, as it is when Butlr sends none. */
  unreadableOutline: v.optional(v.fallback(v.boolean(), true)),
})
export type WireRoom = v.InferOutput<typeof WireRoom>

export const WireZone = v.object({ id: Id, room_id: Reference, tags: lenientList(Tag) })
export type WireZone = v.InferOutput<typeof WireZone>

export const WireFloor = v.object({
  ...identity,
  floorNumber: Numeric,
  tags: lenientList(Tag),
  rooms: lenientList(WireRoom),
  zones: lenientList(WireZone),
})
export type WireFloor = v.InferOutput<typeof WireFloor>

export const WireBuilding = v.object({
  ...identity,
  floors: lenientList(WireFloor),
})
export type WireBuilding = v.InferOutput<typeof WireBuilding>

/** `timezone` is an IANA name; the gateway converts Windows names. */
export const WireSite = v.object({
  ...identity,
  timezone: Label,
  buildings: lenientList(WireBuilding),
})
export type WireSite = v.InferOutput<typeof WireSite>

/**
 * Heartbeats are Unix seconds; `center` is `[x, y]` in metres on the floor; battery dates are RFC 3339. Of Butlr's
 * battery dates, only `battery_change_by_date` is reliable; Butlr sends no charge level (docs/butlr-api.md).
 */
export const WireSensor = v.object({
  id: Reference,
  name: Label,
  mac_address: optionalField(MacAddress),
  mode: Text,
  model: Label,
  floor_id: Reference,
  room_id: Reference,
  hive_id: Reference,
  hive_serial: Label,
  is_online: Flag,
  last_heartbeat: Heartbeat,
  last_occupancy_message: Heartbeat,
  installation_status: Text,
  center: optionalField(v.array(FiniteNumber)),
  power_type: Text,
  battery_change_by_date: Text,
})
export type WireSensor = v.InferOutput<typeof WireSensor>

/**
 * The hub that a floor's sensors report through. Its heartbeat is in Unix seconds. Butlr uses camel case here, unlike
 * for sensors.
 */
export const WireHive = v.object({
  ...identity,
  serialNumber: Label,
  floor_id: Reference,
  isOnline: Flag,
  lastHeartbeat: Heartbeat,
  netPathStability: optionalField(numberBetween(0, 1)),
})
export type WireHive = v.InferOutput<typeof WireHive>

const partKinds = [
  'site',
  'building',
  'floor',
  'room',
  'zone',
  'sensor',
  'hive',
  'unknown',
] as const
/**
 * Parts that Butlr did not send or sent malformed; a response may contain partial data and errors (docs/butlr-api.md).
 * `unknown` is for errors that do not identify the part. `within` is the name of the location that lacks the part; null
 * when unknown.
 */
export const MissingPart = v.object({
  kind: v.picklist(partKinds),
  count: v.number(),
  within: v.nullable(v.string()),
})
export type MissingPart = v.InferOutput<typeof MissingPart>

/** How many items of a kind Butlr lists more than once. The response contains each item once. */
export const DuplicateParts = v.object({ kind: v.picklist(partKinds), count: v.number() })
export type DuplicateParts = v.InferOutput<typeof DuplicateParts>

/**
 * A list of which Butlr might have sent only a part. `kind` is the kind of its items. `id` is the location that
 * contains the list (for `tag`, the room or floor with the tags); null means the list of sites, or every list of that
 * kind. `unknown` means every list. Only access checks use gaps; users see `missing`, which does not count lists that
 * are null.
 */
export const ListGap = v.object({
  kind: v.picklist(['site', 'building', 'floor', 'room', 'zone', 'tag', 'unknown']),
  id: v.nullable(v.string()),
})
export type ListGap = v.InferOutput<typeof ListGap>

/** An ID that the gateway generated for a location without a usable ID. Access checks ignore it. */
export const StandIn = v.object({
  kind: v.picklist(['site', 'building', 'floor']),
  id: v.string(),
})
export type StandIn = v.InferOutput<typeof StandIn>

/**
 * The gateway's response for a document: its items, the missing parts, and when Butlr sent them (`asOf`, in Unix
 * milliseconds). The gateway caches responses, so `asOf` can be earlier than the page's request.
 */
export const PlacesResponse = v.object({
  sites: lenientList(WireSite),
  missing: v.array(MissingPart),
  repeated: v.optional(v.array(DuplicateParts)),
  gaps: v.optional(v.array(ListGap)),
  standIns: v.optional(v.array(StandIn)),
  asOf: v.number(),
})
export type PlacesResponse = v.InferOutput<typeof PlacesResponse>

export const SensorsResponse = v.object({
  sensors: lenientList(WireSensor),
  hives: lenientList(WireHive),
  missing: v.array(MissingPart),
  repeated: v.optional(v.array(DuplicateParts)),
  asOf: v.number(),
})
export type SensorsResponse = v.InferOutput<typeof SensorsResponse>
