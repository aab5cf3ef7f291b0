import * as v from 'valibot'
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
} from '#src/topology/contract.ts'
import { optionalList, readGraphql, requiredList, type GraphqlAnswer } from './graphql-answer.ts'
import { addGaps } from './graphql-gaps.ts'
import { createLosses, type Losses } from './losses.ts'
import { fieldsOf, placeName } from './wire-fields.ts'

/** An answer before it is known when Butlr gave it. */
export type TopologyAnswer = Omit<PlacesAnswer, 'asOf'> | Omit<SensorsAnswer, 'asOf'>

/** What is being read, where, and the account of what is left out. */
type Context = { kind: Missing['kind']; within: string | null; losses: Losses }

/**
 * Turns Butlr's answer to a document into the page's. A malformed room or sensor is left out and said to be missing; it
 * never takes its neighbours with it, nor do the hives the sensors. Throws `ButlrFailure` when there is nothing to show.
 */
export function topologyAnswer(name: DocumentName, answer: unknown): TopologyAnswer {
  const read = readGraphql(answer)
  const losses = createLosses()
  if (name === 'sensors') {
    const items = requiredList(read, 'sensors')
    const sensors = keepAll(items, WireSensor, { kind: 'sensor', within: null, losses })
    const hives = hivesOf(read, losses)
    addGaps(read, losses)
    return { sensors, hives, missing: losses.list() }
  }
  const items = requiredList(read, 'sites')
  const context: Context = { kind: 'site', within: null, losses }
  const sites = keepEach(items, context, (item) => site(item, context))
  addGaps(read, losses)
  return { sites, missing: losses.list() }
}

function hivesOf(answer: GraphqlAnswer, losses: Losses): WireHive[] {
  const list = optionalList(answer, 'hives')
  if (list === null) losses.add('hive', null)
  return keepAll(list?.data, WireHive, { kind: 'hive', within: null, losses })
}

function site(item: unknown, context: Context) {
  const inside = within(item, 'building', context)
  const buildings = keepEach(fieldsOf(item)['buildings'], inside, (child) =>
    building(child, inside),
  )
  return keepWith(WireSite, item, { buildings }, context)
}

function building(item: unknown, context: Context) {
  const inside = within(item, 'floor', context)
  const floors = keepEach(fieldsOf(item)['floors'], inside, (child) => floor(child, inside))
  return keepWith(WireBuilding, item, { floors }, context)
}

function floor(item: unknown, context: Context) {
  const { rooms, zones } = fieldsOf(item)
  const children = {
    rooms: keepAll(rooms, WireRoom, within(item, 'room', context)),
    zones: keepAll(zones, WireZone, within(item, 'zone', context)),
  }
  return keepWith(WireFloor, item, children, context)
}

function within(place: unknown, kind: Missing['kind'], { losses }: Context): Context {
  return { kind, within: placeName(place), losses }
}

function keepEach<T>(items: unknown, context: Context, read: (item: unknown) => T | null): T[] {
  if (items === null || items === undefined) return []
  if (!Array.isArray(items)) {
    context.losses.add(context.kind, context.within)
    return []
  }
  return items.map(read).filter((item) => item !== null)
}

function keepAll<const TSchema extends v.GenericSchema>(
  items: unknown,
  schema: TSchema,
  context: Context,
): v.InferOutput<TSchema>[] {
  return keepEach(items, context, (item) => {
    const parsed = v.safeParse(schema, item)
    if (parsed.success) return parsed.output
    context.losses.add(context.kind, context.within)
    return null
  })
}

/** A container with a malformed number or zone keeps its id, its name and what is in it. */
function keepWith<const TSchema extends v.GenericSchema>(
  schema: TSchema,
  item: unknown,
  children: Record<string, unknown>,
  { kind, within, losses }: Context,
): v.InferOutput<TSchema> | null {
  const own = fieldsOf(item)
  const whole = v.safeParse(schema, { ...own, ...children })
  if (whole.success) return whole.output
  losses.add(kind, within)
  const name = typeof own['name'] === 'string' ? own['name'] : null
  const bare = v.safeParse(schema, { id: own['id'], name, ...children })
  return bare.success ? bare.output : null
}
