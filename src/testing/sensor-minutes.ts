import type { SensorMinutes, UnixMinute } from '#src/domain/history/minutes.ts'

/** One reading. If `max` is omitted, it equals `last`. */
export type SensorReading = {
  roomId: string
  mac: string
  minute: UnixMinute
  last: number
  max?: number
}

/** Returns readings as columns. If several readings have the same series and minute, the last one wins. */
export function toSensorMinutes(readings: readonly SensorReading[]): SensorMinutes {
  const seriesKey = ({ roomId, mac }: SensorReading) => `${roomId} ${mac}`
  const unique = new Map(
    readings.map((reading) => [`${seriesKey(reading)} ${reading.minute}`, reading]),
  )
  const series = [...new Map(readings.map((reading) => [seriesKey(reading), reading])).values()]
  const positions = new Map(series.map((reading, index) => [seriesKey(reading), index]))
  const rows = [...unique.values()]
    .map((reading) => ({ ...reading, series: positions.get(seriesKey(reading)) ?? 0 }))
    .toSorted((a, b) => a.series - b.series || a.minute - b.minute)
  return {
    series: series.map(({ roomId, mac }) => ({ roomId, mac })),
    seriesAt: Int32Array.from(rows, (row) => row.series),
    minute: Int32Array.from(rows, (row) => row.minute),
    last: Int32Array.from(rows, (row) => row.last),
    max: Int32Array.from(rows, (row) => row.max ?? row.last),
  }
}
