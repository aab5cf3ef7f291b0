import { expect, test } from 'vitest'
import { formatSelectedRange } from '#src/lib/range-param.ts'
import { readChartParams, withoutChartParams, writeChartParams } from './chart-params.ts'

test.each([
  ['', 'last', 'live', 'lines'],
  ['metric=max&range=24h&chart=table', 'max', '24h', 'table'],
  ['range=1h', 'last', '1h', 'lines'],
  ['range=7d', 'last', '7d', 'lines'],
  ['range=last-month', 'last', 'last-month', 'lines'],
  ['range=2026-10-24..2026-10-25', 'last', '2026-10-24..2026-10-25', 'lines'],
  ['metric=stddev&range=1y&chart=pie', 'last', 'live', 'lines'],
  ['range=2026-02-30', 'last', 'live', 'lines'],
])('the query "%s" selects metric %s, range %s and view %s', (query, metric, range, chart) => {
  const params = readChartParams(new URLSearchParams(query))
  expect({ ...params, range: formatSelectedRange(params.range) }).toEqual({
    metric,
    range,
    chart,
    isCompared: true,
  })
})

test('a range is compared with an earlier period unless the URL turns the comparison off', () => {
  const search = writeChartParams(new URLSearchParams(), { isCompared: false })
  expect(String(search)).toBe('compare=off')
  expect(readChartParams(search).isCompared).toBe(false)
})

test('writing the chart’s parameters keeps all other parameters and omits defaults', () => {
  const search = new URLSearchParams('q=map&metric=max')
  expect(String(writeChartParams(search, { range: { name: '7d' } }))).toBe(
    'q=map&metric=max&range=7d',
  )
  expect(String(writeChartParams(search, { metric: 'last' }))).toBe('q=map')
})

test('the URL to open when a room closes keeps only the overview’s query parameters', () => {
  expect(withoutChartParams('/?state=busy&metric=max&range=1h&chart=table&compare=off')).toBe(
    '/?state=busy',
  )
  expect(withoutChartParams('/?metric=max')).toBe('/')
  expect(withoutChartParams('/')).toBe('/')
})
