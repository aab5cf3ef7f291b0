import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { assembleTopology } from '#server/simulator/building/assemble-topology.ts'
import { lab, northgate } from '#server/simulator/building/demo-sites.ts'
import { floorTimeZone, type Sensor } from '#server/simulator/building/topology.ts'
import { getZoneClock } from '#server/simulator/zone-clock.ts'
import { createReportSchedule, createPresence, type SensorOverrides } from './sensor-simulation.ts'
import { patrolVisits, createHeadcount } from './headcount.ts'
import { findExcursion, createPerson, excursionInterval, bookingsForDay } from './bookings.ts'
import { reportingRanges, forcedCount } from './sensor-behaviour.ts'

const untouched: SensorOverrides = {
  pinned: () => null,
  silentFrom: () => Number.POSITIVE_INFINITY,
  deadFrom: () => Number.POSITIVE_INFINITY,
}
const topology = assembleTopology([northgate, lab], 'test')
const createTestPresence = () => createPresence(createHeadcount(topology.rooms), untouched)
const sensors = topology.sensors.filter(({ slot }) => slot >= 0)

/** Counts the people under a sensor at one second, person by person, as a reference implementation. */
function naiveCount(sensor: Sensor, instant: number): number {
  const insisted = forcedCount(sensor, instant)
  if (insisted !== null || sensor.room === null) return insisted ?? 0
  const { room, slot } = sensor
  const slots = room.slotCount
  let people = 0
  for (const session of bookingsForDay(
    room,
    getZoneClock(floorTimeZone(room.floor)).day(instant),
  )) {
    for (let position = 0; position < session.people; position += 1) {
      const person = createPerson(session, position, slots)
      if (instant < person.arrive || instant >= person.leave) continue
      const excursion = findExcursion(person, Math.floor(instant / excursionInterval), slots)
      const away = excursion !== null && instant >= excursion.from && instant < excursion.to
      if ((away ? excursion.slot : person.home) === slot) people += 1
    }
  }
  for (const visit of patrolVisits(room, instant, instant + 1)) if (visit.slot === slot) people += 1
  return people
}

function naiveEvents(sensor: Sensor, from: number, to: number): [number, number][] {
  const beat = createReportSchedule((sensor.duplicateOf ?? sensor).hash)
  const events: [number, number][] = []
  const spans = reportingRanges(sensor, from, to)
  for (let instant = from; instant < to; instant += 1) {
    if (!spans.some((span) => instant >= span.from && instant < span.to)) continue
    const people = naiveCount(sensor, instant)
    if (beat.reportsAt(instant, people)) events.push([instant, people])
  }
  return events
}

/** Instants across two years, so that nights, holidays and clock changes are included. */
const starts = fc
  .integer({
    min: Date.parse('2025-01-01T00:00:00Z') / 1000,
    max: Date.parse('2026-12-31T00:00:00Z') / 1000,
  })
  .map((instant) => instant - (instant % 7))

test('computes the same events in blocks as the reference implementation does per second', () => {
  const presence = createTestPresence()
  fc.assert(
    fc.property(
      fc.constantFrom(...sensors),
      starts,
      fc.integer({ min: 1, max: 1500 }),
      (sensor, from, length) => {
        const events: [number, number][] = []
        presence.eachEvent(sensor, from, from + length, (instant, people) =>
          events.push([instant, people]),
        )
        expect(events).toEqual(naiveEvents(sensor, from, from + length))
      },
    ),
    { numRuns: 40 },
  )
})

test('computes the same events as the reference implementation during working hours', () => {
  const presence = createTestPresence()
  const tenInBerlin = Date.parse('2026-11-24T09:00:00Z') / 1000
  for (const sensor of sensors.filter((_, index) => index % 9 === 0)) {
    const events: [number, number][] = []
    presence.eachEvent(sensor, tenInBerlin, tenInBerlin + 300, (instant, people) =>
      events.push([instant, people]),
    )
    expect(events).toEqual(naiveEvents(sensor, tenInBerlin, tenInBerlin + 300))
  }
})

test('returns runs of equal counts that match the individual events', () => {
  const presence = createTestPresence()
  const lengths = fc.integer({ min: 1, max: 20_000 })
  fc.assert(
    fc.property(fc.constantFrom(...topology.sensors), starts, lengths, (sensor, from, length) => {
      const atOnce: number[] = []
      presence.eachRun(sensor, from, from + length, (people, count) => {
        for (let index = 0; index < count; index += 1) atOnce.push(people)
      })
      const oneByOne: number[] = []
      presence.eachEvent(sensor, from, from + length, (_instant, people) => oneByOne.push(people))
      expect(atOnce).toEqual(oneByOne)
    }),
    { numRuns: 200 },
  )
})

test('returns the same count from two instances, regardless of previous queries', () => {
  const first = createTestPresence()
  const second = createTestPresence()
  fc.assert(
    fc.property(fc.constantFrom(...sensors), starts, (sensor, instant) => {
      expect(first.countAt(sensor, instant)).toBe(second.countAt(sensor, instant))
      second.countAt(sensor, instant + 86_400)
      expect(second.countAt(sensor, instant)).toBe(first.countAt(sensor, instant))
    }),
  )
})

test('never reports a negative count', () => {
  const presence = createTestPresence()
  fc.assert(
    fc.property(fc.constantFrom(...sensors), starts, (sensor, instant) => {
      expect(presence.countAt(sensor, instant) ?? 0).toBeGreaterThanOrEqual(0)
    }),
    { numRuns: 500 },
  )
})

test('sends 24 to 105 events in two minutes if a sensor sees people, and 12 if it sees none', () => {
  for (const sensor of sensors) {
    const beat = createReportSchedule(sensor.hash)
    expect(beat.countReports(1_800_000_000, 1_800_000_120, 0)).toBe(12)
    const busy = beat.countReports(1_800_000_000, 1_800_000_120, 3)
    expect(busy).toBeGreaterThanOrEqual(24)
    expect(busy).toBeLessThanOrEqual(105)
  }
})
