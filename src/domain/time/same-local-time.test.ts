import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { arbitraryZonedMinute } from '#src/testing/history-zones.ts'
import { localClock } from '#src/testing/local-clock.ts'
import { addDays, localDateAt, startOfLocalDate, type LocalDate } from './local-date.ts'
import { sameLocalTimes } from './same-local-time.ts'
import { toTimeZone } from './time-zone.ts'

function localDay(date: LocalDate, zone: string) {
  const [from = 0, to = 0] = [date, addDays(date, 1)].map(
    (one) => startOfLocalDate(one, toTimeZone(zone)) / 60_000,
  )
  return { from, to }
}

/** Returns the minutes of a range by the time that the clock shows, in order. */
function minutesByTime({ from, to }: { from: number; to: number }, zone: string) {
  const minutes = new Map<string, number[]>()
  for (let at = from; at < to; at += 1) {
    const { hour, minute } = localClock(at, zone)
    const time = `${hour}:${minute}`
    minutes.set(time, [...(minutes.get(time) ?? []), at])
  }
  return minutes
}

test('a minute corresponds to the minute of the same local time, even on days with a clock change', () => {
  fc.assert(
    fc.property(
      arbitraryZonedMinute,
      fc.constantFrom(-28, -7, 7),
      fc.boolean(),
      ({ zone, at }, days, isOther) => {
        // The clock changes on the day, or on the day with which it is compared.
        const near = localDateAt(at * 60_000, toTimeZone(zone))
        const date = isOther ? addDays(near, -days) : near
        const [range, other] = [localDay(date, zone), localDay(addDays(date, days), zone)]
        const others = minutesByTime(other, zone)
        const expected = [...minutesByTime(range, zone)]
          .flatMap(([time, instants]) =>
            instants.map((instant, occurrence) => {
              const found = others.get(time) ?? []
              return [instant, found[occurrence] ?? found[0] ?? null] as const
            }),
          )
          .toSorted(([one], [another]) => one - another)
          .map(([, found]) => found)
        expect(sameLocalTimes(range, other, zone)).toEqual(expected)
      },
    ),
    { numRuns: 40 },
  )
}, 120_000)

test('a day that has not ended yet corresponds to the beginning of the other day', () => {
  const other = localDay('2026-10-18', 'Europe/Berlin')
  const { from } = localDay('2026-10-25', 'Europe/Berlin')
  // At 03:00 of the longer day, four hours have passed.
  expect(sameLocalTimes({ from, to: from + 241 }, other, 'Europe/Berlin').at(-1)).toBe(
    other.from + 180,
  )
})
