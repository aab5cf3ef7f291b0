import { minutesPerDay, type SensorSeries, type UnixMinute } from '#src/domain/history/minutes.ts'
import { roomsBySensor, snapshotPeriods } from '#src/domain/history/snapshots.ts'
import { seriesKey, type HistoryIndex } from '#server/history/files/history-index.ts'
import type { HistoryLog } from '#server/history/files/history-files.ts'

/** Decides which series of a response are kept. */
export type SeriesLimit = {
  /** Returns a function that decides about the series of one UTC day, given by its first minute. */
  forDay: (day: UnixMinute) => (series: SensorSeries) => boolean
}

/**
 * Maximum number of series that the topology does not list: in a day, in a room and day, and in all days. A response can
 * name any number of sensors and rooms, and each of them takes memory, in this process and in each query.
 */
export type SeriesLimits = { perDay: number; perRoom: number; overall: number }
const defaultLimits: SeriesLimits = { perDay: 5_000, perRoom: 100, overall: 20_000 }

/** Creates a limit. Series that the topology lists, and those that the files of the day contain, are always kept. */
export function createSeriesLimit(
  index: HistoryIndex,
  log: HistoryLog,
  limits = defaultLimits,
): SeriesLimit {
  let isLogged = false

  return {
    forDay(day) {
      const listings = snapshotPeriods(index.snapshots, { from: day, to: day + minutesPerDay })
        .map(({ snapshot }) => snapshot ?? index.snapshots[0])
        .flatMap((snapshot) => (snapshot === undefined ? [] : [roomsBySensor(snapshot)]))
      const isListed = ({ roomId, mac }: SensorSeries) =>
        listings.some((listing) => listing.get(mac) === roomId)
      const others = new Set<string>()
      const byRoom = new Map<string, number>()
      const added = new Set<string>()
      const add = (series: SensorSeries, key: string) => {
        others.add(key)
        byRoom.set(series.roomId, (byRoom.get(series.roomId) ?? 0) + 1)
      }
      for (const days of index.sensors.values()) {
        for (const series of days.get(day)?.reported ?? []) {
          if (!isListed(series)) add(series, seriesKey(series))
        }
      }
      return (series) => {
        if (isListed(series)) return true
        const key = seriesKey(series)
        if (others.has(key)) return true
        const isNew = !index.series.has(key)
        const isKept =
          others.size < limits.perDay &&
          (byRoom.get(series.roomId) ?? 0) < limits.perRoom &&
          (!isNew || index.series.size + added.size < limits.overall + listedSensors(listings))
        if (isKept) {
          add(series, key)
          if (isNew) added.add(key)
        } else if (!isLogged) {
          isLogged = true
          log.warn(
            limits,
            'too many sensors that the topology does not list; the history leaves out the rest',
          )
        }
        return isKept
      }
    },
  }
}

function listedSensors(listings: readonly ReadonlyMap<string, string>[]): number {
  return Math.max(0, ...listings.map(({ size }) => size))
}
