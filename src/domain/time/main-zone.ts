import { toTimeZone, type TimeZone } from './time-zone.ts'

/** Returns the zone of most rooms, in which a page of a place shows dates and times; UTC without a room. */
export function findMainZone(rooms: readonly { zone: TimeZone }[]): TimeZone {
  const counts = new Map<TimeZone, number>()
  for (const { zone } of rooms) counts.set(zone, (counts.get(zone) ?? 0) + 1)
  const [main] = [...counts].toSorted(([, one], [, other]) => other - one)
  return main?.[0] ?? toTimeZone(null)
}
