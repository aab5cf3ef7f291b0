import * as v from 'valibot'
import { displayName, Id, isEventTime, isObject } from '#src/contract/butlr-values.ts'
import {
  WireBuilding,
  WireFloor,
  WireHive,
  WireRoom,
  WireSensor,
  WireSite,
  WireZone,
  type DocumentName,
  type MissingPart,
  type PlacesResponse,
  type SensorsResponse,
} from '#src/contract/topology.ts'
import {
  optionalList,
  parseGraphqlAnswer,
  requiredList,
  type GraphqlAnswer,
  collectGraphqlErrors,
  createMissingParts,
  type MissingParts,
  asFields,
  isUnreadable,
  readPlaceName,
  standInId,
} from './graphql-answer.ts'
import { sortByName } from '#src/domain/topology/sort-by-name.ts'
import { deduplicateHives, deduplicatePlaces, deduplicateSensors } from './deduplicate.ts'
import { toIanaTimeZone } from './windows-time-zones.ts'

/** A response without the time at which Butlr sent it. */
export type TopologyAnswer = Omit<PlacesResponse, 'asOf'> | Omit<SensorsResponse, 'asOf'>

type ParseContext = {
  kind: MissingPart['kind']
  within: string | null
  /** The ID of the location that contains the list; null if there is none. */
  holderId: string | null
  losses: MissingParts
}

const SiteFields = v.omit(WireSite, ['buildings'])
const BuildingFields = v.omit(WireBuilding, ['floors'])
/** A room as Butlr sends it, without the fields that the gateway adds. */
const UpstreamRoom = v.omit(WireRoom, ['malformed', 'unreadableOutline'])
const roomFieldNames = Object.keys(UpstreamRoom.entries)
const FloorFields = v.omit(WireFloor, ['rooms', 'zones'])

/** Fields without which a sensor is not counted in its room. If one is malformed, the sensor is reported as missing. */
const requiredSensorFields = ['mac_address', 'room_id', 'mode'] as const

/**
 * Converts a response from Butlr to the page's response for a document. Drops malformed fields from items and malformed
 * items from lists, and reports which items are missing and which were listed more than once. Throws `ButlrError` if
 * the response is malformed, or reports an error and contains no items.
 *
 * @param now Unix milliseconds; later event times are dropped
 */
export function parseTopologyAnswer(
  name: DocumentName,
  answer: unknown,
  now: number,
): TopologyAnswer {
  const read = parseGraphqlAnswer(answer)
  const losses = createMissingParts()
  if (name === 'sensors') {
    const items = requiredList(read, 'sensors')
    const context: ParseContext = { kind: 'sensor', within: null, holderId: null, losses }
    const all = parseItems(items, WireSensor, context, (sensor, item) => {
      if (requiredSensorFields.some((field) => isUnreadable(item[field], sensor[field]))) {
        losses.add('sensor', null)
      }
      return { ...sensor, ...dropFutureTimes(sensor, now) }
    })
    const hives = deduplicateHives(parseHives(read, losses, now))
    const sensors = deduplicateSensors(all)
    collectGraphqlErrors(read, losses)
    return {
      sensors: sensors.items.map(withoutRedundantId),
      hives: hives.items,
      missing: losses.list(),
      ...repeatedEntry([...sensors.repeated, ...hives.repeated]),
    }
  }
  const items = requiredList(read, 'sites')
  const context: ParseContext = { kind: 'site', within: null, holderId: null, losses }
  const { sites, repeated } = deduplicatePlaces(parseContainers(items, context, parseSite))
  collectGraphqlErrors(read, losses)
  return { sites, missing: losses.list(), ...repeatedEntry(repeated) }
}

function repeatedEntry(repeated: NonNullable<PlacesResponse['repeated']>) {
  return repeated.length === 0 ? {} : { repeated }
}

function parseHives(answer: GraphqlAnswer, losses: MissingParts, now: number): WireHive[] {
  const list = optionalList(answer, 'hives')
  if (list === null) losses.add('hive', null)
  const context: ParseContext = { kind: 'hive', within: null, holderId: null, losses }
  return parseItems(list?.data, WireHive, context, (hive) =>
    isPastTime(hive.lastHeartbeat, now) ? hive : { ...hive, lastHeartbeat: null },
  )
}

function parseSite(item: unknown, id: string, context: ParseContext): WireSite | null {
  const inside = childContext(item, id, 'building', context)
  const buildings = parseContainers(asFields(item)['buildings'], inside, parseBuilding)
  const own = parseOwnFields(SiteFields, item, id, context)
  if (own === null) return null
  const { timezone } = own
  return {
    ...own,
    ...(typeof timezone === 'string' ? { timezone: toIanaTimeZone(timezone) } : {}),
    buildings,
  }
}

function parseBuilding(item: unknown, id: string, context: ParseContext): WireBuilding | null {
  const inside = childContext(item, id, 'floor', context)
  const floors = parseContainers(asFields(item)['floors'], inside, parseFloor)
  const own = parseOwnFields(BuildingFields, item, id, context)
  return own && { ...own, floors }
}

function parseFloor(item: unknown, id: string, context: ParseContext): WireFloor | null {
  const { rooms, zones } = asFields(item)
  const children = {
    rooms: parseItemsAs(
      rooms,
      UpstreamRoom,
      childContext(item, id, 'room', context),
      markMalformed,
    ),
    zones: parseItems(zones, WireZone, childContext(item, id, 'zone', context)),
  }
  const own = parseOwnFields(FloorFields, item, id, context)
  return own && { ...own, ...children, rooms: sortByName(children.rooms) }
}

/**
 * Marks a room that has malformed fields. If the outline is one of these fields, also marks the outline as unreadable.
 */
function markMalformed(
  room: v.InferOutput<typeof UpstreamRoom>,
  item: Record<string, unknown>,
): WireRoom {
  const kept = asFields(room)
  const unreadable = roomFieldNames.filter((field) => isUnreadable(item[field], kept[field]))
  if (unreadable.length === 0) return room
  const outline = unreadable.includes('coordinates') ? { unreadableOutline: true } : {}
  return { ...room, malformed: true, ...outline }
}

function childContext(
  place: unknown,
  id: string,
  kind: MissingPart['kind'],
  { losses }: ParseContext,
): ParseContext {
  return { kind, within: readPlaceName(place) ?? displayName(id), holderId: id, losses }
}

/**
 * Parses sites, buildings or floors. A location without a usable ID gets a stand-in ID, so that its content is kept.
 */
function parseContainers<T>(
  items: unknown,
  context: ParseContext,
  read: (item: unknown, id: string, context: ParseContext) => T | null,
): T[] {
  return asList(items, context)
    .map((item, index) => {
      const id = v.safeParse(Id, asFields(item)['id'])
      return read(item, id.success ? id.output : standInId(context, index), context)
    })
    .filter((item) => item !== null)
}

function asList(items: unknown, { losses, kind, within }: ParseContext): readonly unknown[] {
  if (items === null || items === undefined) return []
  if (Array.isArray(items)) return items
  losses.add(kind, within)
  return []
}

function parseItems<const TSchema extends v.GenericSchema>(
  items: unknown,
  schema: TSchema,
  context: ParseContext,
  refine: (
    output: v.InferOutput<TSchema>,
    item: Record<string, unknown>,
  ) => v.InferOutput<TSchema> = (output) => output,
): v.InferOutput<TSchema>[] {
  return parseItemsAs(items, schema, context, refine)
}

function parseItemsAs<const TSchema extends v.GenericSchema, TItem>(
  items: unknown,
  schema: TSchema,
  context: ParseContext,
  refine: (output: v.InferOutput<TSchema>, item: Record<string, unknown>) => TItem,
): TItem[] {
  return asList(items, context).flatMap((item) => {
    const parsed = isObject(item) ? v.safeParse(schema, item) : null
    if (parsed?.success) return [refine(parsed.output, asFields(item))]
    context.losses.add(context.kind, context.within)
    return []
  })
}

/**
 * Parses a container's own fields; returns null if it is not an object. Reports the container as missing if its ID is
 * unusable.
 */
function parseOwnFields<const TSchema extends v.GenericSchema>(
  schema: TSchema,
  item: unknown,
  id: string,
  { kind, within, losses }: ParseContext,
): v.InferOutput<TSchema> | null {
  if (asFields(item)['id'] !== id) losses.add(kind, within)
  const parsed = isObject(item) ? v.safeParse(schema, { ...item, id }) : null
  return parsed?.success ? parsed.output : null
}

/**
 * Removes the ID of a sensor that has a MAC address, because the MAC address identifies the sensor everywhere. The
 * random IDs would be a third of the compressed document, and the first screen waits for this document.
 */
function withoutRedundantId({ id, ...sensor }: WireSensor): WireSensor {
  return sensor.mac_address ? sensor : { id, ...sensor }
}

function dropFutureTimes(sensor: WireSensor, now: number): Partial<WireSensor> {
  const { last_heartbeat: heartbeat, last_occupancy_message: report } = sensor
  return {
    ...(isPastTime(heartbeat, now) ? {} : { last_heartbeat: null }),
    ...(isPastTime(report, now) ? {} : { last_occupancy_message: null }),
  }
}

function isPastTime(seconds: number | null | undefined, now: number): boolean {
  return typeof seconds !== 'number' || isEventTime(seconds * 1_000, now)
}
