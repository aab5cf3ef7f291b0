import { prepareFloor, type FloorRoom } from '#src/domain/floor-plan/floor.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { paginateFindRoom, type FreeRoomsPage } from '#src/board/find-room/find-room-pages.ts'
import { createBoardContent } from './board-content.ts'
import type { BoardFit } from './board-fit.ts'
import { fitBoard, fitPlaces, type FittedBoard } from './fit-board.ts'

type PaginatedPlaces = Pick<Topology, 'rooms' | 'floors'> &
  Partial<Pick<Topology, 'sites' | 'buildings'>>

/**
 * The content of a page: rooms, totals of floors, the plan of one floor, or free rooms. On a board of plans, `undrawn`
 * pages show rooms without a usable outline as large cards, with a heading in place of one card.
 */
export type BoardPage =
  | { kind: 'rooms'; ids: string[] }
  | { kind: 'undrawn'; ids: string[] }
  | { kind: 'floors'; ids: string[] }
  | { kind: 'plan'; floorId: string }
  | FreeRoomsPage

type PaginationOptions = {
  /** Returns whether a room comes first. By default, rooms over capacity do. */
  comesFirst?: (room: LiveRoom) => boolean
}

/**
 * Returns the pages of a board, at least one. Rooms over capacity come first; the rest are in the building's order.
 *
 * @param rooms all rooms of the board, or only those not yet shown in the current pass through the pages
 * @param places all places of the board, so that the number of rooms per page does not depend on `rooms`
 */
export function paginateBoard(
  board: FittedBoard,
  rooms: readonly LiveRoom[],
  places: PaginatedPlaces,
  { comesFirst = isOverCapacity }: PaginationOptions = {},
): BoardPage[] {
  const { floors } = places
  const fit = fitPlaces(board, places)
  const { perPage } = fit.grid
  const floorIdsOf = (some: readonly LiveRoom[]) => {
    const onFloors = new Set(some.map(({ floorId }) => floorId))
    return floors.filter(({ id }) => onFloors.has(id)).map(({ id }) => id)
  }
  switch (board.layout) {
    case 'plan': {
      const drawn = findDrawnRooms(places)
      const floorIds = floorIdsOf(rooms.filter(({ id }) => drawn.has(id)))
      const plans = floorIds.map((floorId): BoardPage => ({ kind: 'plan', floorId }))
      const undrawn = rooms.filter(({ id }) => !drawn.has(id))
      return undrawn.length === 0 && plans.length > 0
        ? plans
        : [...plans, ...undrawnPages(fitPage(board, places, 'undrawn'), undrawn, comesFirst)]
    }
    case 'totals':
      return chunkEvenly(floorIdsOf(rooms), perPage).map((ids) => ({ kind: 'floors', ids }))
    case 'cards':
    case 'rows':
      return roomPages(rooms, perPage, comesFirst)
    case 'find-room':
      return fit.layout === 'find-room' ? paginateFindRoom(fit, rooms) : []
  }
}

function undrawnPages(
  { grid }: BoardFit,
  rooms: readonly LiveRoom[],
  comesFirst: (room: LiveRoom) => boolean,
): BoardPage[] {
  const pages = roomPages(rooms, Math.max(1, grid.perPage - 1), comesFirst)
  return pages.map(({ ids }) => ({ kind: 'undrawn', ids }))
}

type OutlinedRoom = FloorRoom & { floorId: string | null }
type DrawnRooms = { floors: readonly { id: string }[]; ids: ReadonlySet<string> }
const knownDrawnRooms = new WeakMap<readonly OutlinedRoom[], DrawnRooms>()

/**
 * Returns the IDs of the rooms that plans can draw. Caches the result, because outlines are slow to check.
 *
 * @param places all rooms of the board, because a room is not drawn if it is too small or too far away relative to the
 *   others
 */
export function findDrawnRooms({
  rooms,
  floors,
}: {
  rooms: readonly OutlinedRoom[]
  floors: DrawnRooms['floors']
}): ReadonlySet<string> {
  const known = knownDrawnRooms.get(rooms)
  if (known?.floors === floors) return known.ids
  const ids = new Set(
    floors.flatMap((floor) => [
      ...prepareFloor(rooms.filter(({ floorId }) => floorId === floor.id)).rooms.keys(),
    ]),
  )
  knownDrawnRooms.set(rooms, { floors, ids })
  return ids
}

const undrawnFits = new WeakMap<FittedBoard, WeakMap<PaginatedPlaces, BoardFit>>()

/** Returns the fit of a page. The fit of pages with undrawn rooms depends only on these rooms. */
export function fitPage(
  board: FittedBoard,
  places: PaginatedPlaces,
  kind: BoardPage['kind'],
): BoardFit {
  if (kind !== 'undrawn') return fitPlaces(board, places)
  const ofBoard = undrawnFits.get(board) ?? new WeakMap<PaginatedPlaces, BoardFit>()
  undrawnFits.set(board, ofBoard)
  const known = ofBoard.get(places)
  if (known !== undefined) return known
  const drawn = findDrawnRooms(places)
  const rooms = places.rooms.filter(({ id }) => !drawn.has(id))
  const fit = fitBoard(
    { ...board, layout: 'cards' },
    createBoardContent(board, { ...places, rooms }),
    { hasHeading: true },
  )
  ofBoard.set(places, fit)
  return fit
}

function roomPages(
  rooms: readonly LiveRoom[],
  perPage: number,
  comesFirst: (room: LiveRoom) => boolean,
): Extract<BoardPage, { kind: 'rooms' }>[] {
  const first = rooms.filter((room) => comesFirst(room))
  const others = rooms.filter((room) => !comesFirst(room))
  const ids = [...first, ...others].map(({ id }) => id)
  return chunkEvenly(ids, perPage).map((pageIds) => ({ kind: 'rooms', ids: pageIds }))
}

export function isOverCapacity({ state }: LiveRoom): boolean {
  return state === 'over'
}

/** Splits IDs into as few pages as possible, of similar length. */
function chunkEvenly(ids: readonly string[], perPage: number): string[][] {
  const count = Math.max(1, Math.ceil(ids.length / perPage))
  const pageSize = Math.ceil(ids.length / count)
  return Array.from({ length: count }, (_, page) =>
    ids.slice(page * pageSize, (page + 1) * pageSize),
  )
}
