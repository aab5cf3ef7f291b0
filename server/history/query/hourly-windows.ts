import type { MinuteRange } from '#src/domain/history/minutes.ts'
import type { GroupRoom } from '#server/history/protocol.ts'
import type { HistoryView } from './history-view.ts'
import { listPlaceFiles } from './place-hours.ts'
import { isHourly } from './sensor-figures.ts'

/** Returns the parts of a range with only hourly windows, by room ID. Leaves out rooms without such a part. */
export async function listHourlyWindows(
  view: HistoryView,
  rooms: readonly GroupRoom[],
  range: MinuteRange,
): Promise<ReadonlyMap<string, readonly MinuteRange[]>> {
  const windows = new Map<string, readonly MinuteRange[]>()
  const files = await listPlaceFiles(view, 'sensor-minutes', { groups: [{ rooms }], range })
  for (const path of files) {
    const found = ((await view.sensorInfo(path))?.hourly ?? [])
      .map(({ from, to }) => ({ from: Math.max(from, range.from), to: Math.min(to, range.to) }))
      .filter(({ from, to }) => from < to)
    if (found.length > 0) windows.set(path, found)
  }
  const hourly = new Map<string, readonly MinuteRange[]>()
  if (windows.size === 0) return hourly
  for (const { id } of rooms) {
    const own = await view.files('sensor-minutes', id, range)
    const found = own.flatMap((path) => windows.get(path) ?? [])
    if (found.length > 0) hourly.set(id, found)
  }
  return hourly
}

/** Returns whether a part of the range of a room has only hourly counts. */
export async function hasHourlyWindows(
  view: HistoryView,
  room: string,
  range: MinuteRange,
): Promise<boolean> {
  const files = await view.files('sensor-minutes', room, range)
  const infos = await Promise.all(files.map(view.sensorInfo))
  return isHourly({ infos }, range)
}
