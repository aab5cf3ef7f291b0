import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import {
  minutesPerDay,
  type MinuteRange,
  type TopologySnapshot,
  type UnixMinute,
} from '#src/domain/history/minutes.ts'
import { localHours, rollUpHours } from '#src/domain/history/room-hours.ts'
import { deriveRoomMinutes } from '#src/domain/history/room-minutes.ts'
import { countSensors, type DayInput } from '#src/domain/history/sensor-counts.ts'
import { dayFile, dayStart, topologyFile } from '#server/history/files/layout.ts'
import { encodeRoomHours, encodeRoomMinutes } from '#server/history/files/room-file.ts'
import { encodeSensorDay } from '#server/history/files/sensor-file.ts'
import { encodeTopology } from '#server/history/files/topology-file.ts'
import { toSensorMinutes, type SensorReading } from '#src/testing/sensor-minutes.ts'

export type TestHistory = {
  /** The days that contain these minutes are collected. */
  range: MinuteRange
  timeZone: string
  snapshots: readonly TopologySnapshot[]
  /** Readings, at most one per sensor and minute. */
  readings: readonly SensorReading[]
  /** Periods that are not collected. */
  missing: readonly MinuteRange[]
  /** Days on which Butlr allowed only hourly windows, by first minute. */
  hourlyDays?: readonly UnixMinute[]
  zerosWithheld: boolean
}

function buildingOf({ snapshots }: TestHistory): string {
  return snapshots[0]?.buildings[0]?.id ?? ''
}

/** Returns the input for deriving the room minutes of each day. */
function dayInputs(history: TestHistory): DayInput[] {
  const { range, snapshots, zerosWithheld } = history
  const building = buildingOf(history)
  const days: DayInput[] = []
  for (let day = dayStart(range.from); day < range.to; day += minutesPerDay) {
    const collected = collectedOn(history, day)
    const read = (from: UnixMinute) =>
      toSensorMinutes(
        history.readings.filter(
          ({ minute }) =>
            minute >= from &&
            minute < from + minutesPerDay &&
            collectedOn(history, from).some((one) => minute >= one.from && minute < one.to),
        ),
      )
    days.push({
      day,
      building,
      snapshots,
      minutes: {
        before: read(day - minutesPerDay),
        day: read(day),
        after: read(day + minutesPerDay),
      },
      collected,
      reportedNearby: [],
      zerosWithheld,
    })
  }
  return days
}

/**
 * Returns the collected parts of a UTC day. Days next to the range are collected too, because their readings decide
 * which missing minutes count as 0.
 */
function collectedOn({ missing }: TestHistory, day: UnixMinute): MinuteRange[] {
  let parts: MinuteRange[] = [{ from: day, to: day + minutesPerDay }]
  for (const gap of missing) {
    parts = parts.flatMap(({ from, to }) => [
      { from, to: Math.min(to, Math.max(from, gap.from)) },
      { from: Math.max(from, Math.min(to, gap.to)), to },
    ])
  }
  return parts.filter(({ from, to }) => from < to)
}

/** Returns the input of the reference: the minutes of a room and the counts of its sensors. */
export function deriveHistory(history: TestHistory, room: string) {
  const days = dayInputs(history)
  return {
    minutes: days.flatMap((day) => deriveRoomMinutes(day)).filter(({ roomId }) => roomId === room),
    sensors: days.flatMap((day) => [...countSensors(day)]).filter(({ roomId }) => roomId === room),
  }
}

/** Writes the files of a history to a new folder, which the caller removes. Returns the path of the folder. */
export async function writeHistory(history: TestHistory): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'headroom-history-'))
  const write = async (path: string, bytes: Uint8Array) => {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), bytes)
  }
  const building = buildingOf(history)
  const around = {
    ...history,
    range: {
      from: history.range.from - minutesPerDay,
      to: dayStart(history.range.to - 1) + 2 * minutesPerDay,
    },
  }
  for (const input of dayInputs(around)) {
    const { day } = input
    const collected = [...input.collected]
    const minutes = input.minutes.day
    const { bytes } = await encodeSensorDay(
      minutes,
      {
        building,
        collected,
        provisional: [],
        ahead: [],
        hourly: history.hourlyDays?.includes(day) === true ? collected : [],
        hasZeros: minutes.last.includes(0),
        reported: [...minutes.series],
        deletedRooms: [],
        deletedSensors: [],
        deletedBefore: null,
      },
      day,
    )
    const { zerosWithheld } = history
    const info = {
      building,
      collected,
      inputs: '',
      zerosWithheld,
      hasReadings: true,
      finalBefore: null,
    }
    const rooms = deriveRoomMinutes(input)
    const hours = rollUpHours(rooms, localHours(day, day + minutesPerDay, history.timeZone))
    await write(dayFile('sensor-minutes', building, day), bytes)
    await write(dayFile('room-minutes', building, day), await encodeRoomMinutes(rooms, info))
    await write(dayFile('room-hours', building, day), await encodeRoomHours(hours, info))
  }
  for (const snapshot of history.snapshots) {
    await write(topologyFile(snapshot.at), await encodeTopology(snapshot))
  }
  return root
}

export function removeHistory(root: string): Promise<void> {
  return rm(root, { recursive: true, force: true })
}
