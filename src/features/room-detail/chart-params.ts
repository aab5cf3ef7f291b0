import { chartRangeNames, type ChartRange } from '#src/domain/readings/history.ts'
import { useMemo } from 'react'
import { updateSearchParams, useSearchParams } from '#src/lib/navigation.tsx'

/** The metrics that a chart over time can show. */
export const chartMetrics = ['max', 'mean', 'last'] as const
export type ChartMetric = (typeof chartMetrics)[number]

/** What of a room lives in the URL: `?metric=max&range=24h`. */
export type ChartParams = { metric: ChartMetric; range: ChartRange }

const defaultParams: ChartParams = { metric: 'last', range: 'live' }

/** Reads the URL's query. Values that mean nothing here are as good as absent. */
export function readChartParams(search: URLSearchParams): ChartParams {
  return {
    metric: chartMetrics.find((metric) => metric === search.get('metric')) ?? defaultParams.metric,
    range: chartRangeNames.find((range) => range === search.get('range')) ?? defaultParams.range,
  }
}

/** The query after a change. Defaults are left out, and what belongs to other parts of the page stays. */
export function writeChartParams(
  search: URLSearchParams,
  change: Partial<ChartParams>,
): URLSearchParams {
  const { metric, range } = { ...readChartParams(search), ...change }
  const next = new URLSearchParams(search)
  next.delete('metric')
  next.delete('range')
  if (metric !== defaultParams.metric) next.set('metric', metric)
  if (range !== defaultParams.range) next.set('range', range)
  return next
}

/** An address without the room's own part of the query: where closing the room leads. */
export function withoutChartParams(href: string): string {
  const [path = '', query = ''] = href.split('?')
  const rest = writeChartParams(new URLSearchParams(query), defaultParams).toString()
  return rest === '' ? path : `${path}?${rest}`
}

/** What the URL says the chart shows, and how to change it. A choice is no step in the history: back closes the room. */
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
