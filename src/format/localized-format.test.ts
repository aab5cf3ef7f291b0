import { expect, test } from 'vitest'
import { toTimeZone } from '#src/domain/time/time-zone.ts'
import {
  localizeDigits,
  formatLocalDate,
  formatLocalNumber,
  formatLocalPercent,
  formatLocalTime,
  formatLocalTimeParts,
} from './localized-format.ts'

const berlin = toTimeZone('Europe/Berlin')
const afternoon = Date.UTC(2026, 10, 26, 13, 5)
const midnight = Date.UTC(2026, 10, 26, 23, 5)
/** Replaces special spaces, and removes the marks that isolate right-to-left text. */
const plain = (text: string) =>
  text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll(/[\u2068\u2069]/g, '')

test.each([
  ['en-US', '2:05 PM', '12:05 AM'],
  ['en-AU', '2:05 pm', '12:05 am'],
  ['en-GB', '14:05', '00:05'],
  ['de', '14:05', '00:05'],
  ['ja', '14:05', '00:05'],
  ['fa', '۱۴:۰۵', '۰۰:۰۵'],
])('formats times in %s as %s and %s', (locale, day, night) => {
  expect(plain(formatLocalTime(locale, berlin, afternoon))).toBe(day)
  expect(plain(formatLocalTime(locale, berlin, midnight))).toBe(night)
})

test('returns AM and PM as a separate part, so that boards can show it smaller', () => {
  const periods = formatLocalTimeParts('en-US', berlin, afternoon).filter(
    ({ isPeriod }) => isPeriod,
  )
  expect(periods).toEqual([{ text: 'PM', isPeriod: true }])
  expect(formatLocalTimeParts('de', berlin, afternoon).some(({ isPeriod }) => isPeriod)).toBe(false)
})

test.each([
  ['en-GB', '1,204', '47%', '3 min'],
  ['de', '1.204', '47 %', '3 min'],
  ['fa', '۱٬۲۰۴', '۴۷٪', '۳ min'],
])(
  'uses the digits of %s in numbers, percentages and text: %s, %s, %s',
  (locale, count, share, span) => {
    expect(plain(formatLocalNumber(locale, 1204))).toBe(count)
    expect(plain(formatLocalPercent(locale, 0.479))).toBe(share)
    expect(plain(localizeDigits(locale, '3 min'))).toBe(span)
  },
)

test('isolates each right-to-left number, so that ranges and fractions keep their order', () => {
  const isolated = (text: string) => `\u2068${text}\u2069`
  expect(localizeDigits('ar-EG', '11–20 people, 2 / 5, 13+')).toBe(
    `${isolated('١١')}–${isolated('٢٠')} people, ${isolated('٢')} / ${isolated('٥')}, ${isolated('١٣')}+`,
  )
  expect(formatLocalNumber('ar-EG', 1204)).toBe(isolated('١٬٢٠٤'))
  expect(formatLocalPercent('ar-EG', 0.47)).toMatch(/^\u2068٤٧.*\u2069$/)
  expect(formatLocalTime('ar-EG', berlin, afternoon)).toMatch(/^\u2068٢:٠٥.*\u2069$/)
  expect(formatLocalDate('ar-EG', berlin, afternoon)).toMatch(/^\u2068٢٦.*٢٠٢٦\u2069$/)
  expect(localizeDigits('de', '11–20')).toBe('11–20')
})

test('rounds percentages down, so that 99.6% does not become 100%', () => {
  expect(formatLocalPercent('en-GB', 0.996)).toBe('99%')
  expect(formatLocalPercent('en-GB', 0.29)).toBe('29%')
})
