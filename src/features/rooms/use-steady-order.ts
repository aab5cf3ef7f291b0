import { useMemo, useState, type FocusEvent } from 'react'
import type { RoomInView } from '#src/domain/live-rooms/rooms-in-view.ts'
import { steadyOrder, type Order } from './steady-order.ts'

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
