import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import type { FittedBoard } from '#src/board/typography/fit-board.ts'
import { paginateBoard, findDrawnRooms, type BoardPage } from '#src/board/typography/board-pages.ts'
import { pageDurationMs } from '#src/board/page-duration.ts'
import { useEffect, useState } from 'react'

/**
 * The current page, and the rooms that the current pass through the pages has shown. A pass shows every room of the
 * board.
 */
export type PageRotation = {
  page: BoardPage
  /** Position of the page in its pass, from 0. */
  index: number
  /** Number of pages in the pass. */
  count: number
  /** When the page was first shown, in Unix milliseconds. */
  since: number
  /** Keys of the rooms (or of the floors, on pages of floors) that this pass has shown, including the current page. */
  shownKeys: ReadonlySet<string>
  /** Rooms that were over capacity when this pass showed them or their floor. */
  shownOverCapacity: ReadonlySet<string>
  /** Returns the previous page of this pass; null on its first page. */
  before: (() => PageRotation) | null
}

export type RotationOptions = {
  board: FittedBoard
  rooms: readonly LiveRoom[]
  /** All places of the board. */
  topology: Pick<Topology, 'rooms' | 'floors'>
  /** In Unix milliseconds. */
  now: number
}

const noKeys: ReadonlySet<string> = new Set()
const noRooms: BoardPage = { kind: 'rooms', ids: [] }

/** Returns the first page of a pass, which starts with the rooms over capacity. */
export function startRound(input: RotationOptions): PageRotation {
  return addPage(null, input)
}

/**
 * Returns the page after `previous`. Each page change selects from the rooms that the pass has not shown yet, so a
 * changed order never skips a room. Rooms over capacity, or their floors on boards of plans or totals, come first. If a
 * room exceeds its capacity after the pass has shown it, the pass shows it once more. A further repetition would let
 * rooms near their capacity delay the rest.
 */
export function nextPage(previous: PageRotation, input: RotationOptions): PageRotation {
  return addPage(previous, input)
}

function addPage(previous: PageRotation | null, input: RotationOptions): PageRotation {
  const pages = remainingPages(previous, input)
  if (previous !== null && pages.length === 0) return addPage(null, input)
  return rotationAfter(previous, pages.length > 0 ? pages : [noRooms], 0, input)
}

/**
 * Returns the pages that follow `previous` in its pass, starting with rooms over capacity. Empty if the pass has shown
 * all rooms.
 */
function remainingPages(previous: PageRotation | null, input: RotationOptions): BoardPage[] {
  const { board, rooms, topology } = input
  if (board.layout === 'find-room') {
    return paginateBoard(board, rooms, topology).slice(previous === null ? 0 : previous.index + 1)
  }
  const shownKeys = previous?.shownKeys ?? new Set<string>()
  const shownOverCapacity = previous?.shownOverCapacity ?? new Set<string>()
  const keyOf = unitKey(input)
  const isWaiting = (room: LiveRoom) => {
    const key = keyOf(room)
    return key !== null && !shownKeys.has(key)
  }
  if (previous !== null && !rooms.some(isWaiting)) return []
  const isUrgent = ({ id, state }: LiveRoom) => state === 'over' && !shownOverCapacity.has(id)
  const next = rooms.filter((room) => isWaiting(room) || (keyOf(room) !== null && isUrgent(room)))
  const pages = paginateBoard(board, next, topology)
  const urgentKeys = new Set(next.filter(isUrgent).map(keyOf))
  const isUrgentPage = (page: BoardPage) => pageKeys(page).some((key) => urgentKeys.has(key))
  return [...pages.filter(isUrgentPage), ...pages.filter((page) => !isUrgentPage(page))]
}

/** Returns the page before `current`, or the last page of the pass if `current` is its first page. */
export function previousPage(current: PageRotation, input: RotationOptions): PageRotation {
  if (current.before !== null) return { ...current.before(), since: input.now }
  const pages = remainingPages(current, input)
  if (pages.length === 0) return { ...current, since: input.now }
  return rotationAfter(current, pages, pages.length - 1, input)
}

/** Returns the page at this position among the pages that follow `previous` in its pass. */
function rotationAfter(
  previous: PageRotation | null,
  pages: readonly BoardPage[],
  position: number,
  input: RotationOptions,
): PageRotation {
  const page = pages[position] ?? noRooms
  const first = previous === null ? 0 : previous.index + 1
  const pagesBefore = () => rotationAfter(previous, pages, position - 1, input)
  const previousRotation = previous === null ? null : () => previous
  return {
    page,
    index: first + position,
    count: first + pages.length,
    since: input.now,
    before: position > 0 ? pagesBefore : previousRotation,
    ...shownAfter(previous, pages.slice(0, position + 1), input),
  }
}

/**
 * Returns what a pass has shown after these pages. Boards of free rooms do not track rooms, because people do not wait
 * for a certain room, and the rooms of a column already take turns.
 */
function shownAfter(
  previous: PageRotation | null,
  pages: readonly BoardPage[],
  input: RotationOptions,
): Pick<PageRotation, 'shownKeys' | 'shownOverCapacity'> {
  if (input.board.layout === 'find-room') return { shownKeys: noKeys, shownOverCapacity: noKeys }
  const keys = new Set<string | null>(pages.flatMap(pageKeys))
  const keyOf = unitKey(input)
  const over = input.rooms.filter((room) => room.state === 'over' && keys.has(keyOf(room)))
  return {
    shownKeys: new Set([...(previous?.shownKeys ?? []), ...pages.flatMap(pageKeys)]),
    shownOverCapacity: new Set([
      ...(previous?.shownOverCapacity ?? []),
      ...over.map(({ id }) => id),
    ]),
  }
}

/** The prefix avoids conflicts, because a floor and a room can have the same ID. */
const floorKey = (id: string) => `floor ${id}`

function pageKeys(page: BoardPage): string[] {
  if (page.kind === 'plan') return [floorKey(page.floorId)]
  return page.kind === 'floors' ? page.ids.map(floorKey) : page.ids
}

/**
 * Returns a function that returns the key under which a room is shown: the key of the room or of its floor. The key is
 * null if the layout does not show the room.
 */
function unitKey({
  board: { layout },
  topology,
}: RotationOptions): (room: LiveRoom) => string | null {
  const floorIds = new Set(topology.floors.map(({ id }) => id))
  const drawnRoomIds: ReadonlySet<string> = layout === 'plan' ? findDrawnRooms(topology) : noKeys
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

/** Input for a display whose board can change. */
type KeyedOptions = RotationOptions & {
  /** Identifies the board, and whether there are readings for all its rooms. A change starts a new pass. */
  key: string
}
type StoredRotation = { key: string; rotation: PageRotation }

/**
 * Returns the page at `input.now`.
 *
 * @param stored the last page; null before the first page
 */
export function rotationAt(stored: StoredRotation | null, input: KeyedOptions): PageRotation {
  if (stored?.key !== input.key) return startRound(input)
  const { rotation } = stored
  // If the clock was set back, restarts the time of the page.
  if (input.now < rotation.since) return { ...rotation, since: input.now }
  const isOver = input.now - rotation.since >= pageDurationMs(rotation.page)
  return isOver ? nextPage(rotation, input) : rotation
}

/**
 * Returns the current page, and a function that changes the page manually.
 *
 * @param options.onTurn called with the start time of each new page, when a reload is least disruptive
 */
export function usePageRotation(options: KeyedOptions & { onTurn: (since: number) => void }): {
  rotation: PageRotation
  turn: (by: 1 | -1) => void
} {
  const { key, onTurn } = options
  const [stored, setStored] = useState<StoredRotation | null>(null)
  const rotation = rotationAt(stored, options)
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
