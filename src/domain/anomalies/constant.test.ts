import { expect, test } from 'vitest'
import { constantAtWork } from './constant.ts'
import { spanOf, steady } from '#src/testing/example-span.ts'

test.each([
  ['the same four people', steady(180, 4), true],
  ['the same four, some minutes not known', steady(162, 4), true],
  ['too little is known', steady(161, 4), false],
  ['nobody', steady(180, 0), false],
  ['somebody left for half a minute', [...steady(179, 4), 3.5], false],
  ['people come and go', [...steady(90, 4), ...steady(90, 5)], false],
])('three hours of work with %s: constant is %4$s', (_, counts, constant) => {
  expect(constantAtWork(spanOf(180, { a: counts }))).toHaveLength(constant ? 1 : 0)
})
