import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDevicesParams, deviceSorts, writeDevicesParams } from './devices-params.ts'
import { deviceIssues } from './device-issues.ts'

test('reads back every query that it writes and keeps other parameters', () => {
  const params = fc.record({
    place: fc.option(fc.string({ minLength: 1 })),
    q: fc.string(),
    issue: fc.option(fc.constantFrom(...deviceIssues)),
    showHidden: fc.boolean(),
    grouped: fc.boolean(),
    sort: fc.constantFrom(...deviceSorts),
    reversed: fc.boolean(),
  })
  fc.assert(
    fc.property(params, params, (before, after) => {
      const first = writeDevicesParams(new URLSearchParams('view=plan'), before)
      const written = writeDevicesParams(first, after)
      expect(readDevicesParams(new URLSearchParams(written.toString()))).toEqual(after)
      expect(written.get('view')).toBe('plan')
    }),
  )
})

test('an invalid query selects the defaults, which are not written to the URL', () => {
  const usual = readDevicesParams(new URLSearchParams())
  expect(readDevicesParams(new URLSearchParams('problem=rust&sort=x&group=y&hidden=1'))).toEqual(
    usual,
  )
  expect(writeDevicesParams(new URLSearchParams('group=none&sort=name'), usual).size).toBe(0)
})

test('truncates a search text that is longer than any name', () => {
  const search = new URLSearchParams({ q: 'x'.repeat(100_000) })
  expect(readDevicesParams(search).q).toBe('x'.repeat(200))
})
