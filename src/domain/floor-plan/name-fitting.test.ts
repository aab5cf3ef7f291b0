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

test('a truncated name fits its width or is the shortest possible form', () => {
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

test('breaks a name so that its wider line is as narrow as possible', () => {
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
])('truncates a name in %s between graphemes', (_, name) => {
  const graphemes = [...new Intl.Segmenter('und').segment(name)].map(({ segment }) => segment)
  const whole = measureText(name, 13)
  for (const share of [0.9, 0.7, 0.5]) {
    const short = truncateName(name, whole * share, 13)
    if (short === null) throw new Error('expected a truncated name')
    const beginning = short.replace(/…\u200f?$/u, '')
    expect(beginning.length).toBeGreaterThan(0)
    expect(measureText(short, 13)).toBeLessThanOrEqual(whole * share)
    const lengths = graphemes.map((_grapheme, index) =>
      graphemes
        .slice(0, index + 1)
        .join('')
        .trimEnd(),
    )
    expect(lengths).toContain(beginning)
  }
})

test('the shortest form of a name keeps two ideographs or four letters', () => {
  expect(shortestName('会议室三号')).toBe('会议…')
  expect(shortestName('Conference')).toBe('Conf…')
  expect(shortestName('会议室')).toBe('会议室')
})

test('puts the ellipsis of right-to-left text on the left', () => {
  expect(shortestName('غرفة الاجتماعات')).toMatch(/…\u200f$/u)
})

test('breaks a Chinese name without spaces into two lines, neither starting with punctuation', () => {
  expect(breakName('会议室三号楼东侧', 4.5, 1)).toEqual(['会议室三', '号楼东侧'])
  expect(wrapName('大会議室（東側）')).toEqual(['大会議室', '（東側）'])
})

test('combining marks and joiners have no width, and every emoji sequence has the same width', () => {
  expect(measureText('é', 1)).toBeCloseTo(measureText('e', 1))
  expect(measureText('👩‍👩‍👧‍👦', 1)).toBe(measureText('🚀', 1))
})

test('truncates long names to 120 graphemes or 2,000 code units, plus an ellipsis', () => {
  expect(splitGraphemes(clampName('x'.repeat(1_000_000)))).toHaveLength(121)
  expect(splitGraphemes(clampName('会'.repeat(5_000)))).toHaveLength(121)
  expect(clampName(`e${'\u0301'.repeat(100_000)}`).length).toBeLessThanOrEqual(2_001)
  expect(clampName('Maple')).toBe('Maple')
})
