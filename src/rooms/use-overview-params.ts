import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'wouter'
import {
  readParams,
  writeParams,
  type ChangeParams,
  type OverviewParams,
} from './overview-params.ts'

/** What the URL says the overview shows, how to change it, and the query as links carry it on (`?q=map`, or empty). */
export function useOverviewParams(): {
  params: OverviewParams
  query: string
  change: ChangeParams
} {
  const [search, setSearch] = useSearchParams()
  const params = useMemo(() => readParams(search), [search])
  const change = useCallback<ChangeParams>(
    (changed) => setSearch((before) => writeParams(before, changed)),
    [setSearch],
  )
  const written = search.toString()
  return { params, query: written === '' ? '' : `?${written}`, change }
}
