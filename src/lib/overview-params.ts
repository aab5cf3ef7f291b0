import { maxNameLength } from '#src/contract/butlr-values.ts'
import type { RoomFilter } from '#src/domain/live-rooms/room-list.ts'
import { displayedStates, type DisplayedState } from '#src/domain/live-rooms/displayed-occupancy.ts'

/** The ways in which the same rooms can be shown. */
export const overviewViews = ['cards', 'table', 'plan'] as const
export type OverviewView = (typeof overviewViews)[number]

/** The orders that rooms can be shown in. `fit` is for finding a space: free ones first, the smallest that is enough. */
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
 * What of the overview lives in the URL: `?view=table&place=space_1&state=free&seats=6&tag=tag_1&q=map&sort=name`.
 * All views share it, so that a link shows the same rooms in each.
 */
export type OverviewParams = RoomFilter & {
  view: OverviewView
  state: DisplayedState | null
  sort: RoomSort
  /** Whether the order is turned round. */
  reversed: boolean
}

/** A change of what is shown. */
export type UpdateOverviewParams = (change: Partial<OverviewParams>) => void

/** Nobody looks for a room for more. */
const maximumSeats = 10_000

/** Reads the URL's query. Values that mean nothing here are as good as absent. */
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

/** What a link searches for; nothing longer than a name is ever found. */
export function readQuery(search: URLSearchParams): string {
  return (search.get('q') ?? '').slice(0, maxNameLength)
}

/** The query after a change. Defaults are left out, and what belongs to other parts of the page stays. */
export function writeOverviewParams(
  search: URLSearchParams,
  change: Partial<OverviewParams>,
): URLSearchParams {
  const before = readOverviewParams(search)
  const after = { ...before, ...change }
  const { view, place, state, tags, seats, q, reversed } = after
  // An order that nobody chose follows what is asked for: a search for seats is answered by fit.
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
