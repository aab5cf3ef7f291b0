import { expect, test } from 'vitest'
import { spanOf, steady } from '#src/testing/example-span.ts'
import { stuckAtNight } from './stuck.ts'

test.each([
  ['somebody in every minute', steady(300, 1), true],
  ['somebody in 270 minutes, the others not known', steady(270, 2), true],
  ['too little is known', steady(269, 2), false],
  ['nobody', steady(300, 0), false],
  ['somebody, but for one minute', [...steady(299, 1), 0], false],
])('a night of %s: stuck is %4$s', (_, counts, stuck) => {
  expect(stuckAtNight(spanOf(300, { a: counts }))).toHaveLength(stuck ? 1 : 0)
})

test('what is said of a night are the least people and the minutes that are known', () => {
  const night = spanOf(300, { a: [...steady(150, 1), ...steady(148, 2)], b: steady(300, 0) })
  expect(stuckAtNight(night)).toEqual([
    { kind: 'stuck', macs: ['a'], people: 1, minutes: 298, of: 300, from: 0, to: night.to },
  ])
})
