import { expect, test } from 'vitest'
import { makeLiveRoom, type LiveRoomFixture } from '#src/testing/fixtures.ts'
import { toDisplayedOccupancy } from '#src/domain/live-rooms/displayed-rooms.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { roomStyle } from './plan-state-styles.ts'

const painted = (example: LiveRoomFixture, freshness: Freshness = 'live') => {
  const room = makeLiveRoom(example)
  return roomStyle(toDisplayedOccupancy(room, freshness, null), room.capacity)
}

test('the fill of a room changes at 1%, 21%, 41% and 61% of capacity, at the busy threshold, and over capacity', () => {
  const fills = [0, 1, 20, 21, 40, 41, 60, 61, 69, 70, 100, 101].map(
    (people) => painted({ sensors: [people], capacity: 100 }).fill,
  )
  expect(fills).toEqual([
    'fill-surface-raised',
    'fill-occupied-1',
    'fill-occupied-1',
    'fill-occupied-2',
    'fill-occupied-2',
    'fill-occupied-3',
    'fill-occupied-3',
    'fill-occupied-4',
    'fill-occupied-4',
    'fill-busy-area',
    'fill-busy-area',
    'fill-over',
  ])
})

test('marks an occupied room of unknown capacity by its edge, never by its fill', () => {
  expect(painted({ sensors: [30], capacity: null })).toMatchObject({
    fill: 'fill-surface-raised',
    frame: 'stroke-occupied-5',
  })
  expect(painted({ sensors: [0], capacity: null }).frame).toBeNull()
})

test('a stale room is hatched and has no state colour, and a room without data has a dashed edge', () => {
  expect(painted({ sensors: [11], capacity: 10 }, 'stale')).toMatchObject({
    hatched: true,
    fill: 'fill-surface-raised',
  })
  expect(painted({ sensors: ['missing'] }).frame).toContain('dasharray')
})
