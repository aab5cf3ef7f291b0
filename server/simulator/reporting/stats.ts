import * as v from 'valibot'
import type { Sensor, Topology } from '#server/simulator/building/topology.ts'
import type { SensorSimulation } from '#server/simulator/people/sensor-simulation.ts'
import { badRequest } from '#server/simulator/api-error.ts'
import { getZoneClock } from '#server/simulator/zone-clock.ts'
import { allowedRanges, type AllowedRange } from './reporting-query.ts'
import { createReducer } from './aggregation.ts'

const StatsBody = v.object({
  measurements: v.pipe(v.array(v.string()), v.minLength(1)),
  items: v.pipe(v.array(v.string()), v.minLength(1)),
  start: v.string(),
  stop: v.string(),
  filters: v.nullish(
    v.object({
      exclude_days_of_week: v.nullish(v.array(v.string())),
      time_ranges: v.nullish(v.array(v.object({ start: v.string(), stop: v.string() }))),
    }),
  ),
})

/** The data that statistics are computed from; `now` is Unix milliseconds. */
type StatsContext = { topology: Topology; simulation: SensorSimulation; now: number }

type StatsItem = {
  counting: Sensor[]
  /** All traffic sensors of a room; for zones, floors and buildings, only those at entrances. */
  trafficSensors: Sensor[]
  /** The IANA time zone of the days and hours in the filters. */
  zone: string
}

/**
 * Handles `POST /api/v4/reporting/stats`: returns `{data: {item: {measurement: number}}}`. The values are averages and
 * medians of the occupancy at every whole minute; `used` values cover only minutes with people present. A measurement
 * without data is absent. Throws an `ApiError` (400) for an invalid body.
 */
export function runStats(
  body: unknown,
  context: StatsContext,
): { data: Record<string, Record<string, number>> } {
  const parsed = v.safeParse(StatsBody, body)
  if (!parsed.success) throw badRequest('measurements, items, start and stop are required.')
  const { measurements, items, start, stop, filters } = parsed.output
  const from = Math.ceil(parseTimestamp(start) / 60_000) * 60
  const to = Math.min(parseTimestamp(stop), context.now) / 1000
  const data: Record<string, Record<string, number>> = {}
  for (const id of items) {
    const item = findItem(id, context.topology)
    if (item === null) continue
    const spans = allowedRanges(filters, getZoneClock(item.zone), from, to)
    data[id] = Object.fromEntries(
      measurements.flatMap((name) => {
        const value = computeStatistic(name, item, spans, context.simulation)
        return value === null ? [] : [[name, value]]
      }),
    )
  }
  return { data }
}

/** Parses an RFC 3339 time or a date to Unix milliseconds; rejects relative times. */
function parseTimestamp(text: string): number {
  const instant = /^\d{4}-\d\d-\d\d(T|$)/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(instant)) throw badRequest(`${text} is not an RFC 3339 time.`)
  return instant
}

function findItem(id: string, topology: Topology): StatsItem | null {
  const places = [...topology.rooms, ...topology.zones, ...topology.floors, ...topology.buildings]
  const place = places.find((one) => one.id === id)
  if (place === undefined) return null
  const isRoom = 'counting' in place
  const sensors = 'floors' in place ? place.floors.flatMap((floor) => floor.sensors) : place.sensors
  return {
    counting: sensors.filter(({ slot }) => slot >= 0),
    trafficSensors: sensors.filter(
      ({ mode, isEntrance }) => mode === 'traffic' && (isRoom || isEntrance),
    ),
    zone: sensors[0]?.floor.building.site.timezone ?? 'UTC',
  }
}

function computeStatistic(
  name: string,
  item: StatsItem,
  spans: AllowedRange[],
  simulation: SensorSimulation,
): number | null {
  const [, used, kind, source] =
    /^occupancy_(used_)?(avg|median)_(presence|traffic)$/.exec(name) ?? []
  if (kind === undefined) throw badRequest(`measurements: unknown value ${name}.`)
  const occupancy =
    source === 'presence' ? presenceOccupancy(item, simulation) : trafficOccupancy(item, simulation)
  const reducer = createReducer(kind === 'avg' ? 'mean' : 'median')
  for (const span of spans) {
    for (let minute = Math.ceil(span.from / 60) * 60; minute < span.to; minute += 60) {
      const value = occupancy(minute)
      if (value !== null && (used === undefined || value > 0)) reducer.add(value, 1)
    }
  }
  return reducer.finish()
}

type OccupancyAt = (instant: number) => number | null

function presenceOccupancy({ counting }: StatsItem, { presence }: SensorSimulation): OccupancyAt {
  return (instant) => {
    let total: number | null = null
    for (const sensor of counting) {
      const count = presence.countAt(sensor, instant)
      if (count !== null) total = (total ?? 0) + count
    }
    return total
  }
}

function trafficOccupancy(
  { trafficSensors: sensors }: StatsItem,
  { traffic }: SensorSimulation,
): OccupancyAt {
  if (sensors.length === 0) return () => null
  return (instant) =>
    sensors.reduce((total, sensor) => total + traffic.netEntries(sensor, instant), 0)
}
