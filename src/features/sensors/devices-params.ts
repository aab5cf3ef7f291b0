import { deviceIssues, type DeviceIssue } from './device-issues.ts'
import { useMemo } from 'react'
import { updateSearchParams, useSearchParams } from '#src/lib/navigation.tsx'
import { readQuery } from '#src/lib/overview-params.ts'

/** What sensors can be sorted by: `problem` is worst first. */
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

/** What of the sensors lives in the URL: `?place=space_1&q=maple&problem=offline&hidden=show&group=none&sort=name`. */
export type DevicesParams = {
  /** Id of a site, a building or a floor; null means everywhere. */
  place: string | null
  q: string
  issue: DeviceIssue | null
  /** Whether test devices and those that are not installed are shown. */
  showHidden: boolean
  /** Whether sensors stand under their hives. */
  grouped: boolean
  sort: DeviceSort
  /** Whether the order is turned round. */
  reversed: boolean
}

/** Reads the URL's query. Values that mean nothing here are as good as absent. */
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

/** The query after a change. Defaults are left out, and what belongs to other parts of the page stays. */
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

/** A change of what is shown; `typed` ones come letter by letter and make no history. */
export type ChangeDevicesParams = (change: Partial<DevicesParams>, typed?: boolean) => void

/** What the URL says of the sensors, and how to change it. */
export function useDevicesParams(): { params: DevicesParams; change: ChangeDevicesParams } {
  const search = useSearchParams()
  const params = useMemo(() => readDevicesParams(search), [search])
  return { params, change: changeDevicesParams }
}

const changeDevicesParams: ChangeDevicesParams = (changed, typed = false) =>
  updateSearchParams((before) => writeDevicesParams(before, changed), { replace: typed })
