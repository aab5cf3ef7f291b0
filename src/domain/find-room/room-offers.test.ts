import { expect, test } from 'vitest'
import { makeLiveRoom } from '#src/testing/fixtures.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import { advanceOffers, hasJustEmptied, offerOf, type OfferHistory } from './room-offers.ts'

const start = Date.parse('2026-11-23T13:00:00Z')
const intervalMs = 5 * second
const room = (people: number | 'missing') => makeLiveRoom({ id: 'r', sensors: [people] })

/** Polls one room at these seconds after the start, and returns its place on the board after each poll. */
function offersAt(polls: Readonly<Record<number, number | 'missing'>>) {
  let history: OfferHistory | null = null
  return Object.entries(polls).map(([seconds, people]) => {
    history = advanceOffers(history, [room(people)], start + Number(seconds) * second, intervalMs)
    return offerOf(history, 'r')
  })
}

/** Returns the kinds of the places that `offersAt` returns. */
const kindsAt = (polls: Parameters<typeof offersAt>[0]) =>
  offersAt(polls).map((offer) => offer?.kind)

test('offers a room that is empty in the first readings, without a start time', () => {
  expect(offersAt({ 0: 0 })).toEqual([{ kind: 'free', freeSince: null }])
})

test('offers a room only after it has been empty for 60 seconds, with the time when it became empty', () => {
  expect(offersAt({ 0: 2, 5: 0, 60: 0, 65: 0 })).toEqual([
    null,
    null,
    null,
    { kind: 'free', freeSince: start + 5 * second },
  ])
})

test('restarts the wait of 60 seconds when someone enters', () => {
  expect(kindsAt({ 0: 1, 10: 0, 40: 1, 50: 0, 100: 0, 110: 0 })).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    undefined,
    'free',
  ])
})

test('keeps the place of a room for 30 seconds after someone enters', () => {
  expect(kindsAt({ 0: 0, 5: 3, 34: 3, 35: 3 })).toEqual(['free', 'kept', 'kept', undefined])
})

test('neither extends a kept place nor offers its room if the room is briefly empty', () => {
  expect(kindsAt({ 0: 0, 5: 1, 15: 0, 25: 1, 35: 1 })).toEqual([
    'free',
    'kept',
    'kept',
    'kept',
    undefined,
  ])
})

test('never offers a room without current data', () => {
  const readings = [
    makeLiveRoom({ id: 'r', sensors: ['missing'] }),
    makeLiveRoom({ id: 'r', sensors: [0, 'missing'] }),
    makeLiveRoom({ id: 'r', sensors: ['missing'], lastKnown: { people: 0, seenAt: start } }),
  ]
  for (const reading of readings) {
    expect(offerOf(advanceOffers(null, [reading], start, intervalMs), 'r')).toBeNull()
  }
  expect(offersAt({ 0: 0, 5: 'missing', 35: 'missing', 40: 0, 100: 0 })).toEqual([
    { kind: 'free', freeSince: null },
    { kind: 'kept' },
    null,
    null,
    { kind: 'free', freeSince: null },
  ])
})

test('after a gap in the readings, immediately offers an empty room without a start time', () => {
  expect(offersAt({ 0: 1, 5: 0, 300: 0 })).toEqual([null, null, { kind: 'free', freeSince: null }])
})

test('does not treat a long poll interval as a gap', () => {
  const long = 2 * minute
  let history = advanceOffers(null, [room(1)], start, long)
  history = advanceOffers(history, [room(0)], start + long, long)
  expect(offerOf(history, 'r')).toBeNull()
  history = advanceOffers(history, [room(0)], start + 2 * long, long)
  expect(offerOf(history, 'r')).toEqual({ kind: 'free', freeSince: start + long })
})

test('treats readings as the first readings if the clock was set back', () => {
  const before = advanceOffers(null, [room(1)], start, intervalMs)
  expect(offerOf(before, 'r')).toBeNull()
  const after = advanceOffers(before, [room(0)], start - minute, intervalMs)
  expect(offerOf(after, 'r')).toEqual({ kind: 'free', freeSince: null })
})

test('distinguishes a room that has just emptied from a room in use and from an offered room', () => {
  const before = advanceOffers(null, [room(1)], start, intervalMs)
  expect(hasJustEmptied(before, 'r')).toBe(false)
  const after = advanceOffers(before, [room(0)], start + 5 * second, intervalMs)
  expect(hasJustEmptied(after, 'r')).toBe(true)
  expect(
    hasJustEmptied(advanceOffers(after, [room(0)], start + 65 * second, intervalMs), 'r'),
  ).toBe(false)
})
