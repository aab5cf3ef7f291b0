import * as text from '#messages/find-room.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { FloorTopology } from '#src/domain/topology/topology.ts'
import { formatLocalNumber, localizeDigits } from '#src/format/localized-format.ts'
import {
  createDirections,
  hasLocation,
  type RoomDirection,
} from '#src/domain/find-room/room-distance.ts'
import {
  hasJustEmptied,
  offerOf,
  presenceOf,
  type OfferHistory,
} from '#src/domain/find-room/room-offers.ts'
import { sizeGroupOf, sizeGroups, type SizeGroup } from '#src/domain/find-room/size-groups.ts'

/** The board settings that the columns depend on. */
export type FindRoomSettings = Pick<BoardDraft, 'locale' | 'shortNames' | 'location'>

/** A room of the board with the labels that do not change with its occupancy. */
export type FindRoomItem = {
  id: string
  name: string
  group: SizeGroup
  /** For example `8 seats`; null if unknown. */
  seats: string | null
  /** For example `This floor`, `Floor 4` or `Annex · Floor 4`; null if unknown. */
  place: string | null
  /** `place` without the building; null if unknown. */
  floor: string | null
  way: RoomDirection['way']
}

/** The rooms of one size group, sorted by distance, then by capacity. */
type FindRoomColumn = { group: SizeGroup; items: readonly FindRoomItem[] }

/** The content of a board of free rooms without its live data. Columns without rooms are left out. */
export type FindRoomContent = { columns: readonly FindRoomColumn[]; isLocated: boolean }

/** Returns the columns of a board, which do not depend on counts. */
export function findRoomContent(
  { locale, shortNames, location }: FindRoomSettings,
  rooms: readonly Pick<LiveRoom, 'id' | 'name' | 'capacity' | 'floorId'>[],
  topology: FloorTopology,
): FindRoomContent {
  const directionTo = createDirections(topology, location)
  const sorted = rooms
    .map((room, index) => ({ room, index, direction: directionTo(room.floorId) }))
    .sort(
      (a, b) =>
        a.direction.distance - b.direction.distance ||
        (a.room.capacity ?? 0) - (b.room.capacity ?? 0) ||
        a.index - b.index,
    )
  const items = sorted.map(
    ({ room: { id, name, capacity }, direction: { way, floor, label } }) => ({
      id,
      name: shortNames[id] ?? name,
      group: sizeGroupOf(capacity),
      seats: capacity === null ? null : text.seats(formatLocalNumber(locale, capacity), capacity),
      place: way === 'here' ? text.thisFloor : label,
      floor: way === 'here' ? text.thisFloor : floor,
      way,
    }),
  )
  const columns = sizeGroups.map((group) => ({
    group,
    items: items.filter((item) => item.group === group),
  }))
  return {
    columns: columns.filter((column) => column.items.length > 0),
    isLocated: hasLocation(topology, location),
  }
}

/** A card shows a free room, or keeps the empty place of a room that a person has just entered. */
export type FindRoomCard = { item: FindRoomItem } & (
  { kind: 'free'; freeSince: number | null; isNearest: boolean } | { kind: 'kept' }
)

/**
 * A column with its cards in display order, its rooms in use (nearest first), and the numbers of its free and
 * unavailable rooms.
 */
export type OfferedColumn = {
  group: SizeGroup
  cards: readonly FindRoomCard[]
  inUse: readonly FindRoomItem[]
  free: number
  unavailable: Unavailable
}

/** Number of rooms that are not offered, by reason. */
type Unavailable = { inUse: number; justEmptied: number; unknown: number }

/** Returns the columns with their current cards, in the order of `columns`. */
export function offerColumns(
  { columns, isLocated }: FindRoomContent,
  rooms: readonly LiveRoom[],
  history: OfferHistory,
): OfferedColumn[] {
  const byId = new Map(rooms.map((room) => [room.id, room]))
  return columns.map(({ group, items }) => {
    const cards: FindRoomCard[] = []
    const inUse: FindRoomItem[] = []
    const unavailable = { inUse: 0, justEmptied: 0, unknown: 0 }
    let free = 0
    for (const item of items) {
      const offer = offerOf(history, item.id)
      if (offer?.kind === 'free') {
        cards.push({ item, ...offer, isNearest: isLocated && free === 0 })
        free += 1
        continue
      }
      if (offer?.kind === 'kept') cards.push({ item, kind: 'kept' })
      const room = byId.get(item.id)
      const presence = room === undefined ? 'unknown' : presenceOf(room)
      if (presence === 'in-use') {
        unavailable.inUse += 1
        if (offer === null) inUse.push(item)
      } else if (hasJustEmptied(history, item.id)) unavailable.justEmptied += 1
      else unavailable.unknown += 1
    }
    return { group, cards: free === 0 ? [] : cards, inUse, free, unavailable }
  })
}

/**
 * Returns the cards of a column on one page. The nearest room is on every page, and the other rooms take turns. If the
 * last page is not full, it repeats the first of the other rooms. If the board has more pages than the column, the
 * column starts again.
 *
 * @param places number of cards that fit
 * @param part index of the page among the pages with the same columns
 */
export function cardsOnPage<TCard>(cards: readonly TCard[], places: number, part: number): TCard[] {
  if (cards.length <= places) return [...cards]
  const kept = places > 1 ? 1 : 0
  const size = places - kept
  const parts = partsOf(cards.length, places)
  const others = cards.slice(kept)
  const start = (part % parts) * size
  return [...cards.slice(0, kept), ...[...others, ...others].slice(start, start + size)]
}

/** Returns the number of pages that the cards of a column need. */
export function partsOf(cards: number, places: number): number {
  if (cards <= places) return 1
  return places > 1 ? Math.ceil((cards - 1) / (places - 1)) : cards
}

/** Returns a sentence that explains why a column has no free room, such as `All 4 are in use.` */
export function noneFreeSentence(
  locale: string,
  { inUse, justEmptied, unknown }: Unavailable,
): string {
  const count = (rooms: number) => formatLocalNumber(locale, rooms)
  const rooms = inUse + justEmptied + unknown
  if (rooms === inUse) return localizeDigits(locale, text.allInUse(count(rooms), rooms))
  return text.notOffered(count(rooms), rooms, [
    ...(inUse > 0 ? [text.inUseCount(count(inUse))] : []),
    ...(justEmptied > 0 ? [text.justEmptiedCount(count(justEmptied))] : []),
    ...(unknown > 0 ? [text.unknownCount(count(unknown))] : []),
  ])
}
