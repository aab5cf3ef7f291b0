import { expect, test } from 'vitest'
import { readChartParams, withoutChartParams, writeChartParams } from './chart-params.ts'

test.each([
  ['', 'last', 'live'],
  ['metric=max&range=24h', 'max', '24h'],
  ['metric=stddev&range=1y', 'last', 'live'],
])('the query "%s" shows %s over %s', (query, metric, range) => {
  expect(readChartParams(new URLSearchParams(query))).toEqual({ metric, range })
})

test('a choice leaves the rest of the query alone, and the usual is not written', () => {
  const search = new URLSearchParams('q=map&metric=max')
  expect(String(writeChartParams(search, { range: '7d' }))).toBe('q=map&metric=max&range=7d')
  expect(String(writeChartParams(search, { metric: 'last' }))).toBe('q=map')
})

test('closing keeps what belongs to the overview', () => {
  expect(withoutChartParams('/?state=busy&metric=max&range=1h')).toBe('/?state=busy')
  expect(withoutChartParams('/?metric=max')).toBe('/')
  expect(withoutChartParams('/')).toBe('/')
})
