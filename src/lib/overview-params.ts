import { maxNameLength } from '#src/contract/butlr-values.ts'
import type { RoomFilter } from '#src/domain/live-rooms/displayed-rooms.ts'
import { displayedStates, type DisplayedState } from '#src/domain/live-rooms/displayed-rooms.ts'

/** The views of the overview; all show the same rooms. */
const overviewViews = ['cards', 'table', 'plan'] as const
export type OverviewView = (typeof overviewViews)[number]

/** The sort orders of rooms. `fit` is for finding a space: free rooms first, the smallest sufficient one at the top. */
export const roomSorts = [
  'floor',
  'name',
  'kind',
  'occupancy',
  'capacity',
  'utilisation',
  'state',
  'reporting',
  'age',
  'problems',
  'fit',
] as const
export type RoomSort = (typeof roomSorts)[number]

/**
 * The overview's URL state: `?view=table&place=space_1&state=free&seats=6&tag=tag_1&q=map&sort=name`. All views share
 * it, so that a link shows the same rooms in each.
 */
export type OverviewParams = RoomFilter & {
  view: OverviewView
  state: DisplayedState | null
  sort: RoomSort
  /** Whether the order is reversed. */
  reversed: boolean
}

/** Applies a change to the parameters. */
export type UpdateOverviewParams = (change: Partial<OverviewParams>) => void

/** Upper limit of the seats filter. */
const maximumSeats = 10_000

/** Reads the parameters from a query. Invalid values are ignored. */
export function readOverviewParams(search: URLSearchParams): OverviewParams {
  const seats = parseSeats(search.get('seats'))
  return {
    view: overviewViews.find((view) => view === search.get('view')) ?? 'cards',
    place: search.get('place') || null,
    state: displayedStates.find((state) => state === search.get('state')) ?? null,
    tags: [...new Set(search.getAll('tag').filter((tag) => tag !== ''))],
    seats,
    q: readQuery(search),
    sort: roomSorts.find((sort) => sort === search.get('sort')) ?? defaultSort(seats),
    reversed: search.get('order') === 'reversed',
  }
}

/** Returns the search text of a query, cut to the length of the longest name. */
export function readQuery(search: URLSearchParams): string {
  return (search.get('q') ?? '').slice(0, maxNameLength)
}

/** Returns the query after a change. Omits defaults and keeps the parameters of other features. */
export function writeOverviewParams(
  search: URLSearchParams,
  change: Partial<OverviewParams>,
): URLSearchParams {
  const before = readOverviewParams(search)
  const after = { ...before, ...change }
  const { view, place, state, tags, seats, q, reversed } = after
  // Without an order in the query, the default depends on the seats filter.
  const sort = change.sort ?? (search.has('sort') ? before.sort : defaultSort(seats))
  const next = new URLSearchParams(search)
  const set = (key: string, value: string | null) =>
    value === null ? next.delete(key) : next.set(key, value)
  set('view', view === 'cards' ? null : view)
  set('place', place)
  set('state', state)
  next.delete('tag')
  for (const tag of tags) next.append('tag', tag)
  set('seats', seats === null ? null : String(seats))
  set('q', q === '' ? null : q)
  set('sort', sort === defaultSort(seats) ? null : sort)
  set('order', reversed ? 'reversed' : null)
  return next
}

function defaultSort(seats: number | null): RoomSort {
  return seats === null ? 'floor' : 'fit'
}

function parseSeats(text: string | null): number | null {
  const seats = /^\d{1,5}$/.test(text ?? '') ? Number(text) : 0
  return seats > 0 && seats <= maximumSeats ? seats : null
}
