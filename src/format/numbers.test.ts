import { expect, test } from 'vitest'
import { makeLiveRoom } from '#src/testing/fixtures.ts'
import { roomView } from '#src/domain/live-rooms/displayed-occupancy.ts'
import { hyphenatedAs, inPercent, stateInWords } from './numbers.ts'

test('a lower bound over capacity says that more may be over', () => {
  const room = makeLiveRoom({ sensors: [12, 'missing'] })
  expect(stateInWords(roomView(room, 'live', null), room.capacity)).toBe('2+ over')
})

test('a share of capacity is rounded down, so that nothing reads as full before it is', () => {
  expect([1.25, 0.996, 0.29, 1].map(inPercent)).toEqual(['125 %', '99 %', '29 %', '100 %'])
})

test('a name in German letters is broken as German breaks it', () => {
  expect(hyphenatedAs('Geschäftsführungsbesprechungszimmer')).toBe('de')
  expect(hyphenatedAs('Project room')).toBeUndefined()
})
