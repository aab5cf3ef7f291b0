import { expect, test } from 'vitest'
import { mergeSamples, sumOverSensors } from './history.ts'

const minute = 60_000
const start = Date.UTC(2026, 10, 23, 9)
const sample = (offset: number, value: number) => ({
  at: start + offset * minute,
  value,
  sensors: 1,
  largest: value,
})

test('replaces cached samples with newer ones of the same minutes, and drops old samples', () => {
  const merged = mergeSamples(
    [sample(0, 1), sample(1, 1), sample(2, 1)],
    [sample(2, 7), sample(3, 8)],
    start + minute,
  )
  expect(merged.map(({ value }) => value)).toEqual([1, 7, 8])
})

test('sums the sensors that count towards a room, except implausible counts', () => {
  const samples = {
    a: [sample(1, 2), sample(2, 101), sample(3, 1)],
    b: [sample(0, 4), sample(1, 3), sample(2, 5)],
    counts_elsewhere: [sample(0, 9), sample(1, 9)],
  }
  expect(sumOverSensors(samples, ['a', 'b', 'silent'], 100)).toEqual([
    { ...sample(0, 4), sensors: 1 },
    { ...sample(1, 5), sensors: 2, largest: 3 },
    { ...sample(2, 5), sensors: 1 },
    { ...sample(3, 1), sensors: 1 },
  ])
})
