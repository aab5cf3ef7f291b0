import { useMemo } from 'react'
import { changeSearch, useSearchParams } from '#src/lib/address.ts'
import {
  readParams,
  writeParams,
  type ChangeParams,
  type OverviewParams,
} from '#src/lib/overview-params.ts'

/** What the URL says the overview shows, how to change it, and the query as links carry it on (`?q=map`, or empty). */
export function useOverviewParams(): {
  params: OverviewParams
  query: string
  change: ChangeParams
} {
  const search = useSearchParams()
  const params = useMemo(() => readParams(search), [search])
  const written = search.toString()
  return { params, query: written === '' ? '' : `?${written}`, change }
}

const change: ChangeParams = (changed) => changeSearch((before) => writeParams(before, changed))
