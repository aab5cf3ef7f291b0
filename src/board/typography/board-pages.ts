import { prepareFloor } from '#src/domain/floor-plan/floor.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { computeBoardTypography } from './board-typography.ts'

/**
 * The content of one page: rooms, floors with one row each, or the plan of one floor. `undrawn`: rooms without a usable
 * outline on a board of plans, as large cards after a heading that takes the first place.
 */
export type BoardPage =
  | { kind: 'rooms'; ids: string[] }
  | { kind: 'undrawn'; ids: string[] }
  | { kind: 'floors'; ids: string[] }
  | { kind: 'plan'; floorId: string }

/**
 * Returns the pages of a board for its current rooms, at least one. Rooms over capacity come first; the rest are in the
 * building's order.
 */
export function paginateBoard(
  board: Pick<BoardDraft, 'layout' | 'screen'>,
  rooms: readonly LiveRoom[],
  { floors }: Pick<Topology, 'floors'>,
): BoardPage[] {
  const { perPage } = computeBoardTypography(board).grid
  const onFloors = new Set(rooms.map(({ floorId }) => floorId))
  const floorIds = floors.filter(({ id }) => onFloors.has(id)).map(({ id }) => id)
  switch (board.layout) {
    case 'plan':
      return planPages(board, rooms, floorIds)
    case 'totals':
      return chunkEvenly(floorIds, perPage).map((ids) => ({ kind: 'floors', ids }))
    case 'cards':
    case 'rows':
      return roomPages(rooms, perPage)
  }
}

function planPages(
  board: Parameters<typeof paginateBoard>[0],
  rooms: readonly LiveRoom[],
  floorIds: readonly string[],
): BoardPage[] {
  const floors = floorIds
    .map((id) => ({ id, drawn: prepareFloor(rooms.filter(({ floorId }) => floorId === id)).rooms }))
    .filter(({ drawn }) => drawn.size > 0)
  const plans = floors.map(({ id }): BoardPage => ({ kind: 'plan', floorId: id }))
  const drawnOn = new Map(floors.map(({ id, drawn }) => [id, drawn]))
  const roomsWithoutOutline = rooms.filter(
    ({ id, floorId }) => !drawnOn.get(floorId ?? '')?.has(id),
  )
  if (roomsWithoutOutline.length === 0 && plans.length > 0) return plans
  const cards = computeBoardTypography(boardForPage(board, 'undrawn')).grid.perPage
  const others = roomPages(roomsWithoutOutline, Math.max(1, cards - 1))
  return [...plans, ...others.map(({ ids }): BoardPage => ({ kind: 'undrawn', ids }))]
}

/** Returns whether a room is part of its floor's plan. */
export function isOnPlan(
  { outline, floorId }: Pick<LiveRoom, 'outline' | 'floorId'>,
  floorIds: ReadonlySet<string>,
): boolean {
  return outline !== null && floorId !== null && floorIds.has(floorId)
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
): Extract<BoardPage, { kind: 'rooms' }>[] {
  const over = rooms.filter(({ state }) => state === 'over')
  const others = rooms.filter(({ state }) => state !== 'over')
  const ids = [...over, ...others].map(({ id }) => id)
  return chunkEvenly(ids, perPage).map((pageIds) => ({ kind: 'rooms', ids: pageIds }))
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
