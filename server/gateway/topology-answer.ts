import * as v from 'valibot'
import {
  WireBuilding,
  WireFloor,
  WireRoom,
  WireSensor,
  WireSite,
  WireZone,
  type DocumentName,
  type Missing,
  type PlacesAnswer,
  type SensorsAnswer,
} from '#src/topology/contract.ts'
import { listOf } from './graphql-answer.ts'

/** Counts what had to be left out, so that the answer can say that it is incomplete. */
type Losses = { count: number }

const Loose = v.fallback(v.record(v.string(), v.unknown()), {})

/**
 * Turns Butlr's answer to a document into the page's. A malformed room or sensor is left out and the answer marked
 * incomplete; it never takes its neighbours with it. Throws `ButlrFailure` when there is nothing to show.
 */
export function topologyAnswer(
  name: DocumentName,
  answer: unknown,
  asOf: number,
): PlacesAnswer | SensorsAnswer {
  const { items, hasErrors } = listOf(answer, name === 'places' ? 'sites' : 'sensors')
  const losses: Losses = { count: hasErrors ? 1 : 0 }
  if (name === 'sensors') {
    const sensors = keepEach(items, losses, (item) => keep(WireSensor, item, losses))
    return { sensors, hives: [], missing: missingFrom(losses), asOf }
  }
  const sites = keepEach(items, losses, (item) => site(item, losses))
  return { sites, missing: missingFrom(losses), asOf }
}

function missingFrom({ count }: Losses): Missing[] {
  return count > 0 ? [{ kind: 'unknown', count, within: null }] : []
}

function site(item: unknown, losses: Losses) {
  const buildings = keepEach(childOf(item, 'buildings'), losses, (child) => building(child, losses))
  return keepWith(WireSite, item, { buildings }, losses)
}

function building(item: unknown, losses: Losses) {
  const floors = keepEach(childOf(item, 'floors'), losses, (child) => floor(child, losses))
  return keepWith(WireBuilding, item, { floors }, losses)
}

function floor(item: unknown, losses: Losses) {
  const rooms = keepEach(childOf(item, 'rooms'), losses, (child) => keep(WireRoom, child, losses))
  const zones = keepEach(childOf(item, 'zones'), losses, (child) => keep(WireZone, child, losses))
  return keepWith(WireFloor, item, { rooms, zones }, losses)
}

function childOf(item: unknown, name: string): unknown {
  return v.parse(Loose, item)[name]
}

function keepEach<T>(items: unknown, losses: Losses, read: (item: unknown) => T | null): T[] {
  if (items === null || items === undefined) return []
  if (!Array.isArray(items)) {
    losses.count += 1
    return []
  }
  return items.map(read).filter((item) => item !== null)
}

function keep<const TSchema extends v.GenericSchema>(
  schema: TSchema,
  item: unknown,
  losses: Losses,
): v.InferOutput<TSchema> | null {
  const parsed = v.safeParse(schema, item)
  if (parsed.success) return parsed.output
  losses.count += 1
  return null
}

/** A container with a malformed name or number keeps its id and what is in it. */
function keepWith<const TSchema extends v.GenericSchema>(
  schema: TSchema,
  item: unknown,
  children: Record<string, unknown>,
  losses: Losses,
): v.InferOutput<TSchema> | null {
  const own = v.parse(Loose, item)
  const whole = keep(schema, { ...own, ...children }, losses)
  return whole ?? keep(schema, { id: own['id'], ...children }, losses)
}
