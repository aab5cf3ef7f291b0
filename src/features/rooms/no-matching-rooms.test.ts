import { expect, test } from 'vitest'
import { noMatches, type RoomFilterSummary } from '#messages/no-matching-rooms.ts'

const everything: RoomFilterSummary = {
  state: null,
  usual: null,
  query: '',
  seats: null,
  tags: [],
  place: null,
}
const floor = { name: 'Floor 3', isFloor: true }
const site = { name: 'Northgate', isFloor: false }

test.each<[Partial<RoomFilterSummary>, string]>([
  [{ query: ' map ' }, 'No rooms match “map”.'],
  [{ state: 'busy' }, 'There are no busy rooms right now.'],
  [{ state: 'no-data', query: 'map' }, 'No rooms without data match “map”.'],
  [
    { state: 'free', seats: 6, tags: ['Quiet', 'Bookable'], place: floor },
    'No free rooms on Floor 3 with 6 or more seats are tagged Quiet and Bookable.',
  ],
  [
    { tags: ['Quiet'], place: site, query: 'map' },
    'No rooms in Northgate tagged Quiet match “map”.',
  ],
  [
    { state: 'busy', usual: 'quieter', place: floor },
    'There are no busy rooms on Floor 3 that are quieter than usual right now.',
  ],
  [{ seats: 50 }, 'There are no rooms with 50 or more seats.'],
])('describes the filters %j as: %s', (filters, words) => {
  expect(noMatches({ ...everything, ...filters })).toBe(words)
})
