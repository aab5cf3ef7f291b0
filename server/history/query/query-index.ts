import { stat } from 'node:fs/promises'
import { join } from 'node:path/posix'
import type { TopologySnapshot } from '#src/domain/history/minutes.ts'
import type { RoomDayInfo, SensorDayInfo } from '#server/history/files/file-info.ts'
import { fileErrorCode, type FileSystem } from '#server/history/files/file-system.ts'
import { parseTopologyName, topologyFolder } from '#server/history/files/layout.ts'
import { footerBytes } from '#server/history/files/parquet-table.ts'
import { readRoomDayInfo } from '#server/history/files/room-file.ts'
import { readSensorDayInfo } from '#server/history/files/sensor-file.ts'
import { decodeTopology } from '#server/history/files/topology-file.ts'
import { createHistoryView, type HistoryView } from './history-view.ts'

/** Returns the current files. Another gateway may write them, so the index does not use the state of the collector. */
export type QueryIndex = { view: () => Promise<HistoryView> }

/** Bytes to read from the end of a file at first; the metadata of 500 sensors needs fewer. */
const usualFooterBytes = 64 * 1024
/** Number of files whose metadata is cached: enough for a year of 10 buildings. */
const maxInfos = 4_000

/** @param root the folder of the estate */
export function createQueryIndex(files: FileSystem, root: string): QueryIndex {
  const snapshots = new Map<string, TopologySnapshot | null>()

  /** Reads new snapshots only, because a snapshot never changes. Leaves out unreadable snapshots. */
  async function loadSnapshots(): Promise<TopologySnapshot[]> {
    const names = (await files.list(join(root, topologyFolder))).filter(
      (name) => parseTopologyName(name) !== null,
    )
    for (const name of snapshots.keys()) if (!names.includes(name)) snapshots.delete(name)
    for (const name of names) {
      if (snapshots.has(name)) continue
      const read = await readIfIntact(() => readSnapshot(join(root, topologyFolder, name)))
      if (read.isLasting) snapshots.set(name, read.value)
    }
    return [...snapshots.values()]
      .filter((snapshot) => snapshot !== null)
      .toSorted((one, other) => one.at - other.at)
  }

  async function readSnapshot(path: string): Promise<TopologySnapshot> {
    return decodeTopology(await files.read(path))
  }

  const sensorInfo = createInfoCache(files, readSensorDayInfo)
  const roomInfo = createInfoCache(files, readRoomDayInfo)
  return {
    view: async () =>
      createHistoryView(files, root, { snapshots: await loadSnapshots(), sensorInfo, roomInfo }),
  }
}

/**
 * Returns a function that reads the metadata of a file. It keeps the metadata until the file changes.
 *
 * @param parse parses the metadata from the end of a file
 */
function createInfoCache<Info extends SensorDayInfo | RoomDayInfo>(
  files: FileSystem,
  parse: (end: Uint8Array) => Info,
): (path: string) => Promise<Info | null> {
  const infos = new Map<string, { modifiedAt: number; info: Info | null }>()

  async function readInfo(path: string): Promise<Info> {
    const end = await files.readEnd(path, usualFooterBytes)
    const needed = footerBytes(end) ?? 0
    return parse(needed > end.length ? await files.readEnd(path, needed) : end)
  }

  return async (path) => {
    const { value: file } = await readIfIntact(() => stat(path))
    const known = infos.get(path)
    if (file === null || known?.modifiedAt === file.mtimeMs) return known?.info ?? null
    const { value: info, isLasting } = await readIfIntact(() => readInfo(path))
    infos.delete(path)
    if (!isLasting) return null
    infos.set(path, { modifiedAt: file.mtimeMs, info })
    const [oldest] = infos.keys()
    if (infos.size > maxInfos && oldest !== undefined) infos.delete(oldest)
    return info
  }
}

/**
 * Returns the value of a file. It is null if the file is damaged (the collector sets damaged files aside), missing, or
 * cannot be read now. `isLasting` is false in the last two cases, in which a later attempt can succeed.
 */
async function readIfIntact<T>(
  read: () => Promise<T>,
): Promise<{ value: T | null; isLasting: boolean }> {
  try {
    return { value: await read(), isLasting: true }
  } catch (error) {
    return { value: null, isLasting: fileErrorCode(error) === null }
  }
}
