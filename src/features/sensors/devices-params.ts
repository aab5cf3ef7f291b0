import { deviceIssues, type DeviceIssue } from './device-issues.ts'
import { useMemo } from 'react'
import { updateSearchParams, useSearchParams } from '#src/lib/navigation.tsx'
import { placeParam, searchTextParam } from '#src/lib/overview-params.ts'
import { flag, oneOf } from '#src/lib/url-state.ts'

/** Sort keys of the sensor table; `problem` sorts the worst first. */
export const deviceSorts = [
  'problem',
  'name',
  'room',
  'mode',
  'heartbeat',
  'report',
  'battery',
  'hive',
] as const
export type DeviceSort = (typeof deviceSorts)[number]

/** The page's query parameters: `?place=space_1&q=maple&problem=offline&hidden=show&group=none&sort=name`. */
export type DevicesParams = {
  /** ID of a site, building or floor; null means all sites. */
  place: string | null
  q: string
  issue: DeviceIssue | null
  /** Whether to show test devices and devices that are not installed. */
  showHidden: boolean
  /** Whether sensors are grouped by hive. */
  grouped: boolean
  sort: DeviceSort
  reversed: boolean
}

const queryParams = {
  place: placeParam,
  q: searchTextParam,
  issue: oneOf('problem', deviceIssues, null),
  showHidden: flag('hidden', 'show'),
  ungrouped: flag('group', 'none'),
  sort: oneOf('sort', deviceSorts, 'problem'),
  reversed: flag('order', 'reversed'),
}

/** Reads the parameters from a query. Unknown values count as absent. */
export function readDevicesParams(search: URLSearchParams): DevicesParams {
  return {
    place: queryParams.place.read(search),
    q: queryParams.q.read(search),
    issue: queryParams.issue.read(search),
    showHidden: queryParams.showHidden.read(search),
    grouped: !queryParams.ungrouped.read(search),
    sort: queryParams.sort.read(search),
    reversed: queryParams.reversed.read(search),
  }
}

/** Returns the query after a change. Omits defaults and keeps all other parameters. */
export function writeDevicesParams(
  search: URLSearchParams,
  change: Partial<DevicesParams>,
): URLSearchParams {
  const params = { ...readDevicesParams(search), ...change }
  const next = new URLSearchParams(search)
  queryParams.place.write(next, params.place)
  queryParams.q.write(next, params.q)
  queryParams.issue.write(next, params.issue)
  queryParams.showHidden.write(next, params.showHidden)
  queryParams.ungrouped.write(next, !params.grouped)
  queryParams.sort.write(next, params.sort)
  queryParams.reversed.write(next, params.reversed)
  return next
}

/** Changes the parameters. `typed` changes, one per key press, replace the history entry. */
export type ChangeDevicesParams = (change: Partial<DevicesParams>, typed?: boolean) => void

/** Returns the page's parameters and a function to change them. */
export function useDevicesParams(): { params: DevicesParams; change: ChangeDevicesParams } {
  const search = useSearchParams()
  const params = useMemo(() => readDevicesParams(search), [search])
  return { params, change: changeDevicesParams }
}

const changeDevicesParams: ChangeDevicesParams = (changed, typed = false) =>
  updateSearchParams((before) => writeDevicesParams(before, changed), { replace: typed })
