import { useMemo } from 'react'
import { changeSearch, useSearchParams } from '#src/lib/address.ts'
import { readChartParams, writeChartParams, type ChartParams } from './chart-params.ts'

/** What the URL says the chart shows, and how to change it. A choice is no step in the history: back closes the room. */
export function useChartParams(): {
  params: ChartParams
  change: (change: Partial<ChartParams>) => void
} {
  const search = useSearchParams()
  const params = useMemo(() => readChartParams(search), [search])
  return { params, change }
}

function change(changed: Partial<ChartParams>): void {
  changeSearch((before) => writeChartParams(before, changed), { replace: true })
}
