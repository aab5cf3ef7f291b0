import {
  minutesPerDay,
  unlistedBuilding,
  type RoomHour,
  type RoomMinutes,
  type SensorMinutes,
  type UnixMinute,
} from '#src/domain/history/minutes.ts'
import { localHours, rollUpHours, withoutPeakMoments } from '#src/domain/history/room-hours.ts'
import type { DayInput } from '#src/domain/history/sensor-counts.ts'
import { unite } from '#server/history/files/minute-ranges.ts'
import { runInParts } from '#server/history/pause.ts'
import type { SensorDayInfo } from '#server/history/files/file-info.ts'
import type { HistoryFiles } from '#server/history/files/history-files.ts'
import {
  compareText,
  expandHours,
  firstAndLast,
  joinMinutes,
} from '#server/history/files/merge-minutes.ts'
import {
  areZerosWithheld,
  fingerprint,
  hasNoReadings,
  isBeforeFirstSnapshot,
  isLost,
  latestTimeZone,
  seriesNearby,
} from './derivation-inputs.ts'

/** Derives the room minutes of a day, and yields between its parts; see `deriveInParts`. */
export type DeriveRoomMinutes = (input: DayInput) => Generator<unknown, RoomMinutes[]>

/** The rows that are not derived again, because the readings behind them may be deleted. */
export type FinalRows = {
  /** Returns whether a room is for one or two people. */
  isSmall: (roomId: string) => boolean
  /** Rows of small rooms before this minute are final from now on; null if none are. */
  before: UnixMinute | null
}

/** Derives the room minutes and room hours of a day. Does nothing if the readings of the day are missing. */
export async function deriveDay(
  files: HistoryFiles,
  building: string,
  day: UnixMinute,
  { isSmall, before, derive }: FinalRows & { derive: DeriveRoomMinutes },
): Promise<void> {
  const { index } = files
  const minutes = {
    before: await readEdges(files, building, day - minutesPerDay),
    day: await readReadings(files, building, day),
    after: await readEdges(files, building, day + minutesPerDay),
  }
  const info = index.sensors.get(building)?.get(day)
  const inputs = fingerprint(index, building, day)
  // A day whose unreadable file was set aside is fetched again before it is derived.
  if (info === undefined || inputs === null) return
  const zerosWithheld = areZerosWithheld(index)
  const parts = derive({
    day,
    building,
    snapshots: index.snapshots,
    minutes,
    collected: info.collected,
    reportedNearby: isBeforeFirstSnapshot(index, day) ? seriesNearby(index, building, day) : [],
    zerosWithheld,
  })
  const rooms = await runInParts(parts)
  const zone = latestTimeZone(index.snapshots, building)
  const hours = await runInParts(rollUpInParts(rooms, zone, day))
  const old = index.rooms['room-hours'].get(building)?.get(day)?.finalBefore ?? null
  const isFinalRoom = (roomId: string) => info.deletedRooms.includes(roomId) || isSmall(roomId)
  const final = old === null ? null : { isFinalRoom, before: old }
  const isOldKept = isLost(index, building, day)
  const oldCollected = index.rooms['room-minutes'].get(building)?.get(day)?.collected ?? []
  const isOldNeeded = isOldKept || final !== null
  // If an old file is damaged, its rows are derived again from the readings that are left.
  const oldMinutes = isOldNeeded ? await files.readRoomMinutes(building, day) : null
  const oldHours = isOldNeeded ? await files.readRoomHours(building, day) : null
  const merged = isOldKept
    ? keepOld(oldMinutes ?? rooms, oldHours ?? hours, isSmall)
    : {
        minutes: final && oldMinutes ? mergeMinutes(rooms, oldMinutes, final) : rooms,
        hours: final && oldHours ? mergeHours(hours, oldHours, final) : hours,
      }
  const finalBefore = Math.max(old ?? day, before ?? day)
  await files.writeRooms(
    day,
    {
      minutes: merged.minutes.map((room) => withoutDeleted(room, info)),
      hours: withoutMoments(merged.hours, info),
    },
    {
      building,
      collected: isOldKept ? [...unite(info.collected, oldCollected)] : info.collected,
      inputs,
      zerosWithheld,
      hasReadings: isOldKept || !hasNoReadings(info),
      finalBefore: finalBefore > day ? finalBefore : null,
    },
  )
}

/** Rooms between two parts. */
const roomsPerPart = 50

/** Returns the hours of rooms on a day. Yields between its parts. */
function* rollUpInParts(rooms: readonly RoomMinutes[], timeZone: string, day: UnixMinute) {
  const calendar = localHours(day, day + minutesPerDay, timeZone)
  const hours: RoomHour[] = []
  for (let first = 0; first < rooms.length; first += roomsPerPart) {
    hours.push(...rollUpHours(rooms.slice(first, first + roomsPerPart), calendar))
    yield
  }
  return hours
}

/** Joins the readings of a building with those of rooms that no topology listed at the time. */
async function joinBuildings(
  building: string,
  read: (building: string) => Promise<SensorMinutes | null>,
): Promise<SensorMinutes> {
  const tables: SensorMinutes[] = []
  for (const one of new Set([building, unlistedBuilding])) {
    const table = await read(one)
    if (table !== null) tables.push(table)
  }
  return joinMinutes(tables)
}

function readReadings(files: HistoryFiles, building: string, day: UnixMinute) {
  return joinBuildings(building, async (one) => {
    const read = await files.readMinutes(one, day)
    return read && expandHours(read.minutes, read.info.hourly)
  })
}

const edges = new WeakMap<SensorDayInfo, SensorMinutes>()

/**
 * Reads the first and the last reading of each sensor; the derivation needs no others from an adjacent day. The result
 * is cached, because today is derived again every few minutes.
 */
function readEdges(files: HistoryFiles, building: string, day: UnixMinute) {
  return joinBuildings(building, async (one) => {
    const info = files.index.sensors.get(one)?.get(day)
    const known = info && edges.get(info)
    if (known !== undefined) return known
    const read = await files.readMinutes(one, day)
    if (read === null) return null
    const found = firstAndLast(expandHours(read.minutes, read.info.hourly))
    edges.set(info ?? read.info, found)
    return found
  })
}

type Final = { isFinalRoom: (roomId: string) => boolean; before: UnixMinute }

/**
 * Returns the rows of a day whose readings are lost, without the minutes of small rooms: the readings by which they
 * would be found and deleted no longer exist.
 */
function keepOld(
  minutes: readonly RoomMinutes[],
  hours: readonly RoomHour[],
  isSmall: FinalRows['isSmall'],
) {
  return {
    minutes: minutes.filter(({ roomId }) => !isSmall(roomId)),
    hours: hours.flatMap((hour) => (isSmall(hour.roomId) ? withoutPeakMoments([hour]) : [hour])),
  }
}

/** Returns the derived rooms, with their final rows taken from `old`. */
function mergeMinutes(
  derived: readonly RoomMinutes[],
  old: readonly RoomMinutes[],
  { isFinalRoom, before }: Final,
): RoomMinutes[] {
  const oldRooms = new Map(old.map((room) => [room.roomId, room]))
  return derived.map((room) => {
    if (!isFinalRoom(room.roomId)) return room
    const kept = oldRooms.get(room.roomId)
    const merged = cutBefore(room, before)
    if (kept === undefined) return merged
    const end = Math.min(before - kept.from, kept.people.length)
    const offset = kept.from - room.from
    for (const column of ['people', 'upperBound', 'reported', 'expected', 'estimated'] as const) {
      if (end > 0) merged[column].set(kept[column].subarray(0, end), offset)
    }
    return merged
  })
}

/** Returns a copy of a room in which the minutes before `before` are unknown. */
function cutBefore(room: RoomMinutes, before: UnixMinute): RoomMinutes {
  const end = Math.max(0, before - room.from)
  const cut = {
    ...room,
    people: room.people.slice(),
    upperBound: room.upperBound.slice(),
    reported: room.reported.slice(),
    expected: room.expected.slice(),
    estimated: room.estimated.slice(),
  }
  cut.people.fill(-1, 0, end)
  cut.upperBound.fill(-1, 0, end)
  cut.reported.fill(0, 0, end)
  return cut
}

function mergeHours(
  derived: readonly RoomHour[],
  old: readonly RoomHour[],
  { isFinalRoom, before }: Final,
): RoomHour[] {
  const isFinal = ({ roomId, hour }: RoomHour) => isFinalRoom(roomId) && hour + 60 <= before
  const merged = [...derived.filter((row) => !isFinal(row)), ...old.filter(isFinal)]
  return merged.toSorted((a, b) => compareText(a.roomId, b.roomId) || a.hour - b.hour)
}

/** Returns a room without the minutes that were deleted from its readings. */
function withoutDeleted(room: RoomMinutes, { deletedRooms, deletedBefore }: SensorDayInfo) {
  const first = deletedRooms.includes(room.roomId) ? (deletedBefore ?? room.from) : room.from
  const start = first - room.from
  if (start <= 0) return room
  return {
    roomId: room.roomId,
    from: first,
    people: room.people.subarray(start),
    upperBound: room.upperBound.subarray(start),
    reported: room.reported.subarray(start),
    expected: room.expected.subarray(start),
    estimated: room.estimated.subarray(start),
  }
}

/** Returns the hours. The peak of an hour whose minutes were deleted moves to the beginning of the hour. */
function withoutMoments(hours: readonly RoomHour[], info: SensorDayInfo): RoomHour[] {
  const { deletedRooms, deletedBefore } = info
  return hours.flatMap((row) =>
    deletedRooms.includes(row.roomId) && row.hour < (deletedBefore ?? row.hour)
      ? withoutPeakMoments([row])
      : [row],
  )
}
