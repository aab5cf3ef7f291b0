import { join } from 'node:path/posix'
import {
  minutesPerDay,
  type RoomHour,
  type RoomMinutes,
  type SensorMinutes,
  type TopologySnapshot,
  type UnixMinute,
} from '#src/domain/history/minutes.ts'
import { pause } from '#server/history/pause.ts'
import { createDayCache } from './day-cache.ts'
import { createDayReader } from './day-reader.ts'
import { openWriter, setAsideSuffix, type FencedWriter } from './fenced-writer.ts'
import type { FileSystem } from './file-system.ts'
import { hashMinutes, infoText, type RoomDayInfo, type SensorDayInfo } from './file-info.ts'
import {
  deleteDay,
  listDays,
  loadIndex,
  setDay,
  setSensorDay,
  type HistoryIndex,
} from './history-index.ts'
import {
  dayFile,
  dayKinds,
  parseTopologyName,
  topologyFile,
  topologyFolder,
  type DayKind,
} from './layout.ts'
import type { UnreadableFileError } from './parquet-table.ts'
import {
  decodeRoomHours,
  decodeRoomMinutes,
  encodeRoomHours,
  encodeRoomMinutes,
} from './room-file.ts'
import {
  emptyDay,
  mergeFetched,
  withoutReadings,
  type FetchedMinutes,
  type PrivateReadings,
} from './sensor-day.ts'
import { encodeSensorMinutes, type SensorDay } from './sensor-file.ts'
import { encodeTopology } from './topology-file.ts'

export type HistoryLog = {
  info: (fields: Record<string, unknown>, message: string) => void
  warn: (fields: Record<string, unknown>, message: string) => void
}

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
  /** Read the derived files of a day; null if the file is missing or unreadable. */
  readRoomMinutes: (building: string, day: UnixMinute) => Promise<readonly RoomMinutes[] | null>
  readRoomHours: (building: string, day: UnixMinute) => Promise<readonly RoomHour[] | null>
  /**
   * Checks the content of a file of a day. If it is missing or damaged, sets it aside, so that it is collected or
   * derived again, and resolves with false.
   */
  checkDay: (kind: DayKind, building: string, day: UnixMinute) => Promise<boolean>
  /** Replaces the derived files of a day. */
  writeRooms: (
    day: UnixMinute,
    rooms: { minutes: readonly RoomMinutes[]; hours: readonly RoomHour[] },
    info: Omit<RoomDayInfo, 'kind'>,
  ) => Promise<void>
  addSnapshot: (snapshot: TopologySnapshot) => Promise<void>
  deleteDay: (building: string, day: UnixMinute) => Promise<void>
  deleteSnapshot: (snapshot: TopologySnapshot) => Promise<void>
  /** Renames the file of a snapshot to `*.bad`. */
  setAsideSnapshot: (snapshot: TopologySnapshot) => Promise<void>
  /** Deletes the unreadable files of days that end before a minute, and those of older snapshots. */
  deleteSetAside: (before: UnixMinute) => Promise<void>
}

/** Maximum number of rows of decoded days to keep in memory; a row takes 16 bytes. */
const maxCachedRows = 2_000_000

/** Takes over the files of a history. Rejects with `LostLeaseError` if a later writer exists. */
export async function openHistoryFiles(
  files: FileSystem,
  { root, generation, log }: { root: string; generation: number; log: HistoryLog },
): Promise<HistoryFiles> {
  const writer = await openWriter(files, root, generation)
  const setAside = async (path: string, error: UnreadableFileError) => {
    log.warn({ path, problem: error.message }, 'cannot read history file')
    await writer.setAside(path)
  }
  const index = await loadIndex(files, root, setAside)
  const cache = createDayCache(maxCachedRows)
  const { readMinutes, readRooms, checkDay } = createDayReader({
    files,
    root,
    index,
    cache,
    setAside,
  })

  async function writeMinutes(
    day: UnixMinute,
    minutes: SensorMinutes,
    changed: SensorDayInfo,
  ): Promise<void> {
    const { building } = changed
    const info = { ...changed, ...hashMinutes(minutes, day) }
    await pause()
    const known = index.sensors.get(building)?.get(day) ?? emptyDay(building).info
    if (infoText(info) === infoText(known)) return
    const path = dayFile('sensor-minutes', building, day)
    await writer.replace(path, await encodeSensorMinutes(minutes, info))
    setSensorDay(index, day, info)
    cache.set(path, { info, minutes })
  }

  return {
    index,
    readMinutes,
    async addMinutes(building, day, fetched) {
      const kept = (await readMinutes(building, day)) ?? emptyDay(building)
      const merged = mergeFetched(kept, fetched)
      await pause()
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
    checkDay,
    async writeRooms(day, { minutes, hours }, info) {
      const write = async (kind: 'room-minutes' | 'room-hours', bytes: Uint8Array) => {
        await writer.replace(dayFile(kind, info.building, day), bytes)
        setDay(index.rooms[kind], info.building, day, { ...info, kind })
      }
      await write('room-hours', await encodeRoomHours(hours, info))
      await write('room-minutes', await encodeRoomMinutes(minutes, info))
    },
    ...createSnapshotFiles(writer, index),
    async deleteDay(building, day) {
      for (const kind of dayKinds) {
        await writer.remove(dayFile(kind, building, day))
        deleteDay(index, kind, building, day)
      }
      cache.delete(dayFile('sensor-minutes', building, day))
    },
    async deleteSetAside(before) {
      for (const path of await listSetAside(files, root, before)) await writer.remove(path)
    },
  }
}

type SnapshotFiles = Pick<HistoryFiles, 'addSnapshot' | 'deleteSnapshot' | 'setAsideSnapshot'>

/** Creates the functions that change the files of topology snapshots. */
function createSnapshotFiles(writer: FencedWriter, index: HistoryIndex): SnapshotFiles {
  return {
    async addSnapshot(snapshot) {
      await writer.replace(topologyFile(snapshot.at), await encodeTopology(snapshot))
      index.snapshots = [...index.snapshots.filter(({ at }) => at !== snapshot.at), snapshot]
      index.snapshots.sort((a, b) => a.at - b.at)
    },
    async deleteSnapshot(snapshot) {
      await writer.remove(topologyFile(snapshot.at))
      index.snapshots = index.snapshots.filter(({ at }) => at !== snapshot.at)
    },
    async setAsideSnapshot(snapshot) {
      await writer.setAside(topologyFile(snapshot.at))
      index.snapshots = index.snapshots.filter(({ at }) => at !== snapshot.at)
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
  for (const name of await files.list(join(root, topologyFolder))) {
    const at = name.endsWith(setAsideSuffix)
      ? parseTopologyName(name.slice(0, -setAsideSuffix.length))
      : null
    if (at !== null && at < before) paths.push(`${topologyFolder}/${name}`)
  }
  return paths
}
