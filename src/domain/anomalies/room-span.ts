import type { Reading } from '#src/contract/reporting.ts'
import type { Span, SpanReadings } from '#src/domain/readings/spans.ts'

/** What the sensors of one room did over a span, by MAC address; those without a count are not in it. */
export type RoomSpan = Span & { sensors: ReadonlyMap<string, Reading> }

/**
 * One room's share of a span, in the order of the addresses.
 *
 * @param macs the room's sensors; others that claim to be there are left out
 */
export function roomSpan(
  { from, to, readings }: SpanReadings,
  roomId: string,
  macs: readonly string[],
): RoomSpan {
  const sensors = new Map<string, Reading>()
  for (const mac of macs.toSorted()) {
    const reading = readings[roomId]?.[mac]
    if (reading?.kind === 'reading') sensors.set(mac, reading.metrics)
  }
  return { from, to, sensors }
}
