import { expect, test } from 'vitest'
import { makeLiveRoom } from '#src/testing/fixtures.ts'
import { toDisplayedOccupancy } from '#src/domain/live-rooms/displayed-rooms.ts'
import { hyphenationLang, formatPercent } from './numbers.ts'
import { describeState } from './occupancy-labels.ts'

test('adds "+" to the number over capacity for a lower bound', () => {
  const room = makeLiveRoom({ sensors: [12, 'missing'] })
  expect(describeState(toDisplayedOccupancy(room, 'live', null), room.capacity)).toBe('2+ over')
})

test('rounds percentages down, so that 99.6% does not become 100%', () => {
  expect([1.25, 0.996, 0.29, 1].map(formatPercent)).toEqual(['125%', '99%', '29%', '100%'])
})

test('hyphenates a name with German letters as German', () => {
  expect(hyphenationLang('Geschäftsführungsbesprechungszimmer')).toBe('de')
  expect(hyphenationLang('Project room')).toBeUndefined()
})
