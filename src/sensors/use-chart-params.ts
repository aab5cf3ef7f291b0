import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { readChartParams, writeChartParams, type ChartParams } from './chart-params.ts'

/** What the URL says the chart shows, and how to change it. A choice is no step in the history: back closes the room. */
export function useChartParams(): {
  params: ChartParams
  change: (change: Partial<ChartParams>) => void
} {
  const [search, setSearch] = useSearchParams()
  const params = useMemo(() => readChartParams(search), [search])
  const change = useCallback(
    (changed: Partial<ChartParams>) =>
      setSearch((before) => writeChartParams(before, changed), { replace: true }),
    [setSearch],
  )
  return { params, change }
}
