import { toQuery } from '#src/lib/url-state.ts'
import { updateSearchParams, useSearchParams } from '#src/lib/navigation.tsx'
import {
  readOverviewParams,
  writeOverviewParams,
  type UpdateOverviewParams,
  type OverviewParams,
} from '#src/lib/overview-params.ts'
import { useMemo, useState, type FocusEvent } from 'react'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import {
  filterByPlace,
  filterRooms,
  toRoomCardModels,
  type DisplayedState,
  type PollStatus,
  type RoomCardModel,
} from '#src/domain/live-rooms/displayed-rooms.ts'
import type { FloorLocations } from '#src/domain/topology/topology.ts'
import { createStableFilter } from '#src/domain/live-rooms/stable-ranks.ts'
import { useSortedRooms } from './sort-rooms.ts'

/** Returns the overview's URL parameters, a function to change them, and the query for links (`?q=map`, or empty). */
export function useOverviewParams(): {
  params: OverviewParams
  query: string
  change: UpdateOverviewParams
} {
  const search = useSearchParams()
  const params = useMemo(() => readOverviewParams(search), [search])
  return { params, query: toQuery(search), change: changeOverviewParams }
}

const changeOverviewParams: UpdateOverviewParams = (changed) =>
  updateSearchParams((before) => writeOverviewParams(before, changed))

/** Compares rooms with the usual number of people. */
export type UsualComparison = {
  /** Returns the rooms with their difference from usual occupancy. */
  compare: (rooms: readonly RoomCardModel[]) => readonly RoomCardModel[]
  filter: OverviewParams['usual']
  /** Returns whether the filter shows a compared room. */
  matches: (room: RoomCardModel) => boolean
}

type OverviewRooms = {
  allRooms: readonly RoomCardModel[]
  roomsInPlace: readonly RoomCardModel[]
  /** Rooms that match all filters except those by state and by usual occupancy. */
  matchingRooms: readonly RoomCardModel[]
  /** Rooms that match all filters, sorted; the order is frozen while the pointer or keyboard focus is in the grid. */
  visibleRooms: RoomCardModel[]
  hoverHandlers: HoverHandlers
}

/** Filters and sorts the rooms by the overview's URL parameters. */
export function useOverviewRooms(
  rooms: readonly LiveRoom[],
  places: FloorLocations,
  params: OverviewParams,
  { at, freshness, intervalMs }: PollStatus,
  usual: UsualComparison | null,
): OverviewRooms {
  const roomModels = useMemo(
    () => toRoomCardModels(rooms, places, { at, freshness, intervalMs }),
    [rooms, places, at, freshness, intervalMs],
  )
  const allRooms = useMemo(() => usual?.compare(roomModels) ?? roomModels, [roomModels, usual])
  const roomsInPlace = useMemo(
    () => filterByPlace(allRooms, params.place),
    [allRooms, params.place],
  )
  const matchingRooms = useMemo(() => filterRooms(allRooms, params), [allRooms, params])
  const filteredRooms = useFilteredRooms(matchingRooms, params.state, usual, at, intervalMs)
  const sortedRooms = useSortedRooms(filteredRooms, params, at, intervalMs)
  const { rooms: visibleRooms, hoverHandlers } = useStableOrder(
    // Once rooms are compared, the order can change even under the pointer.
    `${JSON.stringify(params)} ${usual !== null}`,
    sortedRooms,
    allRooms,
  )
  return { allRooms, roomsInPlace, matchingRooms, visibleRooms, hoverHandlers }
}

/** Returns the rooms that match the filters by state and usual occupancy, or did until recently (`createStableFilter`). */
function useFilteredRooms(
  rooms: readonly RoomCardModel[],
  state: DisplayedState | null,
  usual: UsualComparison | null,
  at: number | null,
  intervalMs: number,
): readonly RoomCardModel[] {
  const [filter] = useState(createStableFilter)
  return useMemo(() => {
    if (state === null && usual === null) return rooms
    const matches = (one: RoomCardModel) =>
      (state === null || one.displayedState === state) && (usual?.matches(one) ?? true)
    const key = `${state} ${usual?.filter}`
    return filter(key, rooms, { idOf: ({ room }) => room.id, matches }, at, intervalMs)
  }, [filter, rooms, state, usual, at, intervalMs])
}

/** The order of cards by room ID, and the query (sort, filters, search) that it belongs to. */
type CardOrder = { question: string; ids: readonly string[] }

/**
 * Returns the order of the cards after an update. While the order is frozen, existing cards keep their positions, cards
 * of rooms that no longer exist are removed, and new cards are appended. A new query (another sort, filter or search)
 * always applies immediately.
 *
 * @param previous the order on the screen
 * @param requested the order according to current data
 * @param existingIds IDs of all rooms
 * @param frozen whether the pointer or the keyboard focus is in the grid
 * @returns `previous` itself when nothing changed
 */
export function stableOrder(
  previous: CardOrder,
  requested: CardOrder,
  existingIds: Pick<ReadonlySet<string>, 'has'>,
  frozen: boolean,
): CardOrder {
  if (!frozen || previous.question !== requested.question)
    return isSameOrder(previous, requested) ? previous : requested
  const keptIds = previous.ids.filter((id) => existingIds.has(id))
  const known = new Set(keptIds)
  const ids = [...keptIds, ...requested.ids.filter((id) => !known.has(id))]
  const next = { question: requested.question, ids }
  return isSameOrder(previous, next) ? previous : next
}

function isSameOrder(a: CardOrder, b: CardOrder): boolean {
  return (
    a.question === b.question &&
    a.ids.length === b.ids.length &&
    a.ids.every((id, index) => id === b.ids[index])
  )
}

/** Event handlers for the element whose order must not change under the pointer or the focus. */
type HoverHandlers = {
  onPointerEnter: () => void
  onPointerLeave: () => void
  onKeyUp: () => void
  onBlur: (event: FocusEvent<HTMLElement>) => void
}

/**
 * Keeps the order of cards while the pointer or the keyboard focus is on them.
 *
 * @param queryKey identifies the sort, filters and search
 * @param requestedRooms the rooms to show, sorted by current data
 * @param allRooms all rooms, shown or not
 */
function useStableOrder(
  queryKey: string,
  requestedRooms: readonly RoomCardModel[],
  allRooms: readonly RoomCardModel[],
): { rooms: RoomCardModel[]; hoverHandlers: HoverHandlers } {
  const [hovered, setHovered] = useState(false)
  const [focused, setFocused] = useState(false)
  const [order, setOrder] = useState<CardOrder>(() => toCardOrder(queryKey, requestedRooms))
  const byId = useMemo(() => new Map(allRooms.map((one) => [one.room.id, one])), [allRooms])

  const frozen = hovered || focused
  const next = useMemo(
    () => stableOrder(order, toCardOrder(queryKey, requestedRooms), byId, frozen),
    [order, queryKey, requestedRooms, byId, frozen],
  )
  if (next !== order) setOrder(next)

  const rooms = useMemo(() => next.ids.flatMap((id) => byId.get(id) ?? []), [next, byId])
  const hold = useMemo<HoverHandlers>(
    () => ({
      onPointerEnter: () => setHovered(true),
      onPointerLeave: () => setHovered(false),
      // The key-up event is used instead of focus, because a click or a closing room also focuses a card. A key that
      // moves the focus to a card is released on that card.
      onKeyUp: () => setFocused(true),
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget)))
          setFocused(false)
      },
    }),
    [],
  )
  return { rooms, hoverHandlers: hold }
}

function toCardOrder(question: string, rooms: readonly RoomCardModel[]): CardOrder {
  return { question, ids: rooms.map(({ room }) => room.id) }
}
