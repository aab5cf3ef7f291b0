import { useMemo, useState, type FocusEvent } from 'react'
import type { RoomInView } from '#src/domain/live-rooms/room-list.ts'

/** Which rooms stand where, by id, and for which question that order was made. */
export type Order = { question: string; ids: readonly string[] }

/**
 * The order of the cards after new figures. While the reader points at the grid nothing moves: the cards that stand
 * there keep their places, those whose room no longer exists go, and new ones come at the end. A new question (another
 * sort, filter or search) is always answered at once.
 *
 * @param before the order on the screen
 * @param wanted the order that the figures now ask for
 * @param existing ids of all rooms
 * @param held whether the reader points at the grid, or has the keyboard's focus in it
 * @returns `before` itself when nothing changed
 */
export function steadyOrder(
  before: Order,
  wanted: Order,
  existing: Pick<ReadonlySet<string>, 'has'>,
  held: boolean,
): Order {
  if (!held || before.question !== wanted.question) return same(before, wanted) ? before : wanted
  const standing = before.ids.filter((id) => existing.has(id))
  const known = new Set(standing)
  const ids = [...standing, ...wanted.ids.filter((id) => !known.has(id))]
  const next = { question: wanted.question, ids }
  return same(before, next) ? before : next
}

function same(a: Order, b: Order): boolean {
  return (
    a.question === b.question &&
    a.ids.length === b.ids.length &&
    a.ids.every((id, index) => id === b.ids[index])
  )
}

/** Handlers for the element that must not move under the reader. */
export type HoldHandlers = {
  onPointerEnter: () => void
  onPointerLeave: () => void
  onKeyUp: () => void
  onBlur: (event: FocusEvent<HTMLElement>) => void
}

/**
 * Keeps cards in their places while the reader points at them.
 *
 * @param question what the order answers: the sort, filter and search
 * @param wanted the rooms as the figures now order them
 * @param all every room, shown or not
 */
export function useSteadyOrder(
  question: string,
  wanted: readonly RoomInView[],
  all: readonly RoomInView[],
): { rooms: RoomInView[]; hold: HoldHandlers } {
  const [pointed, setPointed] = useState(false)
  const [focused, setFocused] = useState(false)
  const [order, setOrder] = useState<Order>(() => orderOf(question, wanted))
  const byId = useMemo(() => new Map(all.map((one) => [one.room.id, one])), [all])

  const held = pointed || focused
  const next = useMemo(
    () => steadyOrder(order, orderOf(question, wanted), byId, held),
    [order, question, wanted, byId, held],
  )
  if (next !== order) setOrder(next)

  const rooms = useMemo(() => next.ids.flatMap((id) => byId.get(id) ?? []), [next, byId])
  const hold = useMemo<HoldHandlers>(
    () => ({
      onPointerEnter: () => setPointed(true),
      onPointerLeave: () => setPointed(false),
      // Not on focus: a click, and a room that closes, leave the focus behind where nobody is any more. The key that
      // moves the focus to a card is released on it.
      onKeyUp: () => setFocused(true),
      onBlur: ({ currentTarget, relatedTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget)))
          setFocused(false)
      },
    }),
    [],
  )
  return { rooms, hold }
}

function orderOf(question: string, rooms: readonly RoomInView[]): Order {
  return { question, ids: rooms.map(({ room }) => room.id) }
}
