import {
  minutesPerDay,
  type MinuteRange,
  type RoomHour,
  type RoomMinutes,
  type SensorMinutes,
  type SensorSeries,
  type TopologySnapshot,
  type UnixMinute,
} from '#src/domain/history/minutes.ts'
import { createDayCache } from './day-cache.ts'
import { createDayReader } from './day-reader.ts'
import { openWriter, setAsideSuffix } from './fenced-writer.ts'
import type { FileSystem } from './file-system.ts'
import { hashMinutes, infoText, type RoomDayInfo, type SensorDayInfo } from './file-info.ts'
import { listDays, loadIndex, setDay, type HistoryIndex } from './history-index.ts'
import { dayFile, dayKinds, topologyFile } from './layout.ts'
import { compareSeries, dropMinutes, noMinutes, replaceRange } from './merge-minutes.ts'
import { clip, subtract, unite } from './minute-ranges.ts'
import type { UnreadableFileError } from './parquet-table.ts'
import {
  decodeRoomHours,
  decodeRoomMinutes,
  encodeRoomHours,
  encodeRoomMinutes,
} from './room-file.ts'
import { encodeSensorMinutes, type SensorDay } from './sensor-file.ts'
import { encodeTopology } from './topology-file.ts'

export type HistoryLog = {
  info: (fields: Record<string, unknown>, message: string) => void
  warn: (fields: Record<string, unknown>, message: string) => void
}

/** The readings of one window in one building. The window is within one day. */
type FetchedMinutes = {
  minutes: SensorMinutes
  range: MinuteRange
  /** Minutes from this minute on are provisional. */
  provisionalFrom: UnixMinute
  resolution: 'minute' | 'hour'
}

/** Selects readings by room, and by the MAC address of the sensor, whichever room the reading names. */
export type PrivateReadings = { rooms: ReadonlySet<string>; sensors: ReadonlySet<string> }

/**
 * The files of a history, for the process that holds the lease. Days are given by their first minute. All methods
 * reject with `LostLeaseError` after another process has taken over, and with file system errors.
 */
export type HistoryFiles = {
  /** The content of the files. The methods below update the index. */
  index: HistoryIndex
  /**
   * Reads a day's readings; null if the file is missing or unreadable. Renames an unreadable file to `*.bad`, so that
   * its day is collected again.
   */
  readMinutes: (building: string, day: UnixMinute) => Promise<SensorDay | null>
  /** Replaces the readings of a window. Writes nothing if the file stays the same. */
  addMinutes: (building: string, day: UnixMinute, fetched: FetchedMinutes) => Promise<void>
  /** Deletes the readings of some rooms and sensors before a minute. */
  deleteMinutes: (
    building: string,
    day: UnixMinute,
    deleted: PrivateReadings,
    before: UnixMinute,
  ) => Promise<void>
  readRoomMinutes: (building: string, day: UnixMinute) => Promise<readonly RoomMinutes[]>
  readRoomHours: (building: string, day: UnixMinute) => Promise<readonly RoomHour[]>
  /** Replaces the derived files of a day. */
  writeRooms: (
    day: UnixMinute,
    rooms: { minutes: readonly RoomMinutes[]; hours: readonly RoomHour[] },
    info: Omit<RoomDayInfo, 'kind'>,
  ) => Promise<void>
  addSnapshot: (snapshot: TopologySnapshot) => Promise<void>
  deleteDay: (building: string, day: UnixMinute) => Promise<void>
  deleteSnapshot: (snapshot: TopologySnapshot) => Promise<void>
  /** Deletes the unreadable files of days that end before a minute. */
  deleteSetAside: (before: UnixMinute) => Promise<void>
}

/** Maximum number of rows of decoded days to keep in memory; a row takes 16 bytes. */
const maxCachedRows = 2_000_000

/** Returns a day in which the fetched minutes replace the minutes of their range. Deleted minutes stay deleted. */
function mergeFetched(
  kept: SensorDay,
  { minutes, range, provisionalFrom, resolution }: FetchedMinutes,
): SensorDay {
  const { deletedRooms, deletedSensors, deletedBefore } = kept.info
  const merged = dropMinutes(replaceRange(kept.minutes, minutes, range), ({ roomId, mac }) =>
    deletedRooms.includes(roomId) || deletedSensors.includes(mac) ? (deletedBefore ?? 0) : 0,
  )
  const provisional = clip([range], { from: provisionalFrom, to: range.to })
  return {
    minutes: merged,
    info: {
      ...kept.info,
      collected: [...unite(kept.info.collected, [range])],
      provisional: [...unite(subtract(kept.info.provisional, [range]), provisional)],
      hourly: [
        ...(resolution === 'hour'
          ? unite(kept.info.hourly, [range])
          : subtract(kept.info.hourly, [range])),
      ],
      hasZeros: kept.info.hasZeros || minutes.last.includes(0),
      reported: uniteSeries(kept.info.reported, merged.series),
    },
  }
}

/** Returns a day without the selected readings before a minute. */
function withoutReadings(
  kept: SensorDay,
  { rooms, sensors }: PrivateReadings,
  before: UnixMinute,
): SensorDay {
  const { info } = kept
  const minutes = dropMinutes(kept.minutes, ({ roomId, mac }) =>
    rooms.has(roomId) || sensors.has(mac) ? before : 0,
  )
  const deletedRooms = [...new Set([...info.deletedRooms, ...rooms])].toSorted()
  const deletedSensors = [...new Set([...info.deletedSensors, ...sensors])].toSorted()
  return { minutes, info: { ...info, deletedRooms, deletedSensors, deletedBefore: before } }
}

/** Takes over the files of a history. Rejects with `LostLeaseError` if a later writer exists. */
export async function openHistoryFiles(
  files: FileSystem,
  { root, generation, log }: { root: string; generation: number; log: HistoryLog },
): Promise<HistoryFiles> {
  const writer = await openWriter(files, root, generation)
  const setAside = async (path: string, error: UnreadableFileError) => {
    log.warn({ path, problem: error.message }, 'history file is unreadable')
    await writer.setAside(path)
  }
  const index = await loadIndex(files, root, setAside)
  const cache = createDayCache(maxCachedRows)
  const { readMinutes, readRooms } = createDayReader({ files, root, index, cache, setAside })

  async function writeMinutes(
    day: UnixMinute,
    minutes: SensorMinutes,
    changed: SensorDayInfo,
  ): Promise<void> {
    const { building } = changed
    const info = { ...changed, ...hashMinutes(minutes, day) }
    const known = index.sensors.get(building)?.get(day) ?? emptyDay(building).info
    if (infoText(info) === infoText(known)) return
    const path = dayFile('sensor-minutes', building, day)
    await writer.replace(path, encodeSensorMinutes(minutes, info))
    setDay(index.sensors, building, day, info)
    cache.set(path, { info, minutes })
  }

  return {
    index,
    readMinutes,
    async addMinutes(building, day, { minutes, range, provisionalFrom, resolution }) {
      const kept = (await readMinutes(building, day)) ?? emptyDay(building)
      const merged = mergeFetched(kept, { minutes, range, provisionalFrom, resolution })
      await writeMinutes(day, merged.minutes, merged.info)
    },
    async deleteMinutes(building, day, deleted, before) {
      const kept = await readMinutes(building, day)
      if (kept === null) return
      const { minutes, info } = withoutReadings(kept, deleted, before)
      await writeMinutes(day, minutes, info)
    },
    readRoomMinutes: (building, day) =>
      readRooms(
        'room-minutes',
        building,
        day,
        async (bytes) => (await decodeRoomMinutes(bytes)).rooms,
      ),
    readRoomHours: (building, day) =>
      readRooms('room-hours', building, day, async (bytes) => (await decodeRoomHours(bytes)).hours),
    async writeRooms(day, { minutes, hours }, info) {
      const write = async (kind: 'room-minutes' | 'room-hours', bytes: Uint8Array) => {
        await writer.replace(dayFile(kind, info.building, day), bytes)
        setDay(index.rooms[kind], info.building, day, { ...info, kind })
      }
      await write('room-hours', encodeRoomHours(hours, info))
      await write('room-minutes', encodeRoomMinutes(minutes, info))
    },
    async addSnapshot(snapshot) {
      await writer.replace(topologyFile(snapshot.at), encodeTopology(snapshot))
      index.snapshots = [...index.snapshots.filter(({ at }) => at !== snapshot.at), snapshot]
      index.snapshots.sort((a, b) => a.at - b.at)
    },
    async deleteDay(building, day) {
      for (const kind of dayKinds) {
        await writer.remove(dayFile(kind, building, day))
        const days = kind === 'sensor-minutes' ? index.sensors : index.rooms[kind]
        days.get(building)?.delete(day)
      }
      cache.delete(dayFile('sensor-minutes', building, day))
    },
    async deleteSnapshot(snapshot) {
      await writer.remove(topologyFile(snapshot.at))
      index.snapshots = index.snapshots.filter(({ at }) => at !== snapshot.at)
    },
    async deleteSetAside(before) {
      for (const path of await listSetAside(files, root, before)) await writer.remove(path)
    },
  }
}

/** Returns the paths of the unreadable files of days that end before a minute. */
async function listSetAside(files: FileSystem, root: string, before: UnixMinute) {
  const paths: string[] = []
  for (const kind of dayKinds) {
    for (const { path, day } of await listDays(files, root, kind, setAsideSuffix)) {
      if (day + minutesPerDay <= before) paths.push(path)
    }
  }
  return paths
}

function emptyDay(building: string): SensorDay {
  return {
    info: {
      kind: 'sensor-minutes',
      building,
      collected: [],
      provisional: [],
      hourly: [],
      hasZeros: false,
      reported: [],
      deletedRooms: [],
      deletedSensors: [],
      deletedBefore: null,
      hash: '',
      startHash: '',
      endHash: '',
    },
    minutes: noMinutes,
  }
}

function uniteSeries(known: readonly SensorSeries[], other: readonly SensorSeries[]) {
  const series = new Map(
    [...known, ...other].map((one) => [JSON.stringify([one.roomId, one.mac]), one]),
  )
  return [...series.values()].toSorted(compareSeries)
}
