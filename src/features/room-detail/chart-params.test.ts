import { expect, test } from 'vitest'
import { readChartParams, withoutChartParams, writeChartParams } from './chart-params.ts'

test.each([
  ['', 'last', 'live'],
  ['metric=max&range=24h', 'max', '24h'],
  ['metric=stddev&range=1y', 'last', 'live'],
])('reads the query "%s" as %s over %s', (query, metric, range) => {
  expect(readChartParams(new URLSearchParams(query))).toEqual({ metric, range })
})

test('changes only its own parameters and omits defaults', () => {
  const search = new URLSearchParams('q=map&metric=max')
  expect(String(writeChartParams(search, { range: '7d' }))).toBe('q=map&metric=max&range=7d')
  expect(String(writeChartParams(search, { metric: 'last' }))).toBe('q=map')
})

test('closing a room keeps the overview’s query parameters', () => {
  expect(withoutChartParams('/?state=busy&metric=max&range=1h')).toBe('/?state=busy')
  expect(withoutChartParams('/?metric=max')).toBe('/')
  expect(withoutChartParams('/')).toBe('/')
})
