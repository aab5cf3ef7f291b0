import { isId, wholeRoom } from '#src/contract/butlr-values.ts'
import { ButlrFailure } from '#server/gateway/butlr/butlr-failure.ts'
import { isObject } from '#server/gateway/topology/wire-fields.ts'
import type { GroupedReadings } from './board-readings.ts'

/**
 * Reads an answer grouped by room and sensor, leniently: of a malformed sensor null is left, of a malformed room that it
 * is one. Only numbers are kept of a sensor's metrics. Throws `ButlrFailure` when nothing of it is grouped.
 */
export function groupedReadingsFrom(answer: unknown): GroupedReadings {
  const data = isObject(answer) ? (answer['data'] ?? {}) : null
  if (isEmptyList(data)) return {}
  if (!isObject(data)) throw new ButlrFailure('unreadable')
  return mapEntries(data, sensorsFrom)
}

function sensorsFrom(sensors: unknown): GroupedReadings[string] {
  if (sensors === null || isEmptyList(sensors)) return {}
  if (!isObject(sensors)) return { [wholeRoom]: null }
  return mapEntries(sensors, numbersOf, (mac) => mac.toLowerCase())
}

function numbersOf(metrics: unknown): Record<string, number> | null {
  if (!isObject(metrics)) return null
  const numbers = Object.entries(metrics).flatMap(([name, value]) =>
    typeof value === 'number' ? [[name, value] as const] : [],
  )
  return Object.fromEntries(numbers)
}

/** Empty answers come as `{}`, `{"data": {}}`, `{"data": []}` or `{"data": null}` (Butlr API notes, known quirks). */
function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0
}

function mapEntries<T>(
  record: Record<string, unknown>,
  map: (value: unknown) => T,
  keyOf = (key: string) => key,
): Record<string, T> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([key, value]) => (isId(key) ? [[keyOf(key), map(value)]] : [])),
  )
}
