import { expect, test } from 'vitest'
import { readChartParams, withoutChartParams, writeChartParams } from './chart-params.ts'

test.each([
  ['', 'last', 'live', 'lines'],
  ['metric=max&range=24h&chart=table', 'max', '24h', 'table'],
  ['metric=stddev&range=1y&chart=pie', 'last', 'live', 'lines'],
])(
  'the query "%s" selects the metric %s, the range %s and the view %s',
  (query, metric, range, chart) => {
    expect(readChartParams(new URLSearchParams(query))).toEqual({ metric, range, chart })
  },
)

test('changes only its own parameters and omits defaults', () => {
  const search = new URLSearchParams('q=map&metric=max')
  expect(String(writeChartParams(search, { range: '7d' }))).toBe('q=map&metric=max&range=7d')
  expect(String(writeChartParams(search, { metric: 'last' }))).toBe('q=map')
})

test('closing a room keeps the overview’s query parameters', () => {
  expect(withoutChartParams('/?state=busy&metric=max&range=1h&chart=table')).toBe('/?state=busy')
  expect(withoutChartParams('/?metric=max')).toBe('/')
  expect(withoutChartParams('/')).toBe('/')
})
