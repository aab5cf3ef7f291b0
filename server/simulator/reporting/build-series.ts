import type { Sensor, Floor, Topology } from '#server/simulator/building/topology.ts'
import { type Identity, sparseSeries, type Series, identify, type Place } from './series.ts'
import type { Measurement } from '#src/contract/reporting.ts'
import type { People } from '#server/simulator/people/sensor-simulation.ts'

/** Seconds by which figures lag that Butlr consolidates (Butlr API notes: one to two minutes). */
const lag = 90

/** Visits the full minutes of a span (Unix seconds) that are consolidated at `now` (Unix milliseconds). */
export function eachMinute(
  from: number,
  to: number,
  now: number,
  visit: (minute: number) => void,
): void {
  const end = Math.min(to, now / 1000 - lag)
  for (let minute = Math.ceil(from / 60) * 60; minute < end; minute += 60) visit(minute)
}

/**
 * What Butlr consolidates from presence sensors once a minute: the people under all of them. Silent sensors are left
 * out; where all are silent there is no event.
 */
export function minuteSeries(
  identity: Identity,
  sensors: Sensor[],
  { people, now }: Measuring,
): Series {
  return sparseSeries(identity, (from, to, visit) => {
    eachMinute(from, to, now, (minute) => {
      let total: number | null = null
      for (const sensor of sensors) {
        const count = people.presence.at(sensor, minute)
        if (count !== null) total = (total ?? 0) + count
      }
      if (total !== null) visit(minute, total)
    })
  })
}

export type Measuring = {
  topology: Topology
  people: People
  /** Unix milliseconds. */
  now: number
  /** Whether sensors report zeros. */
  zeros: boolean
}

/** All series of a measurement, whatever the filter. */
export function seriesOf(measurement: Measurement, measuring: Measuring): Series[] {
  const { topology } = measuring
  switch (measurement) {
    case 'presence':
      return presenceSensors(topology).map((sensor) => presenceSeries(sensor, measuring))
    case 'traffic':
      return trafficSensors(topology).flatMap((sensor) => [
        trafficSeries(sensor, 'in', measuring),
        trafficSeries(sensor, 'out', measuring),
      ])
    case 'room_occupancy':
      return topology.rooms
        .filter((room) => room.counting.length > 0)
        .map((room) => {
          const identity = occupancyOf(measurement, { floor: room.floor, room })
          return minuteSeries(identity, room.counting, measuring)
        })
    case 'zone_occupancy':
      return topology.zones.map((zone) => {
        const identity = occupancyOf(measurement, { floor: zone.room.floor, room: zone.room, zone })
        return minuteSeries(identity, zone.sensors, measuring)
      })
    case 'floor_occupancy':
      return topology.floors.map((floor) => {
        const identity = occupancyOf(measurement, { floor })
        return minuteSeries(identity, countingOn(floor), measuring)
      })
    case 'traffic_room_occupancy':
      return trafficSensors(topology)
        .filter((sensor) => !sensor.isEntrance)
        .map((sensor) => {
          const identity = occupancyOf(measurement, { floor: sensor.floor, room: sensor.room })
          return insideSeries(identity, sensor, measuring)
        })
    case 'traffic_floor_occupancy':
      return trafficSensors(topology)
        .filter((sensor) => sensor.isEntrance)
        .map((sensor) => {
          const identity = occupancyOf(measurement, { floor: sensor.floor })
          return insideSeries(identity, sensor, measuring)
        })
  }
}

function occupancyOf(measurement: string, place: Place): Identity {
  return identify({ measurement, field: 'occupancy' }, place)
}

function presenceSensors({ sensors }: Topology): Sensor[] {
  return sensors.filter(({ mode, habit }) => mode === 'presence' && habit !== 'uninstalled')
}

function trafficSensors({ sensors }: Topology): Sensor[] {
  return sensors.filter(({ mode }) => mode === 'traffic')
}

function countingOn(floor: Floor): Sensor[] {
  return floor.rooms.flatMap((room) => room.counting)
}

function presenceSeries(sensor: Sensor, { people, zeros }: Measuring): Series {
  const identity = identify(
    { measurement: 'presence', field: 'occupancy' },
    { floor: sensor.floor, room: sensor.room, sensor },
  )
  const { eachEvent, eachRun } = people.presence
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

function trafficSeries(sensor: Sensor, field: 'in' | 'out', { people }: Measuring): Series {
  const identity = identify(
    { measurement: 'traffic', field },
    { floor: sensor.floor, room: sensor.room, sensor },
  )
  return sparseSeries(identity, (from, to, visit) => {
    people.doors.eachCrossing(sensor, field, from, to, visit)
  })
}

function insideSeries(identity: Identity, sensor: Sensor, { people, now }: Measuring): Series {
  return sparseSeries(identity, (from, to, visit) => {
    eachMinute(from, to, now, (minute) => {
      visit(minute, people.doors.inside(sensor, minute))
    })
  })
}
