import { join } from 'node:path/posix'
import type { MinuteRange, TopologySnapshot, UnixMinute } from '#src/domain/history/minutes.ts'
import { minutesPerDay } from '#src/domain/history/minutes.ts'
import { buildingOnDay } from '#src/domain/history/snapshots.ts'
import type { SensorDayInfo } from '#server/history/files/file-info.ts'
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
  /** In ascending order of time. */
  snapshots: readonly TopologySnapshot[]
  /** Returns the paths of a room's files of the UTC days in a range, in order. Days without a file are left out. */
  files: (kind: DayKind, room: string, range: MinuteRange) => Promise<string[]>
  /** Returns the path of the file with a room on the UTC day that begins at `day`; null if there is none. */
  file: (kind: DayKind, room: string, day: UnixMinute) => Promise<string | null>
  /** Returns the metadata of a file of sensor minutes; null if it is unreadable. */
  sensorInfo: (path: string) => Promise<SensorDayInfo | null>
}

/**
 * Creates a view of the files below `root`. Folders are listed once, so that all parts of a query use the same days.
 *
 * @param snapshots in ascending order of time
 */
export function createHistoryView(
  files: Pick<FileSystem, 'list'>,
  root: string,
  { snapshots, sensorInfo }: Pick<HistoryView, 'snapshots' | 'sensorInfo'>,
): HistoryView {
  const folders = new Map<string, Promise<ReadonlySet<UnixMinute | null>>>()

  function listDays(kind: DayKind, building: string): Promise<ReadonlySet<UnixMinute | null>> {
    const folder = join(root, buildingFolder(kind, building))
    const days =
      folders.get(folder) ?? files.list(folder).then((names) => new Set(names.map(parseDayName)))
    folders.set(folder, days)
    return days
  }

  async function file(kind: DayKind, room: string, day: UnixMinute): Promise<string | null> {
    const building = buildingOnDay(snapshots, room, day)
    const days = await listDays(kind, building)
    return days.has(day) ? join(root, dayFile(kind, building, day)) : null
  }

  return {
    snapshots,
    sensorInfo,
    file,
    async files(kind, room, { from, to }) {
      const paths: string[] = []
      for (let day = dayStart(from); day < to; day += minutesPerDay) {
        const path = await file(kind, room, day)
        if (path !== null) paths.push(path)
      }
      return paths
    },
  }
}
