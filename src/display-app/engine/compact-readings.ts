import * as v from 'valibot'
import type { Readings } from '#src/domain/readings/readings.ts'

/** People by room and sensor: of all metrics a display shows only `last`. */
export const CompactReadings = v.record(
  v.string(),
  v.record(v.string(), v.pipe(v.number(), v.finite(), v.minValue(0))),
)
export type CompactReadings = v.InferOutput<typeof CompactReadings>

/** Readings in a tenth of their size. A malformed reading is left out, as if it had not come. */
export function compactReadings(readings: Readings): CompactReadings {
  const rooms: CompactReadings = {}
  for (const [roomId, sensors] of Object.entries(readings)) {
    const counts: CompactReadings[string] = {}
    for (const [mac, reading] of Object.entries(sensors)) {
      if (reading.kind === 'reading') counts[mac] = reading.metrics.last
    }
    rooms[roomId] = counts
  }
  return rooms
}

/** The readings again, with nothing but their `last`. */
export function readingsFromCompact(rooms: CompactReadings): Readings {
  const readings: Readings = {}
  for (const [roomId, counts] of Object.entries(rooms)) {
    const sensors: Readings[string] = {}
    for (const [mac, last] of Object.entries(counts)) {
      sensors[mac] = { kind: 'reading', metrics: { ...nothing, last } }
    }
    readings[roomId] = sensors
  }
  return readings
}

const nothing = {
  sum: null,
  min: null,
  max: null,
  count: null,
  mean: null,
  median: null,
  stddev: null,
  first: null,
}
