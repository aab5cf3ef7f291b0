import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { SensorMinutes } from '#src/domain/history/minutes.ts'
import { firstAndLast, replaceRange, sortMinutes } from './merge-minutes.ts'
import { covers, subtract, unite, type MinuteSet } from './minute-ranges.ts'

const reading = fc.record({
  roomId: fc.constantFrom('a', 'b'),
  mac: fc.constantFrom('1', '2'),
  minute: fc.nat(20),
  last: fc.nat(3),
})
type Reading = { roomId: string; mac: string; minute: number; last: number }
const readings = fc.uniqueArray(reading, {
  selector: ({ roomId, mac, minute }) => `${roomId} ${mac} ${minute}`,
})
const range = fc
  .tuple(fc.nat(21), fc.nat(21))
  .map(([from, length]) => ({ from, to: from + length }))

const toMinutes = (list: readonly Reading[]): SensorMinutes =>
  sortMinutes(
    ['a', 'b'].flatMap((roomId) =>
      ['1', '2'].map((mac) => {
        const rows = list.filter((one) => one.roomId === roomId && one.mac === mac)
        return [
          { roomId, mac },
          rows.map(({ minute, last }) => ({ minute, last, max: last + 1 })),
        ] as const
      }),
    ),
  )

test('keeps only the first and the last reading of each series as the edges of a day', () => {
  fc.assert(
    fc.property(readings, (list) => {
      const expected = list.filter((one) => {
        const minutes = list
          .filter(({ roomId, mac }) => roomId === one.roomId && mac === one.mac)
          .map(({ minute }) => minute)
        return one.minute === Math.min(...minutes) || one.minute === Math.max(...minutes)
      })
      expect(firstAndLast(toMinutes(list))).toEqual(toMinutes(expected))
    }),
  )
})

test('replaces all readings in the range of newer readings', () => {
  fc.assert(
    fc.property(readings, readings, range, (kept, fetched, { from, to }) => {
      const isInside = ({ minute }: Reading) => minute >= from && minute < to
      const expected = [...kept.filter((one) => !isInside(one)), ...fetched.filter(isInside)]
      const merged = replaceRange(toMinutes(kept), toMinutes(fetched), { from, to })
      expect(merged).toEqual(toMinutes(expected))
    }),
  )
})

test('union, subtraction and coverage of minute ranges match those of sets of minutes', () => {
  const minutes = (set: MinuteSet) =>
    set.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index))
  fc.assert(
    fc.property(fc.array(range), fc.array(range), range, (one, other, whole) => {
      const [a, b] = [unite(one, []), unite(other, [])]
      const united = new Set([...minutes(a), ...minutes(b)])
      expect(minutes(unite(a, b))).toEqual([...united].toSorted((x, y) => x - y))
      const removed = new Set(minutes(b))
      expect(minutes(subtract(a, b))).toEqual(minutes(a).filter((minute) => !removed.has(minute)))
      const all = new Set(minutes(a))
      expect(covers(a, whole)).toBe(minutes([whole]).every((minute) => all.has(minute)))
    }),
  )
})
