import { prepareFloor } from '#src/domain/floor-plan/floor.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { paginateFindRoom, type FreeRoomsPage } from '#src/board/find-room/find-room-pages.ts'
import { computeBoardTypography } from './board-typography.ts'

/**
 * The content of one page: rooms, floors with one row each, or the plan of one floor. `undrawn` is a page of large cards
 * for rooms that a board of plans cannot draw, because they have no usable outline; its heading takes the place of one
 * card.
 */
export type BoardPage =
  | { kind: 'rooms'; ids: string[] }
  | { kind: 'undrawn'; ids: string[] }
  | { kind: 'floors'; ids: string[] }
  | { kind: 'plan'; floorId: string }
  | FreeRoomsPage

/** Only `find-room` depends on more than layout and screen, and on more than the floors. */
export type PaginatedBoard = Pick<BoardDraft, 'layout' | 'screen'> &
  Partial<Pick<BoardDraft, 'locale' | 'shortNames' | 'location'>>
export type PaginatedTopology = Pick<Topology, 'floors'> & Partial<Topology>
const findRoomDefaults = { locale: 'en-GB', shortNames: {}, location: null }
const noPlaces: Omit<Topology, 'floors'> = {
  sites: [],
  buildings: [],
  rooms: [],
  tags: [],
  hiddenRoomIds: [],
  missing: [],
  duplicates: [],
}

type PaginationOptions = {
  /** IDs of the rooms that the plans draw; needed if `rooms` does not contain all rooms of the board. */
  drawnRoomIds?: ReadonlySet<string>
  /** Whether a room comes first; by default, whether it is over capacity. */
  comesFirst?: (room: LiveRoom) => boolean
}

/**
 * Returns the pages of a board for its current rooms, at least one. Rooms over capacity come first; the rest are in the
 * building's order.
 */
export function paginateBoard(
  board: PaginatedBoard,
  rooms: readonly LiveRoom[],
  topology: PaginatedTopology,
  { drawnRoomIds, comesFirst = isOverCapacity }: PaginationOptions = {},
): BoardPage[] {
  const { floors } = topology
  const { perPage } = computeBoardTypography(board).grid
  const floorIdsOf = (some: readonly LiveRoom[]) => {
    const onFloors = new Set(some.map(({ floorId }) => floorId))
    return floors.filter(({ id }) => onFloors.has(id)).map(({ id }) => id)
  }
  switch (board.layout) {
    case 'plan': {
      const drawn = drawnRoomIds ?? findDrawnRooms(rooms, { floors })
      const floorIds = floorIdsOf(rooms.filter(({ id }) => drawn.has(id)))
      const plans = floorIds.map((floorId): BoardPage => ({ kind: 'plan', floorId }))
      const undrawn = rooms.filter(({ id }) => !drawn.has(id))
      return undrawn.length === 0 && plans.length > 0
        ? plans
        : [...plans, ...undrawnPages(board, undrawn, comesFirst)]
    }
    case 'totals':
      return chunkEvenly(floorIdsOf(rooms), perPage).map((ids) => ({ kind: 'floors', ids }))
    case 'cards':
    case 'rows':
      return roomPages(rooms, perPage, comesFirst)
    case 'find-room':
      return paginateFindRoom({ ...findRoomDefaults, ...board }, rooms, {
        ...noPlaces,
        ...topology,
      })
  }
}

function undrawnPages(
  board: Parameters<typeof paginateBoard>[0],
  rooms: readonly LiveRoom[],
  comesFirst: (room: LiveRoom) => boolean,
): BoardPage[] {
  const cards = computeBoardTypography(boardForPage(board, 'undrawn')).grid.perPage
  const pages = roomPages(rooms, Math.max(1, cards - 1), comesFirst)
  return pages.map(({ ids }) => ({ kind: 'undrawn', ids }))
}

/**
 * Returns the IDs of the rooms that the plans of their floors draw.
 *
 * @param rooms all rooms of the board, because whether a room is too far away or too small depends on the others
 */
export function findDrawnRooms(
  rooms: readonly LiveRoom[],
  { floors }: Pick<Topology, 'floors'>,
): ReadonlySet<string> {
  return new Set(
    floors.flatMap((floor) => [
      ...prepareFloor(rooms.filter(({ floorId }) => floorId === floor.id)).rooms.keys(),
    ]),
  )
}

/** Returns the settings for laying out a page. Rooms without an outline are laid out as cards. */
export function boardForPage(
  { layout, screen }: Pick<BoardDraft, 'layout' | 'screen'>,
  kind: BoardPage['kind'],
): Pick<BoardDraft, 'layout' | 'screen'> {
  return { layout: kind === 'undrawn' ? 'cards' : layout, screen }
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

/** Returns whether a room is over capacity. */
export function isOverCapacity({ state }: LiveRoom): boolean {
  return state === 'over'
}

/** Splits IDs into as many pages as needed. If the last page would be less than half full, all pages are balanced. */
function chunkEvenly(ids: readonly string[], perPage: number): string[][] {
  const count = Math.max(1, Math.ceil(ids.length / perPage))
  const rest = ids.length - (count - 1) * perPage
  const pageSize = rest < perPage / 2 ? Math.ceil(ids.length / count) : perPage
  return Array.from({ length: count }, (_, page) =>
    ids.slice(page * pageSize, (page + 1) * pageSize),
  )
}
