import * as v from 'valibot'
import { Id, isEventTime } from '#src/contract/butlr-values.ts'
import {
  WireBuilding,
  WireFloor,
  WireHive,
  WireRoom,
  WireSensor,
  WireSite,
  WireZone,
  type DocumentName,
  type Missing,
  type PlacesAnswer,
  type SensorsAnswer,
} from '#src/contract/topology.ts'
import {
  optionalList,
  readGraphql,
  requiredList,
  type GraphqlAnswer,
  addGaps,
  createLosses,
  type Losses,
  fieldsOf,
  isObject,
  placeName,
} from './graphql-answer.ts'
import { hivesListedOnce, placesListedOnce, sensorsListedOnce } from './deduplicate.ts'
import { ianaZoneName } from './windows-time-zones.ts'

/** An answer before it is known when Butlr gave it. */
export type TopologyAnswer = Omit<PlacesAnswer, 'asOf'> | Omit<SensorsAnswer, 'asOf'>

/** What is being read, where, and the account of what is left out. */
type Context = { kind: Missing['kind']; within: string | null; losses: Losses }

const SiteFields = v.omit(WireSite, ['buildings'])
const BuildingFields = v.omit(WireBuilding, ['floors'])
/** A room as Butlr sends it: whether it is malformed is for the gateway to say. */
const SentRoom = v.omit(WireRoom, ['malformed'])
const fieldsOfRooms = Object.keys(SentRoom.entries)
const FloorFields = v.omit(WireFloor, ['rooms', 'zones'])

/** Without these a sensor is not counted where it should be, so a malformed one is a loss. */
const neededOfSensors = ['mac_address', 'room_id', 'mode'] as const

/**
 * Turns Butlr's answer to a document into the page's. A malformed field is left out of its item, and a malformed item out
 * of its list; the answer says which items are missing and which were listed more than once. Throws `ButlrFailure` when
 * there is nothing to show.
 *
 * @param now Unix milliseconds: no event was later
 */
export function topologyAnswer(name: DocumentName, answer: unknown, now: number): TopologyAnswer {
  const read = readGraphql(answer)
  const losses = createLosses()
  if (name === 'sensors') {
    const items = requiredList(read, 'sensors')
    const context: Context = { kind: 'sensor', within: null, losses }
    const all = keepAll(items, WireSensor, context, (sensor, item) => {
      if (neededOfSensors.some((field) => isLost(item[field], sensor[field]))) {
        losses.add('sensor', null)
      }
      return { ...sensor, ...pastTimes(sensor, now) }
    })
    const hives = hivesListedOnce(hivesOf(read, losses, now))
    const sensors = sensorsListedOnce(all)
    addGaps(read, losses)
    return {
      sensors: sensors.items,
      hives: hives.items,
      missing: losses.list(),
      ...repeatedIn([...sensors.repeated, ...hives.repeated]),
    }
  }
  const items = requiredList(read, 'sites')
  const context: Context = { kind: 'site', within: null, losses }
  const { sites, repeated } = placesListedOnce(keepEach(items, context, siteFrom))
  addGaps(read, losses)
  return { sites, missing: losses.list(), ...repeatedIn(repeated) }
}

function repeatedIn(repeated: NonNullable<PlacesAnswer['repeated']>) {
  return repeated.length === 0 ? {} : { repeated }
}

function hivesOf(answer: GraphqlAnswer, losses: Losses, now: number): WireHive[] {
  const list = optionalList(answer, 'hives')
  if (list === null) losses.add('hive', null)
  return keepAll(list?.data, WireHive, { kind: 'hive', within: null, losses }, (hive) => {
    const { lastHeartbeat } = hive
    return isPast(lastHeartbeat, now) ? hive : { ...hive, lastHeartbeat: null }
  })
}

function siteFrom(item: unknown, id: string, context: Context): WireSite | null {
  const inside = within(item, id, 'building', context)
  const buildings = keepEach(fieldsOf(item)['buildings'], inside, buildingFrom)
  const own = ownFields(SiteFields, item, id, context)
  if (own === null) return null
  const { timezone } = own
  return {
    ...own,
    ...(typeof timezone === 'string' ? { timezone: ianaZoneName(timezone) } : {}),
    buildings,
  }
}

function buildingFrom(item: unknown, id: string, context: Context): WireBuilding | null {
  const inside = within(item, id, 'floor', context)
  const floors = keepEach(fieldsOf(item)['floors'], inside, floorFrom)
  const own = ownFields(BuildingFields, item, id, context)
  return own && { ...own, floors }
}

function floorFrom(item: unknown, id: string, context: Context): WireFloor | null {
  const { rooms, zones } = fieldsOf(item)
  const children = {
    rooms: keepAllAs(rooms, SentRoom, within(item, id, 'room', context), roomFrom),
    zones: keepAll(zones, WireZone, within(item, id, 'zone', context)),
  }
  const own = ownFields(FloorFields, item, id, context)
  return own && { ...own, ...children }
}

/** Says of a room that Butlr sent a field which had to be left out. */
function roomFrom(room: v.InferOutput<typeof SentRoom>, item: Record<string, unknown>): WireRoom {
  const kept = fieldsOf(room)
  const isMalformed = fieldsOfRooms.some((field) => isLost(item[field], kept[field]))
  return isMalformed ? { ...room, malformed: true } : room
}

function within(place: unknown, id: string, kind: Missing['kind'], { losses }: Context): Context {
  return { kind, within: placeName(place) ?? id, losses }
}

/** Reads containers. One without a usable id gets one by its place in the list, so that what is in it stays. */
function keepEach<T>(
  items: unknown,
  context: Context,
  read: (item: unknown, id: string, context: Context) => T | null,
): T[] {
  return itemsOf(items, context)
    .map((item, index) => {
      const id = v.safeParse(Id, fieldsOf(item)['id'])
      return read(item, id.success ? id.output : standInId(context, index), context)
    })
    .filter((item) => item !== null)
}

function standInId({ kind, within }: Context, index: number): string {
  return [within, kind, index + 1].filter((part) => part !== null).join(' ')
}

function itemsOf(items: unknown, { losses, kind, within }: Context): readonly unknown[] {
  if (items === null || items === undefined) return []
  if (Array.isArray(items)) return items
  losses.add(kind, within)
  return []
}

function keepAll<const TSchema extends v.GenericSchema>(
  items: unknown,
  schema: TSchema,
  context: Context,
  refine: (
    output: v.InferOutput<TSchema>,
    item: Record<string, unknown>,
  ) => v.InferOutput<TSchema> = (output) => output,
): v.InferOutput<TSchema>[] {
  return keepAllAs(items, schema, context, refine)
}

function keepAllAs<const TSchema extends v.GenericSchema, TItem>(
  items: unknown,
  schema: TSchema,
  context: Context,
  refine: (output: v.InferOutput<TSchema>, item: Record<string, unknown>) => TItem,
): TItem[] {
  return itemsOf(items, context).flatMap((item) => {
    const parsed = isObject(item) ? v.safeParse(schema, item) : null
    if (parsed?.success) return [refine(parsed.output, fieldsOf(item))]
    context.losses.add(context.kind, context.within)
    return []
  })
}

/** A container's own fields; null, and a loss, where it is no object. */
function ownFields<const TSchema extends v.GenericSchema>(
  schema: TSchema,
  item: unknown,
  id: string,
  { kind, within, losses }: Context,
): v.InferOutput<TSchema> | null {
  if (fieldsOf(item)['id'] !== id) losses.add(kind, within)
  const parsed = isObject(item) ? v.safeParse(schema, { ...item, id }) : null
  return parsed?.success ? parsed.output : null
}

/**
 * Whether a value, or a field of it, was sent and is none that can be used. An empty text is how Butlr writes that there
 * is none.
 */
function isLost(sent: unknown, read: unknown): boolean {
  if (sent === null || sent === undefined || sent === '') return false
  if ((read ?? null) === null) return true
  if (Array.isArray(read)) {
    if (!Array.isArray(sent)) return true
    const items = sent.filter((item) => item !== null)
    return items.length > read.length || read.some((one, index) => isLost(items[index], one))
  }
  return (
    isObject(read) && Object.entries(read).some(([key, one]) => isLost(fieldsOf(sent)[key], one))
  )
}

function pastTimes(sensor: WireSensor, now: number): Partial<WireSensor> {
  const { last_heartbeat: heartbeat, last_occupancy_message: report } = sensor
  return {
    ...(isPast(heartbeat, now) ? {} : { last_heartbeat: null }),
    ...(isPast(report, now) ? {} : { last_occupancy_message: null }),
  }
}

function isPast(seconds: number | null | undefined, now: number): boolean {
  return typeof seconds !== 'number' || isEventTime(seconds * 1_000, now)
}
