import type { SensorDay } from './sensor-file.ts'

/** Decoded days, by path. */
export type DayCache = {
  get: (path: string) => SensorDay | null
  set: (path: string, day: SensorDay) => void
  delete: (path: string) => void
}

/** Creates a cache of the most recently used days. It holds up to `maxRows` rows of 16 bytes, but at least one day. */
export function createDayCache(maxRows: number): DayCache {
  const days = new Map<string, SensorDay>()
  return {
    get(path) {
      const day = days.get(path)
      if (day === undefined) return null
      days.delete(path)
      days.set(path, day)
      return day
    },
    set(path, day) {
      days.delete(path)
      days.set(path, day)
      let rows = [...days.values()].reduce((sum, { minutes }) => sum + minutes.minute.length, 0)
      for (const [oldest, { minutes }] of days) {
        if (rows <= maxRows || oldest === path) break
        days.delete(oldest)
        rows -= minutes.minute.length
      }
    },
    delete(path) {
      days.delete(path)
    },
  }
}
