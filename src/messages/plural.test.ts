import { expect, test } from 'vitest'
import { formatDecimal } from '#src/format/decimals.ts'
import * as boards from '#messages/boards.ts'
import * as figureText from '#messages/room-figures.ts'
import { plural } from './plural.ts'

test.each([
  [0, '0 people'],
  [0.94, '0.9 people'],
  [0.96, '1 person'],
  [1, '1 person'],
  [1.04, '1 person'],
  [1.06, '1.1 people'],
  [2, '2 people'],
])('the form for %d matches the number as shown, %s', (value, text) => {
  const unit = plural(value, { one: 'person', other: 'people' })
  expect(`${formatDecimal(value)} ${unit}`).toBe(text)
})

test('messages about a room’s history use the singular for 1', () => {
  expect(figureText.coverage(1.01, '99%', 1)).toBe(
    'Data from all sensors for 99% of 1 open hour. 1 gap, counting day and night.',
  )
  expect(figureText.coverage(210, '99%', 0)).toBe(
    'Data from all sensors for 99% of 210 open hours. No gaps, day or night.',
  )
  expect(figureText.averageUnit(1.02)).toBe('person')
  expect(figureText.averagePeople(1.02)).toBe('1 person on average')
  expect(figureText.personMinutes(1)).toBe('1 person-minute')
  expect(boards.statusOnlyWithoutCapacity(1)).toMatch(/^1 room has no capacity set, so only its/)
})

/** Messages whose number is never 1. */
const largeNumbers = new Set([
  'nameTooLong',
  'tooManyRooms',
  'tooManyRows',
  'neverAboveOne',
  'neverZero',
  'silent',
  'diagonalInvalid',
  'longRound',
  'seatsOrMore',
  'inDays',
  'stuckEvidence',
  'activityDescription',
  'showAllEvents',
  'showComparison',
  'newestEvents',
  'moreRooms',
  'tooManyRowsToCopy',
  'tooManyChanges',
  'sizesNote',
  'latestTimes',
  'historyUncheckedNotice',
])

/** Returns the names of messages that have the same plural noun after any number. */
function findFixedPlurals(source: string): string[] {
  return source.split(/\n(?=(?:export )?const )/).flatMap((message) => {
    const name = /const (\w+)/.exec(message)?.[1] ?? ''
    const isFixed = message
      .split('\n')
      .some((line) => !/\b(?:one|other): /.test(line) && fixedPlural.test(line))
    return isFixed && !largeNumbers.has(name) ? [name] : []
  })
}
const fixedPlural = /\$\{format(?:Number|Decimal)\([^}]*\)\} (?:people|feet|[a-z-]{2,}(?<!s)s)\b/

test('messages with a number that can be 1 have a singular form', () => {
  expect(findFixedPlurals('export const a = (n: number) => `${formatNumber(n)} rooms`')).toEqual([
    'a',
  ])
  expect(findFixedPlurals('const b = (n: number) => `${formatNumber(n)} s`')).toEqual([])
  const sources = import.meta.glob<string>('./en/*.{ts,tsx}', {
    query: '?raw',
    import: 'default',
    eager: true,
  })
  expect(Object.values(sources).flatMap(findFixedPlurals)).toEqual([])
})
