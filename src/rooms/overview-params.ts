import { shownStates, type ShownState } from '#src/live/room-view.ts'

/** The orders that rooms can be shown in. */
export const sorts = ['floor', 'name', 'occupancy', 'utilisation', 'problems'] as const
export type Sort = (typeof sorts)[number]

/** What of the overview lives in the URL: `?state=busy&q=map&sort=occupancy`. */
export type OverviewParams = { state: ShownState | null; q: string; sort: Sort }

/** Reads the URL's query. Values that mean nothing here are as good as absent. */
export function readParams(search: URLSearchParams): OverviewParams {
  return {
    state: shownStates.find((state) => state === search.get('state')) ?? null,
    q: search.get('q') ?? '',
    sort: sorts.find((sort) => sort === search.get('sort')) ?? 'floor',
  }
}

/** The query after a change. Defaults are left out, and what belongs to other parts of the page stays. */
export function writeParams(
  search: URLSearchParams,
  change: Partial<OverviewParams>,
): URLSearchParams {
  const { state, q, sort } = { ...readParams(search), ...change }
  const next = new URLSearchParams(search)
  const set = (key: string, value: string | null) =>
    value === null ? next.delete(key) : next.set(key, value)
  set('state', state)
  set('q', q === '' ? null : q)
  set('sort', sort === 'floor' ? null : sort)
  return next
}
