import { zoneOf, type Hive } from '#server/simulator/building/topology.ts'
import { secondsPerDay, zoneClock } from '#server/simulator/zone-clock.ts'
import { isWorkingDay } from './room-day.ts'

const hour = 3600
/** When a hive that dies daily is without power on a working day; seconds of the local day. */
const outage = { from: 10.5 * hour, to: 11.25 * hour }

/** The spans of a local day in which a hive is dead by itself; seconds of the day, `to` never included. */
export function hiveOutages(
  { diesDaily }: Pick<Hive, 'diesDaily'>,
  day: number,
): { from: number; to: number }[] {
  return diesDaily && isWorkingDay(day) ? [outage] : []
}

/**
 * Since when a hive has been dead at an instant (Unix seconds); `null` while it lives.
 *
 * @param deadFrom the second from which a fault keeps it dead; Infinity without one
 */
export function hiveDeadSince(hive: Hive, instant: number, deadFrom: number): number | null {
  const clock = zoneClock(zoneOf(hive.floor))
  const day = clock.day(instant)
  const starts = hiveOutages(hive, day)
    .map(({ from, to }) => ({
      from: clock.instant(day * secondsPerDay + from),
      to: clock.instant(day * secondsPerDay + to),
    }))
    .filter(({ from, to }) => instant >= from && instant < to)
    .map(({ from }) => from)
  const since = Math.min(deadFrom, ...starts)
  return since <= instant ? since : null
}
