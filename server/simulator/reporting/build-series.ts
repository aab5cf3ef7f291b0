import type { Sensor, Floor, Topology } from '#server/simulator/building/topology.ts'
import {
  type SeriesIdentity,
  sparseSeries,
  type Series,
  identifySeries,
  type SeriesPlace,
} from './series.ts'
import type { Measurement } from '#src/contract/reporting.ts'
import type { SensorSimulation } from '#server/simulator/people/sensor-simulation.ts'

/** Lag of consolidated values in seconds. Butlr's lag is one to two minutes. */
const consolidationLag = 90

/**
 * Visits the whole minutes between `from` and `to` (Unix seconds) that are consolidated at `now` (Unix milliseconds).
 */
function eachMinute(from: number, to: number, now: number, visit: (minute: number) => void): void {
  const end = Math.min(to, now / 1000 - consolidationLag)
  for (let minute = Math.ceil(from / 60) * 60; minute < end; minute += 60) visit(minute)
}

/**
 * Returns the consolidated occupancy, which Butlr computes once a minute: the sum over the presence sensors. Skips
 * silent sensors; if all sensors are silent, there is no event.
 */
function minuteSeries(
  identity: SeriesIdentity,
  sensors: Sensor[],
  { simulation, now }: QueryContext,
): Series {
  return sparseSeries(identity, (from, to, visit) => {
    eachMinute(from, to, now, (minute) => {
      let total: number | null = null
      for (const sensor of sensors) {
        const count = simulation.presence.countAt(sensor, minute)
        if (count !== null) total = (total ?? 0) + count
      }
      if (total !== null) visit(minute, total)
    })
  })
}

export type QueryContext = {
  topology: Topology
  simulation: SensorSimulation
  /** Unix milliseconds. */
  now: number
  /** Whether sensors report zeros. */
  zeros: boolean
}

/** Returns all series of a measurement, unfiltered. */
export function buildSeries(measurement: Measurement, context: QueryContext): Series[] {
  const { topology } = context
  switch (measurement) {
    case 'presence':
      return presenceSensors(topology).map((sensor) => presenceSeries(sensor, context))
    case 'traffic':
      return trafficSensors(topology).flatMap((sensor) => [
        trafficSeries(sensor, 'in', context),
        trafficSeries(sensor, 'out', context),
      ])
    case 'room_occupancy':
      return topology.rooms
        .filter((room) => room.counting.length > 0)
        .map((room) => {
          const identity = occupancyIdentity(measurement, { floor: room.floor, room })
          return minuteSeries(identity, room.counting, context)
        })
    case 'zone_occupancy':
      return topology.zones.map((zone) => {
        const identity = occupancyIdentity(measurement, {
          floor: zone.room.floor,
          room: zone.room,
          zone,
        })
        return minuteSeries(identity, zone.sensors, context)
      })
    case 'floor_occupancy':
      return topology.floors.map((floor) => {
        const identity = occupancyIdentity(measurement, { floor })
        return minuteSeries(identity, countingSensorsOnFloor(floor), context)
      })
    case 'traffic_room_occupancy':
      return trafficSensors(topology)
        .filter((sensor) => !sensor.isEntrance)
        .map((sensor) => {
          const identity = occupancyIdentity(measurement, {
            floor: sensor.floor,
            room: sensor.room,
          })
          return trafficOccupancySeries(identity, sensor, context)
        })
    case 'traffic_floor_occupancy':
      return trafficSensors(topology)
        .filter((sensor) => sensor.isEntrance)
        .map((sensor) => {
          const identity = occupancyIdentity(measurement, { floor: sensor.floor })
          return trafficOccupancySeries(identity, sensor, context)
        })
  }
}

function occupancyIdentity(measurement: string, place: SeriesPlace): SeriesIdentity {
  return identifySeries({ measurement, field: 'occupancy' }, place)
}

function presenceSensors({ sensors }: Topology): Sensor[] {
  return sensors.filter(({ mode, behaviour }) => mode === 'presence' && behaviour !== 'uninstalled')
}

function trafficSensors({ sensors }: Topology): Sensor[] {
  return sensors.filter(({ mode }) => mode === 'traffic')
}

function countingSensorsOnFloor(floor: Floor): Sensor[] {
  return floor.rooms.flatMap((room) => room.counting)
}

function presenceSeries(sensor: Sensor, { simulation, zeros }: QueryContext): Series {
  const identity = identifySeries(
    { measurement: 'presence', field: 'occupancy' },
    { floor: sensor.floor, room: sensor.room, sensor },
  )
  const { eachEvent, eachRun } = simulation.presence
  if (zeros) {
    return {
      ...identity,
      eachEvent: (from, to, visit) => eachEvent(sensor, from, to, visit),
      eachRun: (from, to, visit) => eachRun(sensor, from, to, visit),
    }
  }
  return {
    ...identity,
    eachEvent: (from, to, visit) =>
      eachEvent(sensor, from, to, (instant, value) => {
        if (value > 0) visit(instant, value)
      }),
    eachRun: (from, to, visit) =>
      eachRun(sensor, from, to, (value, count) => {
        if (value > 0) visit(value, count)
      }),
  }
}

function trafficSeries(sensor: Sensor, field: 'in' | 'out', { simulation }: QueryContext): Series {
  const identity = identifySeries(
    { measurement: 'traffic', field },
    { floor: sensor.floor, room: sensor.room, sensor },
  )
  return sparseSeries(identity, (from, to, visit) => {
    simulation.traffic.eachCrossing(sensor, field, from, to, visit)
  })
}

function trafficOccupancySeries(
  identity: SeriesIdentity,
  sensor: Sensor,
  { simulation, now }: QueryContext,
): Series {
  return sparseSeries(identity, (from, to, visit) => {
    eachMinute(from, to, now, (minute) => {
      visit(minute, simulation.traffic.netEntries(sensor, minute))
    })
  })
}
