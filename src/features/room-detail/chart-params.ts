import { withoutRoomParams } from '#src/lib/routes.ts'
import { flag, oneOf, toQuery } from '#src/lib/url-state.ts'
import { createRangeParam } from '#src/lib/range-param.ts'
import type { SelectedRange } from '#src/domain/history/ranges.ts'
import { useMemo } from 'react'
import { updateSearchParams, useSearchParams } from '#src/lib/navigation.tsx'

export const chartMetrics = ['max', 'mean', 'last'] as const
export type ChartMetric = (typeof chartMetrics)[number]

/** The query parameters of a room's page: `?metric=max&range=7d&chart=table&compare=off`. */
export type ChartParams = {
  metric: ChartMetric
  range: SelectedRange
  /** Shows the values as lines or as a table. */
  chart: 'lines' | 'table'
  /** Whether to compare the range with an earlier range. */
  isCompared: boolean
}

const metricParam = oneOf('metric', chartMetrics, 'last')
const chartParam = oneOf('chart', ['lines', 'table'], 'lines')
const notComparedParam = flag('compare', 'off')
const rangeParam = createRangeParam('range', 'live')

/** Reads the parameters from a query. Unknown values count as absent. */
export function readChartParams(search: URLSearchParams): ChartParams {
  return {
    metric: metricParam.read(search),
    range: rangeParam.read(search),
    chart: chartParam.read(search),
    isCompared: !notComparedParam.read(search),
  }
}

/** Returns the query after a change. Omits defaults and keeps all other parameters. */
export function writeChartParams(
  search: URLSearchParams,
  change: Partial<ChartParams>,
): URLSearchParams {
  const { metric, range, chart, isCompared } = { ...readChartParams(search), ...change }
  const next = new URLSearchParams(search)
  metricParam.write(next, metric)
  rangeParam.write(next, range)
  chartParam.write(next, chart)
  notComparedParam.write(next, !isCompared)
  return next
}

/** Returns the query of a page or a report about the same range. */
export function reportQuery({
  range,
  isCompared,
}: Pick<ChartParams, 'range' | 'isCompared'>): string {
  return toQuery(writeChartParams(new URLSearchParams(), { range, isCompared }))
}

/** Returns a URL without the parameters of a room's page: the URL to open when the room closes. */
export function withoutChartParams(href: string): string {
  const [path = '', query = ''] = href.split('?')
  return path + withoutRoomParams(query)
}

/**
 * Returns the parameters of a room's page and a function to change them. A change replaces the history entry, so that
 * Back closes the room.
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
