import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { boardPages, isDrawn, type BoardPage, pageMs } from '#src/board/typography/board-pages.ts'
import { useEffect, useState } from 'react'

/** The page that is shown, and what its round has shown so far. */
export type PageRotation = {
  page: BoardPage
  /** Position of the page in its round, from 0, and how many pages the round takes as the rooms are now. */
  index: number
  count: number
  /** Since when the page is shown, Unix milliseconds. */
  since: number
  /** What this round has shown, this page included: rooms, or floors where a page is made of floors. */
  shown: ReadonlySet<string>
  /** Rooms that this round has shown that were over their capacity when their page came. */
  shownOver: ReadonlySet<string>
}

/** What pages are made from at a moment. */
export type RotationInput = {
  board: Pick<BoardDraft, 'layout' | 'screen'>
  rooms: readonly LiveRoom[]
  topology: Pick<Topology, 'floors'>
  /** Unix milliseconds. */
  now: number
}

/** The first page of a round. */
export function startRound({ board, rooms, topology, now }: RotationInput): PageRotation {
  const nothing = new Set<string>()
  const pages = boardPages(board, rooms, topology)
  return rotationOf({ pages, rooms, now, index: 0, shown: nothing, shownOver: nothing })
}

/**
 * The page after another. What comes next is decided at each turn, among what the round has not shown yet, so that a
 * changed order never makes a round skip a room. Rooms over their capacity come first, also once more in a round that
 * has shown them before they were; each of them only once, so that rooms which waver cannot keep the others waiting.
 */
export function turnPage(before: PageRotation, input: RotationInput): PageRotation {
  const { board, rooms, topology, now } = input
  const { shown, shownOver } = before
  const keyOf = unitKey(board, topology)
  const isWaiting = (room: LiveRoom) => {
    const key = keyOf(room)
    return key !== null && !shown.has(key)
  }
  if (!rooms.some(isWaiting)) return startRound(input)
  const isUrgent = ({ id, state }: LiveRoom) =>
    state === 'over' && shown.has(id) && !shownOver.has(id)
  const next = rooms.filter((room) => isWaiting(room) || isUrgent(room))
  const pages = boardPages(board, next, topology)
  return rotationOf({ pages, rooms, now, index: before.index + 1, shown, shownOver })
}

function rotationOf(next: {
  pages: readonly BoardPage[]
  rooms: readonly LiveRoom[]
  now: number
  index: number
  shown: ReadonlySet<string>
  shownOver: ReadonlySet<string>
}): PageRotation {
  const { pages, rooms, now, index } = next
  const page = pages[0] ?? { kind: 'rooms', ids: [] }
  const keys = new Set(keysOf(page))
  const over = rooms.filter(({ id, state }) => state === 'over' && keys.has(id))
  return {
    page,
    index,
    count: index + Math.max(1, pages.length),
    since: now,
    shown: new Set([...next.shown, ...keys]),
    shownOver: new Set([...next.shownOver, ...over.map(({ id }) => id)]),
  }
}

/** Floors and rooms may have the same ids. */
const floorKey = (id: string) => `floor ${id}`

function keysOf(page: BoardPage): string[] {
  if (page.kind === 'plan') return [floorKey(page.floorId)]
  return page.kind === 'floors' ? page.ids.map(floorKey) : page.ids
}

/** What a room is shown as: itself, or its floor; null where the layout does not show it. */
function unitKey(
  { layout }: RotationInput['board'],
  { floors }: RotationInput['topology'],
): (room: LiveRoom) => string | null {
  const floorIds = new Set(floors.map(({ id }) => id))
  return (room) => {
    const onFloor = room.floorId !== null && floorIds.has(room.floorId)
    switch (layout) {
      case 'totals':
        return onFloor ? floorKey(room.floorId ?? '') : null
      case 'plan':
        return isDrawn(room, floorIds) ? floorKey(room.floorId ?? '') : room.id
      case 'cards':
      case 'rows':
        return room.id
    }
  }
}

/**
 * The page that is shown now.
 *
 * @param key of the board and of whether it has figures: a change begins a new round
 * @param onTurn told since when the page is shown, as each is turned: a moment at which nothing would be disturbed
 */
export function usePageRotation(
  options: RotationInput & { key: string; onTurn: (since: number) => void },
): PageRotation {
  const { key, onTurn } = options
  const [kept, setKept] = useState<{ key: string; rotation: PageRotation } | null>(null)
  const rotation = kept?.key === key ? rotationAt(kept.rotation, options) : startRound(options)
  if (rotation !== kept?.rotation) setKept({ key, rotation })

  useEffect(() => {
    onTurn(rotation.since)
  }, [rotation.since, onTurn])
  return rotation
}

/** A clock that was set back begins the page anew. */
function rotationAt(before: PageRotation, input: RotationInput): PageRotation {
  if (input.now < before.since) return { ...before, since: input.now }
  return input.now - before.since < pageMs(before.page) ? before : turnPage(before, input)
}
