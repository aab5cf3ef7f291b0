import { expect, test } from 'vitest'
import { describeNoMatches, type RoomFilterSummary } from './no-matching-rooms.tsx'

const everything: RoomFilterSummary = { state: null, query: '', seats: null, tags: [], place: null }

test.each<[Partial<RoomFilterSummary>, string]>([
  [{ query: ' map ' }, 'No room matches “map”.'],
  [{ state: 'busy' }, 'No room is busy now.'],
  [{ state: 'no-data', query: 'map' }, 'No room that matches “map” is without data now.'],
  [
    { state: 'free', seats: 6, tags: ['Quiet', 'Bookable'], place: 'Floor 3' },
    'No room in Floor 3 with Quiet and Bookable for 6 or more is free now.',
  ],
  [{ seats: 50 }, 'There is no room for 50 or more.'],
])('describes the filters %j as: %s', (asked, words) => {
  expect(describeNoMatches({ ...everything, ...asked })).toBe(words)
})
