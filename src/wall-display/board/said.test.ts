import { expect, test } from 'vitest'
import { exampleRoom, type ExampleRoom } from '#src/live/example-room.ts'
import type { Freshness } from '#src/occupancy/freshness.ts'
import { boardSums } from './board-sums.ts'
import { said } from './said.ts'

const wishes = { privacy: 'exact', shortNames: {}, locale: 'en-GB' } as const
const inWords = { ...wishes, privacy: 'small-rooms-in-words' } as const
const answered = (freshness: Freshness = 'live', age = '') => ({
  at: 1_000,
  freshness,
  intervalMs: 5_000,
  age,
})

test.each<[string, ExampleRoom, object]>([
  ['in use', {}, { figure: '6', capacity: '10', word: 'In use', state: 'in-use', level: 0.6 }],
  ['free', { sensors: [0] }, { figure: '0', word: 'Free', state: 'free' }],
  ['over', { sensors: [12] }, { figure: '12', word: '2 over', state: 'over', level: 1.2 }],
  [
    'lacking a sensor',
    { sensors: [3, 'missing'] },
    {
      figure: '3+',
      note: '1 of 2 sensors',
      label: 'Maple, at least 3 people, 1 of 2 sensors reporting',
    },
  ],
  ['without a known capacity', { capacity: null }, { figure: '6', capacity: null, level: null }],
  [
    'silent',
    { sensors: ['missing'] },
    { figure: null, word: 'No data', state: 'no-data', level: null, label: 'Maple, no data' },
  ],
])('a room that is %s', (_, room, expected) => {
  expect(said(wishes, exampleRoom(room), answered())).toMatchObject(expected)
})

test('a figure that is no longer true says how old it is, and after ten minutes there is none', () => {
  expect(said(wishes, exampleRoom(), answered('stale', '7 min'))).toMatchObject({
    figure: '6',
    state: 'stale',
    word: '7 min old',
  })
  expect(said(wishes, exampleRoom(), answered('no-data', '12 min'))).toMatchObject({
    figure: null,
    state: 'no-data',
  })
})

test('with privacy on, a room without a capacity says only whether it is in use', () => {
  const room = exampleRoom({ capacity: null, sensors: [7] })
  const model = said(inWords, room, answered())
  expect(model).toMatchObject({ figure: null, instead: 'In use', capacity: null, level: null })
  expect(JSON.stringify(model)).not.toMatch(/7/)
})

test('of a room for two only that it is in use is said, and nobody in it is counted', () => {
  const booth = exampleRoom({ id: 'booth', name: 'Booth', capacity: 1, sensors: [1] })
  const one = said(inWords, booth, answered())
  expect(one).toMatchObject({
    figure: null,
    instead: 'In use',
    state: 'in-use',
    label: 'Booth, in use',
  })
  expect(JSON.stringify(one)).not.toMatch(/\d/)
  expect(boardSums(inWords, [booth, exampleRoom()], answered()).people).toBe('6+')
  expect(boardSums(inWords, [booth], answered()).people).toBe('–')
})

test('a board may give short names, and counts in its own language', () => {
  const named = { ...wishes, locale: 'de', shortNames: { maple: 'M' } }
  const crowd = exampleRoom({ capacity: null, sensors: [1204] })
  expect(said(named, crowd, answered())).toMatchObject({ name: 'M', figure: '1.204' })
})
