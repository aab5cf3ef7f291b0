import { expect, test } from 'vitest'
import { makeLiveRoom } from '#src/testing/fixtures.ts'
import { toDisplayedOccupancy } from '#src/domain/live-rooms/displayed-occupancy.ts'
import { hyphenationLang, formatPercent, describeState } from './numbers.ts'

test('a lower bound over capacity says that more may be over', () => {
  const room = makeLiveRoom({ sensors: [12, 'missing'] })
  expect(describeState(toDisplayedOccupancy(room, 'live', null), room.capacity)).toBe('2+ over')
})

test('a share of capacity is rounded down, so that nothing reads as full before it is', () => {
  expect([1.25, 0.996, 0.29, 1].map(formatPercent)).toEqual(['125 %', '99 %', '29 %', '100 %'])
})

test('a name in German letters is broken as German breaks it', () => {
  expect(hyphenationLang('Geschäftsführungsbesprechungszimmer')).toBe('de')
  expect(hyphenationLang('Project room')).toBeUndefined()
})
