import { join } from 'node:path/posix'
import type { MinuteRange, TopologySnapshot, UnixMinute } from '#src/domain/history/minutes.ts'
import { minutesPerDay, unlistedBuilding } from '#src/domain/history/minutes.ts'
import { buildingOnDay } from '#src/domain/history/snapshots.ts'
import type { RoomDayInfo, SensorDayInfo } from '#server/history/files/file-info.ts'
import type { FileSystem } from '#server/history/files/file-system.ts'
import {
  buildingFolder,
  dayFile,
  dayStart,
  parseDayName,
  type DayKind,
} from '#server/history/files/layout.ts'

/** The files of a history at the time of a query. */
export type HistoryView = {
  /** Snapshots in ascending order of time. */
  snapshots: readonly TopologySnapshot[]
  /**
   * Returns the paths of the files that contain a room on the UTC days in a range, in order. Readings from before the
   * first snapshot may also be in the file of `unlistedBuilding`.
   */
  files: (kind: DayKind, room: string, range: MinuteRange) => Promise<string[]>
  /** Returns the paths of the files of all buildings on the UTC days in a range. */
  allFiles: (kind: DayKind, range: MinuteRange) => Promise<string[]>
  /** Returns the metadata of a file of sensor minutes, or null if it is unreadable. */
  sensorInfo: (path: string) => Promise<SensorDayInfo | null>
  /** Returns the metadata of a file of room minutes or room hours, or null if it is unreadable. */
  roomInfo: (path: string) => Promise<RoomDayInfo | null>
}

/**
 * Returns whether Butlr leaves out counts of 0, as the derivation decided for the room minutes in some files: the sensors
 * of a room follow the same rule as its sum. Unreadable files are ignored.
 */
export async function areZerosWithheld(
  { roomInfo }: Pick<HistoryView, 'roomInfo'>,
  roomFiles: readonly string[],
): Promise<boolean> {
  const infos = await Promise.all(roomFiles.map(roomInfo))
  return infos.some((info) => info?.zerosWithheld)
}

/**
 * Creates a view of the files below `root`. Folders are listed once, so that all parts of a query use the same days.
 *
 * @param snapshots in ascending order of time
 */
export function createHistoryView(
  files: Pick<FileSystem, 'list'>,
  root: string,
  { snapshots, sensorInfo, roomInfo }: Pick<HistoryView, 'snapshots' | 'sensorInfo' | 'roomInfo'>,
): HistoryView {
  const folders = new Map<string, Promise<ReadonlySet<UnixMinute | null>>>()

  function listDays(kind: DayKind, building: string): Promise<ReadonlySet<UnixMinute | null>> {
    const folder = join(root, buildingFolder(kind, building))
    const days =
      folders.get(folder) ?? files.list(folder).then((names) => new Set(names.map(parseDayName)))
    folders.set(folder, days)
    return days
  }

  return {
    snapshots,
    sensorInfo,
    roomInfo,
    async files(kind, room, { from, to }) {
      const paths: string[] = []
      for (let day = dayStart(from); day < to; day += minutesPerDay) {
        const own = buildingOnDay(snapshots, room, day)
        const buildings = kind === 'sensor-minutes' ? new Set([own, unlistedBuilding]) : [own]
        for (const building of buildings) {
          const days = await listDays(kind, building)
          if (days.has(day)) paths.push(join(root, dayFile(kind, building, day)))
        }
      }
      return paths
    },
    async allFiles(kind, { from, to }) {
      const paths: string[] = []
      for (const folder of await files.list(join(root, kind))) {
        for (const name of await files.list(join(root, kind, folder))) {
          const day = parseDayName(name)
          if (day !== null && day >= dayStart(from) && day < to) {
            paths.push(join(root, kind, folder, name))
          }
        }
      }
      return paths
    },
  }
}
