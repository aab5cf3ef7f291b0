import type { SensorInsight } from '#src/contract/sensor-insights.ts'
import type { MinuteRange, TopologySnapshot, UnixMinute } from '#src/domain/history/minutes.ts'
import { defaultOpening, isOpenHour } from '#src/domain/history/opening-hours.ts'
import { localHours } from '#src/domain/history/room-hours.ts'
import type { SensorReading } from './sensor-minutes.ts'

type Facts = {
  range: MinuteRange
  timeZone: string
  snapshots: readonly TopologySnapshot[]
  readings: readonly SensorReading[]
  missing: readonly MinuteRange[]
  zerosWithheld: boolean
}

const includes = ({ from, to }: MinuteRange, minute: UnixMinute) => minute >= from && minute < to

/** Slow reference of the figures of sensors in one building: looks at each minute of each sensor in each room. */
export function computeSensorInsights(facts: Facts, rooms: readonly string[]): SensorInsight[] {
  const macs = facts.snapshots
    .flatMap(({ buildings }) => buildings.flatMap((building) => building.rooms))
    .flatMap(({ sensors }) => sensors)
  const pairs = rooms.flatMap((room) => [...new Set(macs)].toSorted().map((mac) => ({ room, mac })))
  const described = pairs.flatMap((pair) => describeSensor(facts, pair))
  return described.map(({ sensor, series }) => {
    const twin = described.find(
      (other) =>
        other.sensor.mac !== sensor.mac && (sensor.highest ?? 0) > 0 && other.series === series,
    )
    return {
      ...sensor,
      twin: twin ? { mac: twin.sensor.mac, changes: countChanges(series) } : null,
    }
  })
}

function countChanges(series: string): number {
  const people = series.split(' ').map((one) => one.split(':')[1])
  return people.filter((one, index) => index > 0 && one !== people[index - 1]).length
}

function describeSensor(facts: Facts, { room, mac }: { room: string; mac: string }) {
  const { range, readings, snapshots, missing, timeZone } = facts
  const isCollected = (minute: UnixMinute) => !missing.some((gap) => includes(gap, minute))
  const minutes = Array.from({ length: range.to - range.from }, (_, index) => range.from + index)
  const own = new Map(readings.filter((one) => one.mac === mac).map((one) => [one.minute, one]))
  const night = new Set<UnixMinute>()
  for (const hour of localHours(range.from, range.to, timeZone)) {
    if (hour.hour >= 5 || isOpenHour(hour, defaultOpening)) continue
    for (let minute = hour.from; minute < hour.to; minute += 1) night.add(minute)
  }
  const states = minutes.map((minute) => {
    const snapshot = snapshots.findLast(({ at }) => at <= minute)
    const listed = (snapshot ?? snapshots[0])?.buildings[0]?.rooms.find(({ id }) => id === room)
    const isPlaced = listed?.sensors.includes(mac) === true
    const reading = isPlaced && isCollected(minute) ? own.get(minute) : undefined
    const isHere = reading && (snapshot !== undefined || reading.roomId === room)
    const maximum = listed?.maximumCount ?? 0
    return {
      minute,
      isPlaced,
      isDue: isPlaced && snapshot !== undefined && isCollected(minute),
      isCollected: isCollected(minute),
      hasReading: isHere === true,
      people: isHere === true && reading.last <= maximum ? reading.last : null,
      most: isHere === true ? Math.max(reading.last, withinLimit(reading.max ?? -1, maximum)) : -1,
    }
  })
  if (!states.some(({ isPlaced }) => isPlaced)) return []
  const known = states.filter(({ people }) => people !== null)
  const used = known.filter(({ people }) => (people ?? 0) > 0)
  const hours = Array.from({ length: Math.floor(minutes.length / 60) }, (_, hour) =>
    states.slice(hour * 60, hour * 60 + 60),
  ).filter((hour) => !facts.zerosWithheld && hour.every(({ isDue }) => isDue))
  const sensor: SensorInsight = {
    mac,
    room,
    hours: hours.length,
    silentHours: hours.filter((hour) => !hour.some(({ hasReading }) => hasReading)).length,
    days: new Set(
      states
        .filter(({ hasReading }) => hasReading)
        .map(({ minute }) => Math.floor((minute - range.from) / 1_440)),
    ).size,
    minutes: known.length,
    minutesInUse: used.length,
    highest: known.length === 0 ? null : Math.max(...known.map(({ most }) => most)),
    nightMinutes: (facts.zerosWithheld
      ? states.filter((one) => one.isPlaced && one.isCollected)
      : known
    ).filter(({ minute }) => night.has(minute)).length,
    nightMinutesAboveZero: used.filter(({ minute }) => night.has(minute)).length,
    twin: null,
  }
  const series = known.map(({ minute, people }) => `${minute}:${people}`).join(' ')
  return [{ sensor, series }]
}

const withinLimit = (max: number, maximum: number) => (max <= maximum ? max : -1)
