import type { Measurement } from '#src/contract/reporting.ts'
import type { Floor, Sensor, Topology } from '#server/simulator/building/topology.ts'
import type { People } from '#server/simulator/people/people.ts'
import { identify, type Identity, type Place } from './labels.ts'
import { eachMinute, minuteSeries } from './minute-series.ts'
import { sparseSeries, type Series } from './series.ts'

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
