import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { RoomHistory } from '#src/contract/history.ts'
import { arbitraryZonedMinute } from '#src/testing/history-zones.ts'
import { computeRoomHistory } from '#src/testing/room-history.ts'
import { toSensorMinutes, type SensorReading } from '#src/testing/sensor-minutes.ts'
import { minutesPerDay, type HistoryRoom, type MinuteRange, type RoomHour } from './minutes.ts'
import { countMinutes, openRanges } from './opening-hours.ts'
import { localHours, rollUpHours } from './room-hours.ts'
import { deriveRoomMinutes } from './room-minutes.ts'
import { countSensors } from './sensor-counts.ts'

const minutes = (text: string) => Date.parse(text) / 60_000
const iso = (instant: number | null) => instant && new Date(instant).toISOString().slice(0, 16)

type Facts = {
  zone: string
  range: MinuteRange
  now?: number
  isSmall?: boolean
  readings: (Omit<SensorReading, 'roomId'> & { roomId?: string })[]
}

/** Computes the history of Oak, which has the sensors north and south and 8 seats, from all minutes of the range. */
function computeOakHistory({
  zone,
  range,
  readings,
  now = range.to + 600,
  isSmall = false,
}: Facts) {
  const oak: HistoryRoom = {
    id: 'oak',
    name: 'Oak',
    floor: null,
    capacity: 8,
    maximumCount: 80,
    sensors: ['north', 'south'],
  }
  const building = { id: 'main', name: 'Main', timeZone: zone, rooms: [oak] }
  const firstDay = Math.floor(range.from / minutesPerDay) * minutesPerDay
  const rows = readings.map((reading) => ({ roomId: 'oak', ...reading }))
  const between = (from: number) =>
    toSensorMinutes(rows.filter(({ minute }) => minute >= from && minute < from + minutesPerDay))
  const days = []
  for (let day = firstDay; day < range.to; day += minutesPerDay) {
    days.push({
      day,
      building: 'main',
      snapshots: [{ at: firstDay - 1_000_000, buildings: [building] }],
      minutes: {
        before: between(day - minutesPerDay),
        day: between(day),
        after: between(day + minutesPerDay),
      },
      collected: [{ from: day, to: day + minutesPerDay }],
      reportedNearby: [],
      zerosWithheld: false,
    })
  }
  const roomDays = days.flatMap((day) => deriveRoomMinutes(day))
  const history = computeRoomHistory({
    room: 'oak',
    timeZone: zone,
    capacity: 8,
    range,
    now,
    isSmall,
    minutes: roomDays,
    sensors: days.flatMap((day) => [...countSensors(day)]),
  })
  return { history, roomDays }
}

/** Counts of one sensor in successive minutes. */
const counts = (mac: string, from: string, values: readonly number[]) =>
  values.map((last, index) => ({ mac, minute: minutes(from) + index, last }))

const berlinNight: Facts = {
  zone: 'Europe/Berlin',
  range: { from: minutes('2026-10-24T22:00Z'), to: minutes('2026-10-25T23:00Z') },
  readings: [
    ...counts('north', '2026-10-25T00:30Z', [1, 2, 2]),
    ...counts('south', '2026-10-25T00:31Z', [1, 1]),
    ...counts('north', '2026-10-25T01:30Z', [0, 4]),
    ...counts('south', '2026-10-25T01:30Z', [0, 0]),
  ],
}

test('a day with a repeated hour has 25 hours, 100 quarters, and one entry for the repeated hour of the week', () => {
  const { history } = computeOakHistory(berlinNight)
  expect(history.coverage.minutes).toBe(25 * 60)
  expect(history.days).toHaveLength(1)
  expect(history.days[0]).toMatchObject({ date: '2026-10-25', knownMinutes: 5 })
  expect(history.days[0]?.incompleteQuarters).toEqual([10])
  expect(history.days[0]?.quarters).toHaveLength(100)
  expect(history.weekHours).toHaveLength(24)
  expect(history.weekHours[2]).toEqual({
    weekday: 6,
    hour: 2,
    knownMinutes: 5,
    minutesInUse: 4,
    personMinutes: 11,
    peak: 4,
  })
})

test('a room’s figures include only known minutes', () => {
  const { history } = computeOakHistory(berlinNight)
  expect(history).toMatchObject({
    minutesInUse: 4,
    personMinutes: 11,
    averageInUse: 2.75,
    upperBound: 4,
    openUse: { knownHours: 0, usedHours: 0, minutesInUse: 0, personMinutes: 0 },
    minutesByPeople: [
      { people: 1, minutes: 1 },
      { people: 3, minutes: 2 },
      { people: 4, minutes: 1 },
    ],
    coverage: { knownMinutes: 5, completeMinutes: 4, openMinutes: 0, estimated: false },
  })
  expect(history.peak).toMatchObject({ people: 4, complete: true })
  expect(iso(history.peak?.at ?? 0)).toBe('2026-10-25T01:31')
  expect(history.coverage.gaps.map(({ from, to }) => `${iso(from)} ${iso(to)}`)).toEqual([
    '2026-10-24T22:00 2026-10-25T00:30',
    '2026-10-25T00:33 2026-10-25T01:30',
    '2026-10-25T01:32 2026-10-25T23:00',
  ])
})

test('a day has the first moment of its peak, and the chronologically middle count as its median', () => {
  const [day] = computeOakHistory(berlinNight).history.days
  // The counts in chronological order are 1, 3, 3, 0, 4.
  expect(day).toMatchObject({ min: 0, median: 3, max: 4 })
  expect(iso(day?.peakAt ?? 0)).toBe('2026-10-25T01:31')
})

test('the first and the last use of a day need ten minutes in use within an hour', () => {
  const uses = (...readings: Facts['readings'][]) => {
    const range = { from: minutes('2026-11-18T00:00Z'), to: minutes('2026-11-20T00:00Z') }
    const { history } = computeOakHistory({ zone: 'UTC', range, readings: readings.flat() })
    return history.days.map(({ firstUse, lastUse }) => [iso(firstUse), iso(lastUse)])
  }
  const passer = counts('north', '2026-11-18T00:36Z', [1])
  const guard = counts('north', '2026-11-18T22:10Z', [1, 1, 1])
  const nineMinutes = Array.from({ length: 9 }, () => 1)
  // Nine minutes from 08:55 on, and the tenth at the end of the hour that begins with them.
  const meeting = [
    ...counts('north', '2026-11-18T08:55Z', nineMinutes),
    ...counts('north', '2026-11-18T09:54Z', [2]),
  ]
  expect(uses(passer, meeting, guard)).toEqual([
    ['2026-11-18T08:55', '2026-11-18T09:54'],
    [null, null],
  ])
  const tooLate = counts('north', '2026-11-18T09:55Z', [2])
  expect(uses(passer, counts('north', '2026-11-18T08:55Z', nineMinutes), tooLate)).toEqual([
    [null, null],
    [null, null],
  ])
})

test('minutes in use before midnight do not count towards a use of the next day', () => {
  const range = { from: minutes('2026-11-18T00:00Z'), to: minutes('2026-11-20T00:00Z') }
  const readings = counts(
    'north',
    '2026-11-18T23:45Z',
    Array.from({ length: 24 }, () => 1),
  )
  const { history } = computeOakHistory({ zone: 'UTC', range, readings })
  expect(history.days.map(({ firstUse, lastUse }) => [iso(firstUse), iso(lastUse)])).toEqual([
    ['2026-11-18T23:45', '2026-11-18T23:59'],
    [null, null],
  ])
})

test('each sensor has the nine metrics of its readings and the largest of its maxima', () => {
  const { sensors } = computeOakHistory({
    ...berlinNight,
    readings: [
      { mac: 'north', minute: minutes('2026-10-25T01:30Z'), last: 1, max: 3 },
      { mac: 'north', minute: minutes('2026-10-25T01:31Z'), last: 3, max: 5 },
    ],
  }).history
  expect(sensors).toEqual([
    {
      mac: 'north',
      minutes: 2,
      maximum: 5,
      metrics: {
        sum: 4,
        min: 1,
        max: 3,
        count: 2,
        mean: 2,
        median: 3,
        stddev: 1,
        first: 1,
        last: 3,
      },
    },
  ])
})

test('steps begin at the start of the range, and each differs from the one before', () => {
  const { steps } = computeOakHistory(berlinNight).history
  expect(steps?.people.map(([at, value]) => [iso(at), value])).toEqual([
    ['2026-10-24T22:00', null],
    ['2026-10-25T00:30', 1],
    ['2026-10-25T00:31', 3],
    ['2026-10-25T00:33', null],
    ['2026-10-25T01:30', 0],
    ['2026-10-25T01:31', 4],
    ['2026-10-25T01:32', null],
  ])
  expect(steps?.sensors.map(({ mac }) => mac)).toEqual(['north', 'south'])
})

const week = { from: minutes('2026-11-15T23:00Z'), to: minutes('2026-11-22T23:00Z') }
const phoneCall = {
  zone: 'Europe/Berlin',
  range: week,
  readings: counts('north', '2026-11-18T09:17Z', [0, 1, 1, 1]),
}

test('ranges of more than 26 hours have no steps', () => {
  expect(computeOakHistory(phoneCall).history).toMatchObject({
    steps: null,
    isMinuteDataWithheld: false,
  })
})

test('for a small room, ranges of more than 26 hours contain no times more precise than an hour', () => {
  const { history } = computeOakHistory({ ...phoneCall, isSmall: true })
  expect(history).toMatchObject({
    isMinuteDataWithheld: true,
    resolution: 'hour',
    minutesInUse: 3,
    upperBound: null,
    sensors: [],
    steps: null,
  })
  expect(iso(history.peak?.at ?? 0)).toBe('2026-11-18T09:00')
  for (const day of history.days) {
    expect(day).toMatchObject({ peakAt: null, firstUse: null, lastUse: null, quarters: [] })
  }
  expect(history.coverage.gaps.map(({ from, to }) => `${iso(from)} ${iso(to)}`)).toEqual([
    '2026-11-15T23:00 2026-11-18T09:00',
    '2026-11-18T10:00 2026-11-22T23:00',
  ])
})

test('the last ten minutes are provisional, and missing minutes among them do not count as a gap', () => {
  const now = minutes('2026-11-18T09:20Z')
  const from = minutes('2026-11-18T09:00Z')
  const readings = counts('north', '2026-11-18T09:00Z', [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])
  const { history } = computeOakHistory({ zone: 'UTC', range: { from, to: now }, now, readings })
  expect(iso(history.provisionalFrom)).toBe('2026-11-18T09:10')
  expect(history.coverage).toMatchObject({ minutes: 20, knownMinutes: 12, gaps: [] })
})

test('a range that ended ten minutes ago is not provisional', () => {
  const { history } = computeOakHistory({ ...phoneCall, now: week.to + 10 })
  expect(history.provisionalFrom).toBeNull()
})

const arbitraryFacts = fc
  .record({
    place: arbitraryZonedMinute,
    length: fc.integer({ min: 1, max: 2 * minutesPerDay }),
    runs: fc.array(
      fc.record({
        mac: fc.constantFrom('north', 'south'),
        start: fc.nat(2 * minutesPerDay),
        length: fc.integer({ min: 1, max: 200 }),
        last: fc.nat(9),
      }),
      { maxLength: 12 },
    ),
  })
  .map(({ place: { zone, at }, length, runs }) => ({
    zone,
    range: { from: at, to: at + length },
    readings: runs.flatMap((run) =>
      Array.from({ length: run.length }, (_, index) => ({
        mac: run.mac,
        minute: at + run.start + index,
        last: run.last,
      })),
    ),
  }))

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

test('all groupings of a range add up to its totals', () => {
  fc.assert(
    fc.property(arbitraryFacts, (facts) => {
      const { history } = computeOakHistory(facts)
      const { coverage, days, weekHours, minutesByPeople } = history
      expect(sum(days.map(({ from, to }) => to - from))).toBe(history.to - history.from)
      expect(sum(days.map((day) => day.knownMinutes))).toBe(coverage.knownMinutes)
      expect(sum(weekHours.map((hour) => hour.knownMinutes))).toBe(coverage.knownMinutes)
      expect(sum(weekHours.map((hour) => hour.personMinutes))).toBe(history.personMinutes)
      expect(sum(minutesByPeople.map((entry) => entry.minutes))).toBe(history.minutesInUse)
      expect(sum(coverage.gaps.map(({ from, to }) => to - from)) / 60_000).toBe(
        coverage.minutes - coverage.knownMinutes,
      )
      const open = openRanges(facts.range, facts.zone)
      expect(coverage.openMinutes).toBe(countMinutes(open))
    }),
    { numRuns: 20 },
  )
})

test('figures computed from hours equal figures computed from minutes', () => {
  fc.assert(
    fc.property(arbitraryFacts, (facts) => {
      const [first, last] = [
        localHours(facts.range.from, facts.range.from + 1, facts.zone)[0],
        localHours(facts.range.to - 1, facts.range.to, facts.zone)[0],
      ]
      const range = { from: first?.from ?? 0, to: last?.to ?? 0 }
      const { history, roomDays } = computeOakHistory({ ...facts, range })
      const calendar = new Map(
        localHours(range.from, range.to, facts.zone).map((hour) => [hour.from, hour]),
      )
      const hours = roomDays
        .flatMap((day) =>
          rollUpHours([day], localHours(day.from, day.from + minutesPerDay, facts.zone)),
        )
        .filter(({ hour }) => calendar.has(hour))
      expect(totals(hours)).toEqual({
        knownMinutes: history.coverage.knownMinutes,
        completeMinutes: history.coverage.completeMinutes,
        personMinutes: history.personMinutes,
        minutesInUse: history.minutesInUse,
        peak: history.peak && { people: history.peak.people, at: history.peak.at / 60_000 },
      })
      const isOpen = (hour: RoomHour) => {
        const local = calendar.get(hour.hour)
        return local !== undefined && local.weekday < 5 && local.hour >= 8 && local.hour < 18
      }
      const open = totals(hours.filter(isOpen))
      expect(open.knownMinutes).toBe(history.coverage.knownOpenMinutes)
    }),
    { numRuns: 20 },
  )
})

function totals(hours: readonly RoomHour[]) {
  const peaks = hours.map(({ peak }) => peak).filter((peak) => peak !== null)
  const largest = Math.max(...peaks.map(({ people }) => people))
  return {
    knownMinutes: sum(hours.map((hour) => hour.minutes)),
    completeMinutes: sum(hours.map((hour) => hour.completeMinutes)),
    personMinutes: sum(hours.map((hour) => hour.personMinutes)),
    minutesInUse: sum(hours.map((hour) => hour.minutesInUse)),
    peak: peaks.find(({ people }) => people === largest) ?? null,
  }
}

test('the history matches the schema of the contract', () => {
  const { history } = computeOakHistory(berlinNight)
  expect(v.parse(RoomHistory, history)).toEqual(history)
})

test('an open hour with at least ten minutes in use is a used hour, and its sums count', () => {
  const { history } = computeOakHistory({
    zone: 'UTC',
    range: { from: minutes('2026-11-23T06:00Z'), to: minutes('2026-11-23T12:00Z') },
    readings: [
      // Closed.
      ...counts('north', '2026-11-23T07:00Z', Array<number>(60).fill(2)),
      ...counts('north', '2026-11-23T08:00Z', [...Array<number>(9).fill(3), 0]),
      ...counts('north', '2026-11-23T09:00Z', Array<number>(10).fill(4)),
      ...counts('north', '2026-11-23T10:00Z', Array<number>(30).fill(0)),
    ],
  })
  // The hour from 8 has too few known minutes, and the one from 11 has none.
  expect(history.openUse).toEqual({
    usedFromMinutes: 10,
    knownHours: 2,
    usedHours: 1,
    minutesInUse: 10,
    personMinutes: 40,
  })
})
