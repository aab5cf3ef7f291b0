import { expect, test } from 'vitest'
import { toDisplayedOccupancy, roomFreshness, displayedState } from './displayed-occupancy.ts'
import { makeLiveRoom } from '#src/testing/fixtures.ts'

const at = Date.UTC(2026, 10, 23, 9, 14)
const vanished = (seconds: number) =>
  makeLiveRoom({ sensors: ['missing'], lastKnown: { people: 5, seenAt: at - seconds * 1_000 } })

test('a room has the freshness of the poll', () => {
  expect(roomFreshness(makeLiveRoom(), 'live', at, 5_000)).toBe('live')
  expect(roomFreshness(makeLiveRoom(), 'stale', at, 5_000)).toBe('stale')
})

test.each([
  [5, 'live'],
  [30, 'late'],
  [240, 'stale'],
  [700, 'no-data'],
] as const)('a count last reported %i s before the poll is %s', (seconds, freshness) => {
  expect(roomFreshness(vanished(seconds), 'live', at, 5_000)).toBe(freshness)
})

test('a last known count is never fresher than the poll', () => {
  expect(roomFreshness(vanished(5), 'stale', at, 5_000)).toBe('stale')
  expect(roomFreshness(vanished(240), 'no-data', at, 5_000)).toBe('no-data')
})

test('a live room shows its people without a separate time', () => {
  expect(toDisplayedOccupancy(makeLiveRoom(), 'live', at)).toEqual({
    kind: 'live',
    state: 'in-use',
    people: 6,
    atLeast: false,
    seenAt: null,
  })
})

test('a late room differs from a live one only in kind', () => {
  const live = toDisplayedOccupancy(makeLiveRoom(), 'live', at)
  expect(toDisplayedOccupancy(makeLiveRoom(), 'late', at)).toEqual({ ...live, kind: 'late' })
})

test('a stale room keeps its count, with the time of the last report when older than the poll', () => {
  expect(toDisplayedOccupancy(makeLiveRoom(), 'stale', at)).toMatchObject({
    kind: 'stale',
    people: 6,
    seenAt: null,
  })
  expect(toDisplayedOccupancy(vanished(240), 'stale', at)).toMatchObject({
    people: 5,
    seenAt: at - 240_000,
  })
})

test('hides an expired count and shows when it was last seen', () => {
  expect(toDisplayedOccupancy(makeLiveRoom(), 'no-data', at)).toEqual({
    kind: 'none',
    lastSeenAt: at,
  })
  expect(toDisplayedOccupancy(vanished(700), 'no-data', at)).toEqual({
    kind: 'none',
    lastSeenAt: at - 700_000,
  })
})

test('a room without occupancy shows when it was last seen', () => {
  const room = makeLiveRoom({ sensors: ['missing'], lastSeenAt: at - 1 })
  expect(toDisplayedOccupancy(room, 'live', at)).toEqual({ kind: 'none', lastSeenAt: at - 1 })
})

test('hides a count of "at least 0", which would look like an empty room', () => {
  const room = makeLiveRoom({ sensors: [0, 'missing'] })
  expect(toDisplayedOccupancy(room, 'live', at)).toEqual({ kind: 'none', lastSeenAt: null })
  expect(toDisplayedOccupancy(room, 'stale', at)).toEqual({ kind: 'none', lastSeenAt: at })
})

test('the displayed state of a stale room is stale, whatever its last state', () => {
  expect(displayedState(toDisplayedOccupancy(makeLiveRoom({ sensors: [15] }), 'live', at))).toBe(
    'over',
  )
  expect(displayedState(toDisplayedOccupancy(makeLiveRoom({ sensors: [15] }), 'stale', at))).toBe(
    'stale',
  )
  expect(displayedState(toDisplayedOccupancy(makeLiveRoom({ sensors: [15] }), 'no-data', at))).toBe(
    'no-data',
  )
})
