import type { RoomHistory } from '#src/contract/history.ts'
import { minutesPerDay, type MinuteRange, type UnixMinute } from '#src/domain/history/minutes.ts'
import { countSensors, noReading, type SensorCounts } from '#src/domain/history/sensor-counts.ts'
import { buildingOnDay } from '#src/domain/history/snapshots.ts'
import type { SensorDayInfo } from '#server/history/files/file-info.ts'
import { dayStart } from '#server/history/files/layout.ts'
import { areZerosWithheld } from './history-view.ts'
import type { FiguresQuery } from './room-figures.ts'
import { toSteps, type Steps, type Values } from './steps.ts'
import {
  displacedSensors,
  listedSensors,
  placeSensors,
  querySensors,
  readSensorDay,
} from './sensor-query.ts'

/** The files with the sensor minutes of a room, and their metadata; null for an unreadable file. */
type SensorDays = { files: readonly string[]; infos: readonly (SensorDayInfo | null)[] }

export async function readSensorDays({
  view,
  room,
  range,
}: Pick<FiguresQuery, 'view' | 'room' | 'range'>): Promise<SensorDays> {
  const files = await view.files('sensor-minutes', room, range)
  return { files, infos: await Promise.all(files.map(view.sensorInfo)) }
}

/** Returns whether Butlr allowed only hourly windows in part of a range. */
export function isHourly({ infos }: Pick<SensorDays, 'infos'>, range: MinuteRange): boolean {
  return infos.some((info) =>
    info?.hourly.some(({ from, to }) => from < range.to && to > range.from),
  )
}

/** Computes the figures of a room's sensors, and if `hasSteps`, their minutes. */
export async function querySensorFigures(
  query: FiguresQuery,
  sensorDays: SensorDays,
  hasSteps: boolean,
): Promise<{ sensors: RoomHistory['sensors']; steps: Steps['sensors'] | null }> {
  const { session, view, room, range } = query
  const { files, infos } = sensorDays
  const reported = infos.flatMap((info) => info?.reported ?? [])
  const here = reported.flatMap(({ roomId, mac }) => (roomId === room ? [mac] : []))
  const placements = placeSensors(room, range, here, view.snapshots)
  const displaced = displacedSensors(room, placements, reported)
  const sensors = await querySensors(session, { files, room, range, placements, displaced })
  if (!hasSteps) return { sensors, steps: null }
  const macs = new Set([...placements.map(({ mac }) => mac), ...(await findSilentSensors(query))])
  return { sensors, steps: await querySteps(query, [...macs].toSorted()) }
}

/**
 * Returns further sensors whose missing readings can count as 0 in the room: those that the first snapshot lists there,
 * which applies to earlier minutes too, and those with a reading in the room within a day of the range.
 */
async function findSilentSensors({ view, room, range }: FiguresQuery): Promise<string[]> {
  const near = { from: range.from - minutesPerDay, to: range.to + minutesPerDay }
  const { infos } = await readSensorDays({ view, room, range: near })
  const reported = infos.flatMap((info) => info?.reported ?? [])
  const [first] = view.snapshots
  return [
    ...(first === undefined ? [] : listedSensors(first, room)),
    ...reported.flatMap(({ roomId, mac }) => (roomId === room ? [mac] : [])),
  ]
}

async function querySteps(query: FiguresQuery, macs: readonly string[]): Promise<Steps['sensors']> {
  const { range } = query
  const counts: SensorCounts[] = []
  for (let day = dayStart(range.from); day < range.to; day += minutesPerDay) {
    counts.push(...(await countDay(query, day, macs)))
  }
  return macs.flatMap((mac) => {
    const own = counts.filter((one) => one.mac === mac)
    const last = valuesOf(own, range, 'last')
    const max = valuesOf(own, range, 'max')
    return last.size === 0 ? [] : [{ mac, last: toSteps(range, last), max: toSteps(range, max) }]
  })
}

/** Returns the counts of the room's sensors on a UTC day, filling in the zeros that Butlr leaves out. */
async function countDay(
  { session, view, room }: FiguresQuery,
  day: UnixMinute,
  macs: readonly string[],
): Promise<SensorCounts[]> {
  const readDay = async (from: UnixMinute) => {
    const files = await view.files('sensor-minutes', room, { from, to: from + minutesPerDay })
    const infos = (await Promise.all(files.map(view.sensorInfo))).filter((info) => info !== null)
    return { infos, minutes: await readSensorDay(session, files, macs) }
  }
  const before = await readDay(day - minutesPerDay)
  const current = await readDay(day)
  const after = await readDay(day + minutesPerDay)
  const roomFiles = await view.files('room-minutes', room, { from: day, to: day + minutesPerDay })
  const counts = countSensors({
    day,
    building: buildingOnDay(view.snapshots, room, day),
    snapshots: view.snapshots,
    minutes: { before: before.minutes, day: current.minutes, after: after.minutes },
    collected: current.infos.flatMap(({ collected }) => collected),
    reportedNearby: [],
    zerosWithheld: await areZerosWithheld(view, roomFiles),
  })
  return [...counts].filter(({ roomId }) => roomId === room)
}

/** Returns the values of a sensor in the minutes with a reading. An implausible value is null. */
function valuesOf(
  counts: readonly SensorCounts[],
  range: MinuteRange,
  key: 'last' | 'max',
): Values {
  const values: Values = new Map()
  for (const sensor of counts) {
    for (const [index, last] of sensor.last.entries()) {
      const minute = sensor.from + index
      if (last === noReading || minute < range.from || minute >= range.to) continue
      const value = sensor[key][index] ?? -1
      values.set(minute, value < 0 ? null : value)
    }
  }
  return values
}
