import type { RoomHistory } from '#src/contract/history.ts'
import { minuteMs, type MinuteRange, type UnixMinute } from '#src/domain/history/minutes.ts'
import { computeMetrics } from '#src/domain/readings/metric-windows.ts'
import { noReading, type SensorCounts } from '#src/domain/history/sensor-counts.ts'

type Sensors = RoomHistory['sensors']
type Steps = NonNullable<RoomHistory['steps']>
type Values = readonly { at: UnixMinute; value: number | null }[]

/**
 * Returns the sensor data of a room's history. It includes only readings, without assumed zeros or implausible counts.
 */
export function computeSensors(range: MinuteRange, sensors: readonly SensorCounts[]): Sensors {
  return listMacs(sensors).flatMap((mac) => {
    const reported = listCounts(range, sensors, mac).filter(({ isAssumed }) => !isAssumed)
    const readings = reported.filter(({ last }) => last >= 0)
    const maxima = readings.map(({ max }) => max).filter((max) => max >= 0)
    const metrics = computeMetrics(readings.map(({ last }) => last))
    const maximum = maxima.length === 0 ? null : Math.max(...maxima)
    return reported.length === 0 ? [] : [{ mac, minutes: readings.length, metrics, maximum }]
  })
}

/** Returns the steps of a room and of its sensors, including assumed zeros. */
export function computeSteps(
  range: MinuteRange,
  minutes: readonly { at: UnixMinute; people: number | null; upperBound: number | null }[],
  sensors: readonly SensorCounts[],
): Steps {
  return {
    people: toSteps(minutes.map(({ at, people }) => ({ at, value: people }))),
    upperBound: toSteps(minutes.map(({ at, upperBound }) => ({ at, value: upperBound }))),
    sensors: listMacs(sensors).flatMap((mac) => {
      const counts = new Map(listCounts(range, sensors, mac).map((count) => [count.at, count]))
      const values = (key: 'last' | 'max') =>
        minutes.map(({ at }) => {
          const value = counts.get(at)?.[key] ?? -1
          return { at, value: value < 0 ? null : value }
        })
      return counts.size === 0
        ? []
        : [{ mac, last: toSteps(values('last')), max: toSteps(values('max')) }]
    }),
  }
}

/** Returns the first minute, and each minute whose value differs from the previous value. */
function toSteps(values: Values): Steps['people'] {
  return values
    .filter(({ value }, index) => index === 0 || value !== values[index - 1]?.value)
    .map(({ at, value }) => [at * minuteMs, value])
}

function listMacs(sensors: readonly SensorCounts[]): string[] {
  return [...new Set(sensors.map(({ mac }) => mac))].toSorted()
}

/** Returns the counts of one sensor in the range, in chronological order. */
function listCounts({ from, to }: MinuteRange, sensors: readonly SensorCounts[], mac: string) {
  return sensors
    .filter((counts) => counts.mac === mac)
    .flatMap((counts) =>
      [...counts.last].map((last, index) => ({
        at: counts.from + index,
        last,
        max: counts.max[index] ?? -1,
        isAssumed: counts.assumed[index] === 1,
      })),
    )
    .filter(({ at, last }) => last !== noReading && at >= from && at < to)
    .toSorted((a, b) => a.at - b.at)
}
