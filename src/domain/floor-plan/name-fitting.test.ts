import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  fitName,
  clampName,
  breakName,
  shortestName,
  truncateName,
  wrapName,
} from './name-fitting.ts'
import { splitGraphemes, measureText } from './text-measure.ts'

test('a shortened name keeps to its width, or is the least that says anything', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.double({ min: 0, max: 400, noNaN: true }),
      (name, width) => {
        const short = fitName(name, width, 13)
        expect(measureText(short, 13) <= width || short === shortestName(name)).toBe(true)
      },
    ),
  )
})

test('a name is broken where both lines are narrowest', () => {
  expect(wrapName('Annex ground floor')).toEqual(['Annex', 'ground floor'])
  expect(wrapName('Room 0.01')).toEqual(['Room', '0.01'])
  expect(wrapName('Atelier')).toEqual(['Atelier'])
})

test.each([
  ['Chinese', '会议室三号楼东侧'],
  ['Arabic', 'غرفة الاجتماعات الكبرى'],
  ['Devanagari', 'सम्मेलन कक्ष उत्तर'],
  ['Korean', '회의실동쪽삼호'],
  ['emoji', '👩‍👩‍👧‍👦🏳️‍🌈🧑🏽‍💻👍🏿🚀🎉'],
])('a name in %s is shortened between its letters', (_, name) => {
  const letters = [...new Intl.Segmenter('und').segment(name)].map(({ segment }) => segment)
  const whole = measureText(name, 13)
  for (const share of [0.9, 0.7, 0.5]) {
    const short = truncateName(name, whole * share, 13)
    if (short === null) throw new Error('Nothing is left of it.')
    const beginning = short.replace(/…\u200f?$/u, '')
    expect(beginning.length).toBeGreaterThan(0)
    expect(measureText(short, 13)).toBeLessThanOrEqual(whole * share)
    const lengths = letters.map((_letter, index) =>
      letters
        .slice(0, index + 1)
        .join('')
        .trimEnd(),
    )
    expect(lengths).toContain(beginning)
  }
})

test('two ideographs are enough of a name, four letters of others', () => {
  expect(shortestName('会议室三号')).toBe('会议…')
  expect(shortestName('Conference')).toBe('Conf…')
  expect(shortestName('会议室')).toBe('会议室')
})

test('the ellipsis of what is written from right to left is at its left', () => {
  expect(shortestName('غرفة الاجتماعات')).toMatch(/…\u200f$/u)
})

test('a name without spaces in Chinese takes two lines, none of which begins with punctuation', () => {
  expect(breakName('会议室三号楼东侧', 4.5, 1, 2)).toEqual(['会议室三', '号楼东侧'])
  expect(wrapName('大会議室（東側）')).toEqual(['大会議室', '（東側）'])
})

test('marks and joiners take no room, and an emoji takes the same room whatever it is composed of', () => {
  expect(measureText('é', 1)).toBeCloseTo(measureText('e', 1))
  expect(measureText('👩‍👩‍👧‍👦', 1)).toBe(measureText('🚀', 1))
})

test('a name of any length costs as much as one of 120 letters', () => {
  expect(splitGraphemes(clampName('x'.repeat(1_000_000)))).toHaveLength(121)
  expect(splitGraphemes(clampName('会'.repeat(5_000)))).toHaveLength(121)
  expect(clampName(`e${'\u0301'.repeat(100_000)}`).length).toBeLessThanOrEqual(2_001)
  expect(clampName('Maple')).toBe('Maple')
})
