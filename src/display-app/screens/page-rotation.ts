import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import {
  paginateBoard,
  findDrawnRooms,
  type BoardPage,
  type PaginatedBoard,
  type PaginatedTopology,
} from '#src/board/typography/board-pages.ts'
import { pageDurationMs } from '#src/board/page-duration.ts'
import { useEffect, useState } from 'react'

/** The current page, and what its round has shown so far. A round shows every room of the board. */
export type PageRotation = {
  page: BoardPage
  /** Position of the page in its round, from 0, and number of pages in the round for the current rooms. */
  index: number
  count: number
  /** When the page was first shown, Unix milliseconds. */
  since: number
  /** What this round has shown, including this page: rooms, or floors if a page consists of floors. */
  shownKeys: ReadonlySet<string>
  /** Rooms that were over capacity when this round showed them. */
  shownOverCapacity: ReadonlySet<string>
  /** The page before, in the same round; null on its first page. */
  before: PageRotation | null
}

/** Input for computing the pages at a point in time. */
export type RotationOptions = {
  board: PaginatedBoard
  rooms: readonly LiveRoom[]
  topology: PaginatedTopology
  /** Unix milliseconds. */
  now: number
}

/** Returns the first page of a round. */
export function startRound({ board, rooms, topology, now }: RotationOptions): PageRotation {
  const nothing = new Set<string>()
  const pages = paginateBoard(board, rooms, topology)
  return createRotation({
    pages,
    rooms,
    now,
    index: 0,
    shown: nothing,
    shownOver: nothing,
    before: null,
  })
}

/**
 * Returns the page that follows `previous`. It is chosen at each page change from what the round has not shown yet, so
 * that a changed order never skips a room. Rooms over capacity come first. A room that exceeds its capacity after the
 * round has shown it is shown once more; only once, so that rooms near their capacity cannot delay the rest.
 */
export function nextPage(previous: PageRotation, input: RotationOptions): PageRotation {
  const { board, rooms, topology, now } = input
  if (board.layout === 'find-room') return nextFreeRoomsPage(previous, input)
  const { shownKeys, shownOverCapacity } = previous
  const drawnRoomIds: ReadonlySet<string> =
    board.layout === 'plan' ? findDrawnRooms(rooms, topology) : new Set()
  const keyOf = unitKey(board, topology, drawnRoomIds)
  const isWaiting = (room: LiveRoom) => {
    const key = keyOf(room)
    return key !== null && !shownKeys.has(key)
  }
  if (!rooms.some(isWaiting)) return startRound(input)
  const needsSecondShowing = ({ id, state }: LiveRoom) =>
    state === 'over' && shownKeys.has(id) && !shownOverCapacity.has(id)
  const next = rooms.filter((room) => isWaiting(room) || needsSecondShowing(room))
  const pages = paginateBoard(board, next, topology, { drawnRoomIds })
  return createRotation({
    pages,
    rooms,
    now,
    index: previous.index + 1,
    shown: shownKeys,
    shownOver: shownOverCapacity,
    before: previous,
  })
}

/**
 * Returns the next page of free rooms. Its columns take turns by themselves, and no person waits for a certain room, so
 * pages follow each other by position.
 */
function nextFreeRoomsPage(previous: PageRotation, input: RotationOptions): PageRotation {
  const { board, rooms, topology, now } = input
  const index = previous.index + 1
  const pages = paginateBoard(board, rooms, topology).slice(index)
  if (pages.length === 0) return startRound(input)
  const shown = { shown: previous.shownKeys, shownOver: previous.shownOverCapacity }
  return createRotation({ pages, rooms, now, index, ...shown, before: previous })
}

/** Returns the page before `current`; before the first page of a round, its last one. */
export function previousPage(current: PageRotation, input: RotationOptions): PageRotation {
  if (current.before !== null) return { ...current.before, since: input.now }
  let last = current
  for (let next = nextPage(last, input); next.before !== null; next = nextPage(next, input)) {
    last = next
  }
  return { ...last, since: input.now }
}

function createRotation(next: {
  pages: readonly BoardPage[]
  rooms: readonly LiveRoom[]
  now: number
  index: number
  shown: ReadonlySet<string>
  shownOver: ReadonlySet<string>
  before: PageRotation | null
}): PageRotation {
  const { pages, rooms, now, index, before } = next
  const page = pages[0] ?? { kind: 'rooms', ids: [] }
  const keys = new Set(pageKeys(page))
  const over = rooms.filter(({ id, state }) => state === 'over' && keys.has(id))
  return {
    page,
    index,
    count: index + Math.max(1, pages.length),
    since: now,
    before,
    shownKeys: new Set([...next.shown, ...keys]),
    shownOverCapacity: new Set([...next.shownOver, ...over.map(({ id }) => id)]),
  }
}

/** Prefixed, because a floor and a room may have the same ID. */
const floorKey = (id: string) => `floor ${id}`

function pageKeys(page: BoardPage): string[] {
  if (page.kind === 'plan') return [floorKey(page.floorId)]
  return page.kind === 'floors' ? page.ids.map(floorKey) : page.ids
}

/** Returns the key under which a room is shown: its own or its floor's; null if the layout does not show it. */
function unitKey(
  { layout }: RotationOptions['board'],
  { floors }: RotationOptions['topology'],
  drawnRoomIds: ReadonlySet<string>,
): (room: LiveRoom) => string | null {
  const floorIds = new Set(floors.map(({ id }) => id))
  return (room) => {
    const onFloor = room.floorId !== null && floorIds.has(room.floorId)
    switch (layout) {
      case 'totals':
        return onFloor ? floorKey(room.floorId ?? '') : null
      case 'plan':
        return drawnRoomIds.has(room.id) ? floorKey(room.floorId ?? '') : room.id
      case 'cards':
      case 'rows':
      case 'find-room':
        return room.id
    }
  }
}

/**
 * Returns the page to show now, and a function that turns it by hand.
 *
 * @param options.key identifies the board and whether it has readings: a change starts a new round
 * @param options.onTurn called with the start time of each new page, when a reload is least disruptive
 */
export function usePageRotation(
  options: RotationOptions & { key: string; onTurn: (since: number) => void },
): { rotation: PageRotation; turn: (by: 1 | -1) => void } {
  const { key, onTurn } = options
  const [stored, setStored] = useState<{ key: string; rotation: PageRotation } | null>(null)
  const rotation = stored?.key === key ? rotationAt(stored.rotation, options) : startRound(options)
  if (rotation !== stored?.rotation) setStored({ key, rotation })

  useEffect(() => {
    onTurn(rotation.since)
  }, [rotation.since, onTurn])
  const turn = (by: 1 | -1) => {
    const turned = by === 1 ? nextPage(rotation, options) : previousPage(rotation, options)
    setStored({ key, rotation: turned })
  }
  return { rotation, turn }
}

/** Returns the rotation at a point in time. If the clock was set back, the page's time restarts. */
function rotationAt(current: PageRotation, input: RotationOptions): PageRotation {
  if (input.now < current.since) return { ...current, since: input.now }
  return input.now - current.since < pageDurationMs(current.page)
    ? current
    : nextPage(current, input)
}
