import { useMemo, useState, type FocusEvent } from 'react'
import type { RoomCardModel } from '#src/domain/live-rooms/room-list.ts'

/** Which rooms stand where, by id, and for which question that order was made. */
type CardOrder = { question: string; ids: readonly string[] }

/**
 * The order of the cards after new figures. While the reader points at the grid nothing moves: the cards that stand
 * there keep their places, those whose room no longer exists go, and new ones come at the end. A new question (another
 * sort, filter or search) is always answered at once.
 *
 * @param previous the order on the screen
 * @param requested the order that the figures now ask for
 * @param existingIds ids of all rooms
 * @param frozen whether the reader points at the grid, or has the keyboard's focus in it
 * @returns `before` itself when nothing changed
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

/** Handlers for the element that must not move under the reader. */
export type HoverHandlers = {
  onPointerEnter: () => void
  onPointerLeave: () => void
  onKeyUp: () => void
  onBlur: (event: FocusEvent<HTMLElement>) => void
}

/**
 * Keeps cards in their places while the reader points at them.
 *
 * @param queryKey what the order answers: the sort, filter and search
 * @param requestedRooms the rooms as the figures now order them
 * @param allRooms every room, shown or not
 */
export function useStableOrder(
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
  return { rooms, hoverHandlers: hold }
}

function toCardOrder(question: string, rooms: readonly RoomCardModel[]): CardOrder {
  return { question, ids: rooms.map(({ room }) => room.id) }
}
