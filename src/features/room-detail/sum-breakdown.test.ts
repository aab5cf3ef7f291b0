import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { computeRoomOccupancy } from '#src/domain/occupancy/room-occupancy.ts'
import { makeMetrics, makeLiveRoomFrom } from '#src/testing/fixtures.ts'
import { sumTerms } from './sum-breakdown.tsx'

const north = { kind: 'counted', mac: 'n', people: 4 } as const
const quiet = { kind: 'quiet', mac: 'q' } as const
const door = (seen?: number) =>
  ({
    kind: 'missing',
    mac: 'd',
    why: 'silent',
    lastKnown: seen === undefined ? null : { people: seen, seenAt: 1 },
  }) as const

test.each([
  ['all terms', [north, quiet], { kind: 'exact', people: 4 }, [4, 0], { kind: 'exact', people: 4 }],
  [
    'a sensor missing',
    [north, door(2)],
    { kind: 'at-least', people: 4 },
    [4, null],
    { kind: 'at-least', people: 4 },
  ],
  [
    'last known counts',
    [door(2)],
    { kind: 'last-known', people: 2, seenAt: 1, isRecent: true },
    [2],
    { kind: 'last-known', people: 2 },
  ],
  [
    'no total for at least 0 people',
    [quiet, door()],
    { kind: 'at-least', people: 0 },
    [0, null],
    null,
  ],
  ['no known counts', [door(2)], { kind: 'none', seenAt: 1 }, [null], null],
] as const)('breaks down the sum: %s', (_, contributions, figure, people, total) => {
  const sum = sumTerms(makeLiveRoomFrom(contributions, figure).occupancy)
  expect(sum.terms.map((term) => term.people)).toEqual(people)
  expect(sum.total).toEqual(total)
})

test('the known terms always add up to the total', () => {
  const counts = fc.array(fc.nat(500), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(counts, fc.nat(3), (people, silent) => {
      const readings = Object.fromEntries(
        people.map((last, index) => [
          `a${index}`,
          { kind: 'reading' as const, metrics: makeMetrics(last) },
        ]),
      )
      const macs = [...Object.keys(readings), ...Array.from({ length: silent }, (_, n) => `z${n}`)]
      const expected = macs.map((mac) => ({ mac, online: false }))
      const room = {
        expectedSensors: expected,
        healthCheckedAt: 1,
        readings,
        vanished: {},
        at: 1,
        omitsZeros: false,
        maximumCount: 1_000,
      }
      const { terms, total } = sumTerms(computeRoomOccupancy(room, 5_000))
      const known = terms.reduce((sum, term) => sum + (term.people ?? 0), 0)
      expect(total?.people ?? 0).toBe(known)
    }),
  )
})
