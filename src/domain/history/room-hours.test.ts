import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { arbitraryZonedMinute } from '#src/testing/history-zones.ts'
import { localClock } from '#src/testing/local-clock.ts'
import type { RoomMinutes } from './minutes.ts'
import { minutesPerDay } from './minutes.ts'
import { localHours, rollUpHours, withoutPeakMoments, type LocalHour } from './room-hours.ts'

const at = (text: string) => Date.parse(text) / 60_000
const describeHour = ({ from, to, date, weekday, hour }: LocalHour) =>
  `${new Date(from * 60_000).toISOString().slice(11, 16)}Z +${to - from} ${date} ${weekday} ${hour}`

test.each([
  [
    'an ordinary night',
    'Europe/Berlin',
    ['2026-11-22T22:00Z', '2026-11-23T00:00Z'],
    ['22:00Z +60 2026-11-22 6 23', '23:00Z +60 2026-11-23 0 0'],
  ],
  [
    'an hour that occurs twice has two entries',
    'Europe/Berlin',
    ['2026-10-25T00:00Z', '2026-10-25T03:00Z'],
    ['00:00Z +60 2026-10-25 6 2', '01:00Z +60 2026-10-25 6 2', '02:00Z +60 2026-10-25 6 3'],
  ],
  [
    'an hour that the clock skips has no entry',
    'Europe/Berlin',
    ['2026-03-29T00:00Z', '2026-03-29T02:00Z'],
    ['00:00Z +60 2026-03-29 6 1', '01:00Z +60 2026-03-29 6 3'],
  ],
  [
    'a change by half an hour repeats half of an hour',
    'Australia/Lord_Howe',
    ['2026-04-04T14:00Z', '2026-04-04T16:30Z'],
    ['14:00Z +60 2026-04-05 6 1', '15:00Z +30 2026-04-05 6 1', '15:30Z +60 2026-04-05 6 2'],
  ],
  [
    'a change by half an hour shortens an hour',
    'Australia/Lord_Howe',
    ['2026-10-03T14:30Z', '2026-10-03T17:00Z'],
    ['14:30Z +60 2026-10-04 6 1', '15:30Z +30 2026-10-04 6 2', '16:00Z +60 2026-10-04 6 3'],
  ],
  [
    'a day that skips midnight begins at 1',
    'Africa/Cairo',
    ['2026-04-23T21:00Z', '2026-04-23T23:00Z'],
    ['21:00Z +60 2026-04-23 3 23', '22:00Z +60 2026-04-24 4 1'],
  ],
  [
    'hours begin at a quarter where the offset has one, and extend beyond the range',
    'Asia/Kathmandu',
    ['2026-11-22T18:00Z', '2026-11-22T18:30Z'],
    ['17:15Z +60 2026-11-22 6 23', '18:15Z +60 2026-11-23 0 0'],
  ],
])('local hours: %s', (_, zone, [from = '', to = ''], expected) => {
  expect(localHours(at(from), at(to), zone).map(describeHour)).toEqual(expected)
})

test('an empty range has no hours', () => {
  expect(localHours(at('2026-11-22T18:00Z'), at('2026-11-22T18:00Z'), 'UTC')).toEqual([])
})

test('local hours contain every minute exactly once and match the local clock', () => {
  fc.assert(
    fc.property(
      arbitraryZonedMinute,
      fc.integer({ min: 1, max: 2 * minutesPerDay }),
      ({ zone, at }, length) => {
        const hours = localHours(at, at + length, zone)
        expect(hours[0]?.from).toBeLessThanOrEqual(at)
        expect(hours[0]?.to).toBeGreaterThan(at)
        expect(hours.at(-1)?.from).toBeLessThan(at + length)
        expect(hours.at(-1)?.to).toBeGreaterThanOrEqual(at + length)
        for (const [index, hour] of hours.entries()) {
          if (index > 0) expect(hour.from).toBe(hours[index - 1]?.to)
          for (const minute of [hour.from, hour.to - 1]) {
            expect(localClock(minute, zone)).toMatchObject({
              date: hour.date,
              weekday: hour.weekday,
              hour: hour.hour,
            })
          }
        }
      },
    ),
  )
})

test('an hour is the same in each range that contains part of it', () => {
  fc.assert(
    fc.property(arbitraryZonedMinute, fc.nat(300), ({ zone, at }, split) => {
      const [first] = localHours(at + split, at + split + 1, zone)
      expect(localHours(at, at + 300 + 1, zone)).toContainEqual(first)
    }),
  )
})

const noon = at('2026-11-23T12:00Z')
const noonHour = localHours(noon, noon + 60, 'UTC')

/** Creates the minutes of a room from noon on; `reported` is 2 unless given, and `expected` is 2. */
function makeRoom(people: number[], reported: number[] = people.map(() => 2)): RoomMinutes {
  return {
    roomId: 'oak',
    from: noon,
    people: Int32Array.from(people),
    upperBound: Int32Array.from(people),
    reported: Int32Array.from(reported),
    expected: new Int32Array(people.length).fill(2),
    estimated: new Uint8Array(people.length),
  }
}

test('sums the known minutes of an hour', () => {
  const room = makeRoom([0, 3, -1, 1, 3], [2, 2, 0, 1, 2])
  expect(rollUpHours([room], noonHour)).toEqual([
    {
      roomId: 'oak',
      hour: noon,
      minutes: 4,
      completeMinutes: 3,
      personMinutes: 7,
      peak: { people: 3, at: noon + 1 },
      minutesInUse: 3,
      minutesByPeople: [
        [1, 1],
        [3, 2],
      ],
    },
  ])
})

test('leaves out hours without a known minute', () => {
  expect(rollUpHours([makeRoom([-1, -1])], noonHour)).toEqual([])
})

test('an empty hour has a peak of 0 at its first known minute', () => {
  const [hour] = rollUpHours([makeRoom([-1, 0, 0])], noonHour)
  expect(hour).toMatchObject({ peak: { people: 0, at: noon + 1 }, minutesByPeople: [] })
})

test('removes the time of a peak from hours of small rooms', () => {
  const [hour] = withoutPeakMoments(rollUpHours([makeRoom([0, 1])], noonHour))
  expect(hour?.peak).toEqual({ people: 1, at: noon })
})

const arbitraryRoomDay = fc.record({
  people: fc.array(fc.integer({ min: -1, max: 12 }), {
    minLength: minutesPerDay,
    maxLength: minutesPerDay,
  }),
  place: arbitraryZonedMinute,
})

test('hours add up to the minutes of the day, even if UTC midnight divides an hour', () => {
  fc.assert(
    fc.property(arbitraryRoomDay, ({ people, place: { zone, at } }) => {
      const from = at - (at % minutesPerDay)
      const room = { ...makeRoom(people), from }
      const hours = rollUpHours([room], localHours(from, from + minutesPerDay, zone))
      const known = people.filter((count) => count >= 0)
      const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
      expect(sum(hours.map((hour) => hour.minutes))).toBe(known.length)
      expect(sum(hours.map((hour) => hour.completeMinutes))).toBe(known.length)
      expect(sum(hours.map((hour) => hour.personMinutes))).toBe(sum(known))
      expect(sum(hours.map((hour) => hour.minutesInUse))).toBe(known.filter(Boolean).length)
      const byPeople = hours.flatMap((hour) => hour.minutesByPeople)
      for (let count = 1; count <= 12; count += 1) {
        const minutes = byPeople.filter(([people]) => people === count).map(([, found]) => found)
        expect(sum(minutes)).toBe(known.filter((value) => value === count).length)
      }
      for (const hour of hours) {
        if (hour.peak === null) continue
        expect(people[hour.peak.at - from]).toBe(hour.peak.people)
        const end = hours.find((next) => next.hour > hour.hour)?.hour ?? from + minutesPerDay
        const own = people.slice(Math.max(hour.hour - from, 0), end - from)
        expect(Math.max(...own)).toBe(hour.peak.people)
        expect(own.indexOf(hour.peak.people)).toBe(hour.peak.at - Math.max(hour.hour, from))
      }
    }),
    { numRuns: 40 },
  )
})
