import * as v from 'valibot'
import {
  EventSeconds,
  FiniteNumber,
  Id,
  lenientList,
  Name,
  numberBetween,
  optionalField,
} from './butlr-values.ts'

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

const Text = optionalField(v.string())
const Label = optionalField(Name)
const Reference = optionalField(Id)
const Numeric = optionalField(FiniteNumber)
const Flag = optionalField(v.boolean())
const Heartbeat = optionalField(EventSeconds)

/** Rooms for more people than any building has are a mistake of the unit or of the hand. */
const People = optionalField(numberBetween(0, 100_000))
const Capacity = optionalField(v.object({ max: People, mid: People }))
const Tag = v.object({ id: Id, name: Label })
/** A polygon with a malformed corner is another polygon, so it is none. */
const Outline = optionalField(v.pipe(v.array(v.array(FiniteNumber)), v.maxLength(10_000)))

/** `coordinates` are polygon vertices `[x, y]` in metres, `rotation` degrees clockwise (api.md section 10.3). */
export const WireRoom = v.object({
  id: Id,
  name: Label,
  floor_id: Reference,
  roomType: Label,
  capacity: Capacity,
  coordinates: Outline,
  rotation: Numeric,
  tags: lenientList(Tag),
  /** Whether Butlr sent an unreadable field. Privacy does not trust the rest of such a record. */
  malformed: v.optional(v.fallback(v.boolean(), true)),
})
export type WireRoom = v.InferOutput<typeof WireRoom>

export const WireZone = v.object({ id: Id, room_id: Reference, tags: lenientList(Tag) })
export type WireZone = v.InferOutput<typeof WireZone>

export const WireFloor = v.object({
  id: Id,
  name: Label,
  floorNumber: Numeric,
  tags: lenientList(Tag),
  rooms: lenientList(WireRoom),
  zones: lenientList(WireZone),
})
export type WireFloor = v.InferOutput<typeof WireFloor>

export const WireBuilding = v.object({
  id: Id,
  name: Label,
  floors: lenientList(WireFloor),
})
export type WireBuilding = v.InferOutput<typeof WireBuilding>

/** `timezone` is an IANA name; the gateway translates the names that Windows has. */
export const WireSite = v.object({
  id: Id,
  name: Label,
  timezone: Label,
  buildings: lenientList(WireBuilding),
})
export type WireSite = v.InferOutput<typeof WireSite>

/**
 * Heartbeats are Unix seconds; `center` is `[x, y]` in metres on the floor; battery dates are RFC 3339. Of the battery
 * dates only `battery_change_by_date` can be trusted (Butlr API notes, units and meaning); there is no percentage.
 */
export const WireSensor = v.object({
  id: Reference,
  name: Label,
  mac_address: Reference,
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

/** The box that a floor's sensors report through. Its heartbeat is Unix seconds; camel case here, unlike sensors. */
export const WireHive = v.object({
  id: Id,
  name: Label,
  serialNumber: Label,
  floor_id: Reference,
  isOnline: Flag,
  lastHeartbeat: Heartbeat,
  /** A share from 0 to 1. */
  netPathStability: optionalField(numberBetween(0, 1)),
})
export type WireHive = v.InferOutput<typeof WireHive>

/**
 * What Butlr did not send, or sent so that nobody can read it (Butlr API notes, known quirks: partial data with
 * errors). `unknown` stands for errors beside data that do not say what they are about. `within` is the name of the
 * place that lacks it, null where nobody knows.
 */
export const partKinds = [
  'site',
  'building',
  'floor',
  'room',
  'zone',
  'sensor',
  'hive',
  'unknown',
] as const
export const MissingPart = v.object({
  kind: v.picklist(partKinds),
  count: v.number(),
  within: v.nullable(v.string()),
})
export type MissingPart = v.InferOutput<typeof MissingPart>

/** How many things of a kind Butlr lists more than once. Each is in the answer once. */
export const DuplicateParts = v.object({ kind: v.picklist(partKinds), count: v.number() })
export type DuplicateParts = v.InferOutput<typeof DuplicateParts>

/**
 * A list of Butlr's that may hold more than the answer does. `kind` is what it lists, `id` the place that holds it (null
 * for the list of sites, and where every list of the kind may); for `tag` the room or floor that carries the tags.
 * `unknown`: any list may. For access checks only: people are told what is `missing`, which null lists are not.
 */
export const ListGap = v.object({
  kind: v.picklist(['site', 'building', 'floor', 'room', 'zone', 'tag', 'unknown']),
  id: v.nullable(v.string()),
})
export type ListGap = v.InferOutput<typeof ListGap>

/** The id that the gateway gave a place without a usable one. It is none of Butlr's, so no access check counts it. */
export const StandIn = v.object({
  kind: v.picklist(['site', 'building', 'floor']),
  id: v.string(),
})
export type StandIn = v.InferOutput<typeof StandIn>

/**
 * What the gateway answers for a document: what there is, what is missing, and when Butlr said so (`asOf`, Unix
 * milliseconds). The gateway keeps answers for a while, so that is not when the page asked.
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
