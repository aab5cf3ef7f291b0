import { deviceIssues, type DeviceIssue } from './device-issues.ts'
import { useMemo } from 'react'
import { updateSearchParams, useSearchParams } from '#src/lib/navigation.tsx'
import { readQuery } from '#src/lib/overview-params.ts'

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
  /** ID of a site, building or floor; null means all. */
  place: string | null
  q: string
  issue: DeviceIssue | null
  /** Whether to show test devices and devices that are not installed. */
  showHidden: boolean
  /** Whether sensors are grouped by hive. */
  grouped: boolean
  sort: DeviceSort
  /** Whether the order is reversed. */
  reversed: boolean
}

/** Reads the parameters from a query. Unknown values count as absent. */
export function readDevicesParams(search: URLSearchParams): DevicesParams {
  return {
    place: search.get('place') || null,
    q: readQuery(search),
    issue: deviceIssues.find((problem) => problem === search.get('problem')) ?? null,
    showHidden: search.get('hidden') === 'show',
    grouped: search.get('group') !== 'none',
    sort: deviceSorts.find((sort) => sort === search.get('sort')) ?? 'problem',
    reversed: search.get('order') === 'reversed',
  }
}

/** Returns the query after a change. Omits defaults and keeps all other parameters. */
export function writeDevicesParams(
  search: URLSearchParams,
  change: Partial<DevicesParams>,
): URLSearchParams {
  const { place, q, issue, showHidden, grouped, sort, reversed } = {
    ...readDevicesParams(search),
    ...change,
  }
  const next = new URLSearchParams(search)
  const set = (key: string, value: string | null) =>
    value === null ? next.delete(key) : next.set(key, value)
  set('place', place)
  set('q', q === '' ? null : q)
  set('problem', issue)
  set('hidden', showHidden ? 'show' : null)
  set('group', grouped ? null : 'none')
  set('sort', sort === 'problem' ? null : sort)
  set('order', reversed ? 'reversed' : null)
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
