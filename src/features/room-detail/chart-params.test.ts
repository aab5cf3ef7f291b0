import { expect, test } from 'vitest'
import { readChartParams, withoutChartParams, writeChartParams } from './chart-params.ts'

test.each([
  ['', 'last', 'live', 'lines'],
  ['metric=max&range=24h&chart=table', 'max', '24h', 'table'],
  ['metric=stddev&range=1y&chart=pie', 'last', 'live', 'lines'],
])('the query "%s" selects metric %s, range %s and view %s', (query, metric, range, chart) => {
  expect(readChartParams(new URLSearchParams(query))).toEqual({ metric, range, chart })
})

test('writing the chart’s parameters keeps all others and omits defaults', () => {
  const search = new URLSearchParams('q=map&metric=max')
  expect(String(writeChartParams(search, { range: '7d' }))).toBe('q=map&metric=max&range=7d')
  expect(String(writeChartParams(search, { metric: 'last' }))).toBe('q=map')
})

test('the URL to open when a room closes keeps only the overview’s query parameters', () => {
  expect(withoutChartParams('/?state=busy&metric=max&range=1h&chart=table')).toBe('/?state=busy')
  expect(withoutChartParams('/?metric=max')).toBe('/')
  expect(withoutChartParams('/')).toBe('/')
})
