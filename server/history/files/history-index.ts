import { dirname, join } from 'node:path/posix'
import type { SensorSeries, TopologySnapshot, UnixMinute } from '#src/domain/history/minutes.ts'
import {
  parseRoomDayInfo,
  parseSensorDayInfo,
  type RoomDayInfo,
  type SensorDayInfo,
} from './file-info.ts'
import type { FileSystem } from './file-system.ts'
import {
  buildingFolder,
  dayKinds,
  parseDayName,
  parseTopologyName,
  topologyFolder,
  type DayKind,
} from './layout.ts'
import { footerBytes, readInfo, UnreadableFileError } from './parquet-table.ts'
import { decodeTopology } from './topology-file.ts'
import type { OverriddenCapacity } from '#server/history/protocol.ts'

/** Values by building, then by the first minute of the UTC day. */
export type ByDay<T> = Map<string, Map<UnixMinute, T>>

/** What the files of a history contain, according to their metadata. */
export type HistoryIndex = {
  sensors: ByDay<SensorDayInfo>
  rooms: { 'room-minutes': ByDay<RoomDayInfo>; 'room-hours': ByDay<RoomDayInfo> }
  /** Snapshots in ascending order of time. */
  snapshots: TopologySnapshot[]
  /**
   * The capacities that the overrides set, by room ID. They take precedence over those of the snapshots, and are not in
   * the files.
   */
  capacities: ReadonlyMap<string, OverriddenCapacity>
  /**
   * `lead`: minutes by which Butlr's time is now ahead of the machine's clock. Minutes before `refetchFrom` are not
   * fetched again, because Butlr may no longer have them.
   */
  clock: { lead: number; refetchFrom: UnixMinute }
  /** One object for each series in `sensors`, so that all days share it; by `seriesKey`. */
  series: Map<string, SensorSeries>
}

/** Bytes to read from the end of a file at first; the metadata of 500 sensors needs fewer. */
const usualFooterBytes = 64 * 1024

/**
 * Reads the metadata of all files.
 *
 * @param root the folder of the history
 * @param onUnreadable called for each file whose metadata is damaged
 */
export async function loadIndex(
  files: FileSystem,
  root: string,
  onUnreadable: (path: string, error: UnreadableFileError) => Promise<void>,
): Promise<HistoryIndex> {
  const index: HistoryIndex = {
    sensors: new Map(),
    rooms: { 'room-minutes': new Map(), 'room-hours': new Map() },
    snapshots: [],
    capacities: new Map(),
    clock: { lead: 0, refetchFrom: 0 },
    series: new Map(),
  }
  /** Runs `read`. Reports the file to `onUnreadable` if it is damaged. */
  async function unlessUnreadable(path: string, read: () => Promise<void>): Promise<void> {
    try {
      await read()
    } catch (error) {
      if (!(error instanceof UnreadableFileError)) throw error
      await onUnreadable(path, error)
    }
  }
  for (const kind of dayKinds) {
    for (const { path, day } of await listDays(files, root, kind)) {
      await unlessUnreadable(path, async () => {
        const text = readInfo(await readFooter(files, join(root, path)))
        const ensureOwn = ({ building }: { building: string }) => {
          if (buildingFolder(kind, building) === dirname(path)) return
          throw new UnreadableFileError('The file belongs to another building.')
        }
        if (kind === 'sensor-minutes') {
          const info = parseSensorDayInfo(text)
          ensureOwn(info)
          setSensorDay(index, day, info)
        } else {
          const info = parseRoomDayInfo(text)
          ensureOwn(info)
          setDay(index.rooms[kind], info.building, day, info)
        }
      })
    }
  }
  for (const name of await files.list(join(root, topologyFolder))) {
    const path = `${topologyFolder}/${name}`
    if (parseTopologyName(name) === null) continue
    await unlessUnreadable(path, async () => {
      index.snapshots.push(await decodeTopology(await files.read(join(root, path))))
    })
  }
  index.snapshots.sort((a, b) => a.at - b.at)
  return index
}

/** Returns the day files of a kind, with the first minute of each day. `suffix` follows the usual file name. */
export async function listDays(files: FileSystem, root: string, kind: DayKind, suffix = '') {
  const days: { path: string; day: UnixMinute }[] = []
  for (const folder of await files.list(join(root, kind))) {
    if (!folder.startsWith('building=')) continue
    for (const name of await files.list(join(root, kind, folder))) {
      const day = name.endsWith(suffix)
        ? parseDayName(name.slice(0, name.length - suffix.length))
        : null
      if (day !== null) days.push({ path: `${kind}/${folder}/${name}`, day })
    }
  }
  return days
}

/** Reads the end of a file, including the whole footer. */
async function readFooter(files: FileSystem, path: string): Promise<Uint8Array> {
  const end = await files.readEnd(path, usualFooterBytes)
  const needed = footerBytes(end) ?? 0
  return needed > end.length ? files.readEnd(path, needed) : end
}

/** Removes the file of a day from the index. */
export function deleteDay(
  index: HistoryIndex,
  kind: DayKind,
  building: string,
  day: UnixMinute,
): void {
  daysOfKind(index, kind).get(building)?.delete(day)
}

/** Returns the part of the index for one kind of files. */
export function daysOfKind(index: HistoryIndex, kind: DayKind): ByDay<unknown> {
  return kind === 'sensor-minutes' ? index.sensors : index.rooms[kind]
}

export function seriesKey({ roomId, mac }: SensorSeries): string {
  return JSON.stringify([roomId, mac])
}

/** Sets the metadata of a file of sensor minutes in the index. */
export function setSensorDay(index: HistoryIndex, day: UnixMinute, info: SensorDayInfo): void {
  const reported = info.reported.map((one) => {
    const key = seriesKey(one)
    const known = index.series.get(key) ?? one
    index.series.set(key, known)
    return known
  })
  setDay(index.sensors, info.building, day, { ...info, reported })
}

export function setDay<T>(days: ByDay<T>, building: string, day: UnixMinute, value: T): void {
  const byDay = days.get(building)
  if (byDay === undefined) days.set(building, new Map([[day, value]]))
  else byDay.set(day, value)
}
