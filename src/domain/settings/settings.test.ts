import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { formatOpeningTimes, parseOpeningTimes } from '#src/contract/opening-times.ts'
import { Overrides } from '#src/contract/overrides.ts'
import { arbitraryOpeningTimes, arbitraryOverrides } from '#src/testing/arbitrary-overrides.ts'
import { listSettings, mergeOverrides, nestSettings, settingsByKey } from './settings.ts'
import { createOpeningLookup, siteOpening } from './site-opening.ts'

const arbitrary = arbitraryOverrides.map((overrides) => v.parse(Overrides, overrides))

test('merged overrides contain all values of the file, and the settings that the file does not set', () => {
  fc.assert(
    fc.property(arbitrary, arbitrary, (settings, file) => {
      const merged = settingsByKey(mergeOverrides(settings, file))
      expect(merged).toEqual(new Map([...settingsByKey(settings), ...settingsByKey(file)]))
      expect(v.is(Overrides, mergeOverrides(settings, file))).toBe(true)
    }),
  )
})

test('without a file, merging returns the settings unchanged', () => {
  const settings = { busyFrom: 0.8 }
  expect(mergeOverrides(settings, null)).toEqual(settings)
})

test('nesting the listed values of overrides restores the overrides', () => {
  fc.assert(
    fc.property(arbitrary, (overrides) => {
      const nested = v.parse(Overrides, nestSettings(listSettings(overrides)))
      expect(settingsByKey(nested)).toEqual(settingsByKey(overrides))
    }),
  )
})

test('opening times survive parsing and formatting', () => {
  fc.assert(
    fc.property(arbitraryOpeningTimes, (text) => {
      expect(formatOpeningTimes(parseOpeningTimes(text) ?? [])).toBe(text)
    }),
  )
})

test('a site is open from Monday to Friday unless its hours are set', () => {
  const workday = [{ from: 8, to: 18 }]
  expect(siteOpening(undefined)).toEqual({
    hours: [workday, workday, workday, workday, workday, [], []],
    closedDays: [],
  })
  expect(
    siteOpening({
      openingHours: { sunday: '07:00-12:00, 13:00-17:00' },
      closedDays: ['2026-12-31/2027-01-02', '2027-01-01'],
    }),
  ).toEqual({
    hours: [
      [],
      [],
      [],
      [],
      [],
      [],
      [
        { from: 7, to: 12 },
        { from: 13, to: 17 },
      ],
    ],
    closedDays: ['2026-12-31', '2027-01-01', '2027-01-02'],
  })
})

test('sites with the same opening hours have the same key', () => {
  const findOpening = createOpeningLookup({
    sites: { one: { name: 'One' }, other: { closedDays: ['2026-12-24'] } },
  })
  expect(findOpening('one').openingKey).toBe(findOpening(undefined).openingKey)
  expect(findOpening('other').openingKey).not.toBe(findOpening('one').openingKey)
})
