import { join } from 'node:path/posix'
import type { UnixMinute } from '#src/domain/history/minutes.ts'
import type { DayCache } from './day-cache.ts'
import { fileErrorCode, type FileSystem } from './file-system.ts'
import { deleteDay, type HistoryIndex } from './history-index.ts'
import { dayFile, type DayKind } from './layout.ts'
import { checkFile, UnreadableFileError } from './parquet-table.ts'
import { decodeSensorDay, type SensorDay } from './sensor-file.ts'

type DayReaderDeps = {
  files: FileSystem
  root: string
  index: HistoryIndex
  cache: DayCache
  setAside: (path: string, error: UnreadableFileError) => Promise<void>
}

/** Creates functions that read the files of a day and set aside unreadable files. */
export function createDayReader({ files, root, index, cache, setAside }: DayReaderDeps) {
  /** Reads and decodes a file; null if it does not exist or is unreadable. */
  async function readFile<T>(
    path: string,
    decode: (bytes: Uint8Array) => Promise<T>,
  ): Promise<T | null> {
    try {
      return await decode(await files.read(join(root, path)))
    } catch (error) {
      if (error instanceof UnreadableFileError) await setAside(path, error)
      else if (fileErrorCode(error) !== 'ENOENT') throw error
      return null
    }
  }
  async function readMinutes(building: string, day: UnixMinute): Promise<SensorDay | null> {
    if (index.sensors.get(building)?.has(day) !== true) return null
    const path = dayFile('sensor-minutes', building, day)
    const cached = cache.get(path)
    if (cached !== null) return cached
    const read = await readFile(path, (bytes) => decodeSensorDay(bytes, day))
    if (read === null) deleteDay(index, 'sensor-minutes', building, day)
    else cache.set(path, read)
    return read
  }
  async function readRooms<T>(
    kind: 'room-minutes' | 'room-hours',
    building: string,
    day: UnixMinute,
    decode: (bytes: Uint8Array) => Promise<readonly T[]>,
  ): Promise<readonly T[] | null> {
    const read = await readFile(dayFile(kind, building, day), decode)
    if (read === null) deleteDay(index, kind, building, day)
    return read
  }
  async function checkDay(kind: DayKind, building: string, day: UnixMinute): Promise<boolean> {
    const path = dayFile(kind, building, day)
    const isIntact = await readFile(path, async (bytes) => {
      checkFile(bytes)
      return true
    })
    if (isIntact === true) return true
    deleteDay(index, kind, building, day)
    cache.delete(path)
    return false
  }

  return { readMinutes, readRooms, checkDay }
}
