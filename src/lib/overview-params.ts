import { flag, oneOf, optionalText, positiveInteger, textList, typedText } from './url-state.ts'
import { maxNameLength } from '#src/contract/butlr-values.ts'
import type { RoomFilter } from '#src/domain/live-rooms/displayed-rooms.ts'
import { displayedStates, type DisplayedState } from '#src/domain/live-rooms/displayed-rooms.ts'

const overviewViews = ['cards', 'table', 'plan'] as const
export type OverviewView = (typeof overviewViews)[number]

/**
 * The sort orders of rooms. `fit` helps to find a room: free rooms first, starting with the smallest that is large
 * enough.
 */
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
  'usual',
] as const
/** The rooms to show when rooms are compared with usual occupancy. `on` shows all of them. */
const usualFilters = ['on', 'busier', 'quieter'] as const
export type UsualFilter = (typeof usualFilters)[number]

export type RoomSort = (typeof roomSorts)[number]

/**
 * The URL state of the overview: `?view=table&place=space_1&state=free&seats=6&tag=tag_1&q=map&sort=name`. All views
 * share it, so that they show the same rooms.
 */
export type OverviewParams = RoomFilter & {
  view: OverviewView
  state: DisplayedState | null
  /**
   * `on` shows all rooms; null does not compare rooms. Sorting by `usual` compares rooms too
   * (`endComparison` ends both).
   */
  usual: UsualFilter | null
  sort: RoomSort
  reversed: boolean
}

export type UpdateOverviewParams = (change: Partial<OverviewParams>) => void

/** The ID of the selected site, building or floor; null for all sites. */
export const placeParam = optionalText('place')

/** The IDs of the selected tags. */
export const tagsParam = textList('tag')

/** The search text, truncated to the length of the longest possible name. */
export const searchTextParam = typedText('q', maxNameLength)

const params = {
  view: oneOf('view', overviewViews, 'cards'),
  place: placeParam,
  state: oneOf('state', displayedStates, null),
  tags: tagsParam,
  seats: positiveInteger('seats', 10_000),
  q: searchTextParam,
  usual: oneOf('usual', usualFilters, null),
  sort: oneOf('sort', roomSorts, null),
  reversed: flag('order', 'reversed'),
}

/** Reads the parameters from a query. Ignores invalid values. */
export function readOverviewParams(search: URLSearchParams): OverviewParams {
  const seats = params.seats.read(search)
  const sort = params.sort.read(search) ?? defaultSort(seats)
  return {
    view: params.view.read(search),
    place: params.place.read(search),
    state: params.state.read(search),
    tags: params.tags.read(search),
    seats,
    q: params.q.read(search),
    usual: params.usual.read(search) ?? (sort === 'usual' ? 'on' : null),
    sort,
    reversed: params.reversed.read(search),
  }
}

/** Returns the query after a change. Omits defaults, and keeps the parameters of other features. */
export function writeOverviewParams(
  search: URLSearchParams,
  change: Partial<OverviewParams>,
): URLSearchParams {
  const { view, place, state, tags, seats, q, usual, reversed } = {
    ...readOverviewParams(search),
    ...change,
  }
  // Reads the order from the query, because the default order depends on the seats filter.
  const sort = change.sort ?? params.sort.read(search)
  const next = new URLSearchParams(search)
  params.view.write(next, view)
  params.place.write(next, place)
  params.state.write(next, state)
  params.tags.write(next, [...tags])
  params.seats.write(next, seats)
  params.q.write(next, q)
  params.usual.write(next, usual)
  params.sort.write(next, sort === defaultSort(seats) ? null : sort)
  params.reversed.write(next, reversed)
  return next
}

function defaultSort(seats: number | null): RoomSort {
  return seats === null ? 'floor' : 'fit'
}
