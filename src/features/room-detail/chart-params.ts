import { oneOf, toQuery } from '#src/lib/url-state.ts'
import { chartRangeNames, type ChartRange } from '#src/domain/readings/history.ts'
import { useMemo } from 'react'
import { updateSearchParams, useSearchParams } from '#src/lib/navigation.tsx'

/** The metrics that a chart over time can show. */
export const chartMetrics = ['max', 'mean', 'last'] as const
export type ChartMetric = (typeof chartMetrics)[number]

/** The chart's query parameters: `?metric=max&range=24h&chart=table`. */
export type ChartParams = {
  metric: ChartMetric
  range: ChartRange
  /** Shows the values as lines or as a table. */
  chart: 'lines' | 'table'
}

const metricParam = oneOf('metric', chartMetrics, 'last')
const rangeParam = oneOf('range', chartRangeNames, 'live')
const chartParam = oneOf('chart', ['lines', 'table'], 'lines')

/** Reads the parameters from a query. Unknown values count as absent. */
export function readChartParams(search: URLSearchParams): ChartParams {
  return {
    metric: metricParam.read(search),
    range: rangeParam.read(search),
    chart: chartParam.read(search),
  }
}

/** Returns the query after a change. Omits defaults and keeps all other parameters. */
export function writeChartParams(
  search: URLSearchParams,
  change: Partial<ChartParams>,
): URLSearchParams {
  const { metric, range, chart } = { ...readChartParams(search), ...change }
  const next = new URLSearchParams(search)
  metricParam.write(next, metric)
  rangeParam.write(next, range)
  chartParam.write(next, chart)
  return next
}

/** Removes the chart's parameters from a URL, which yields the URL to open when the room closes. */
export function withoutChartParams(href: string): string {
  const [path = '', query = ''] = href.split('?')
  const search = new URLSearchParams(query)
  return path + toQuery(writeChartParams(search, readChartParams(new URLSearchParams())))
}

/**
 * Returns the chart's parameters and a function to change them. A change replaces the history entry, so that Back
 * closes the room.
 */
export function useChartParams(): {
  params: ChartParams
  change: (change: Partial<ChartParams>) => void
} {
  const search = useSearchParams()
  const params = useMemo(() => readChartParams(search), [search])
  return { params, change: changeChartParams }
}

function changeChartParams(changed: Partial<ChartParams>): void {
  updateSearchParams((before) => writeChartParams(before, changed), { replace: true })
}
