import type { BoardDraft } from '#src/contract/board.ts'
import type { BoardRoomShape } from '#src/domain/floor-plan/board-floor.ts'
import {
  layOutBoardLabel,
  type BoardLabel,
  type BoardLabelText,
} from '#src/domain/floor-plan/board-label.ts'
import type { BoardLabelRoom, BoardLabelSizes } from '#src/domain/floor-plan/board-label-parts.ts'
import { fitBoardLabels } from '#src/domain/floor-plan/board-label-sizes.ts'
import { isStatusOnly } from '#src/domain/occupancy/room-privacy.ts'
import { formatLocalNumber } from '#src/format/localized-format.ts'
import { crowdedNumber } from '#src/board/footer/footer-fit.ts'
import type { PlanLayout, PlanRoom } from './plan-layout.ts'

/** Capacity for a room whose capacity is unknown, which reserves space for two digits. */
const assumedCapacity = 8

/** The font sizes of a plan's labels, and for each room ID the text that its label reserves space for. */
export type PlanLabels = { sizes: BoardLabelSizes; rooms: ReadonlyMap<string, BoardLabelRoom> }

const knownLabels = new WeakMap<PlanLayout, PlanLabels>()

/** Returns the labels that `fitPlanLabels` computed for this plan, or null if there are none yet. */
export function knownPlanLabels(layout: PlanLayout): PlanLabels | null {
  return knownLabels.get(layout) ?? null
}

/**
 * Fits the labels of a plan and caches them per layout. This is slow for a large floor, unless the label rectangles of
 * its rooms have been computed before.
 */
export function fitPlanLabels(
  board: Pick<BoardDraft, 'shortNames' | 'privacy' | 'locale'>,
  layout: PlanLayout,
  rooms: readonly PlanRoom[],
): PlanLabels {
  const known = knownLabels.get(layout)
  if (known !== undefined) return known
  const drawn = rooms.filter(({ id }) => layout.floor.rooms.has(id))
  const labelRooms = new Map(drawn.map((room) => [room.id, labelRoom(board, room)]))
  const places = [...labelRooms].map(([id, room]) => ({
    room,
    box: layout.floor.rooms.get(id)?.text ?? null,
  }))
  const labels = { sizes: fitBoardLabels(places, layout.smallest), rooms: labelRooms }
  knownLabels.set(layout, labels)
  return labels
}

type LiveTexts = Omit<BoardLabelText, keyof BoardLabelRoom>

const knownRoomLabels = new WeakMap<BoardLabelRoom, { key: string; label: BoardLabel | null }>()

/**
 * Lays out the label of a room. Caches the last result, so that a return to the floor lays out only labels whose text
 * has changed.
 *
 * @param reserved the room's entry in `PlanLabels`, which also identifies the cached result
 */
export function layOutRoomLabel(
  texts: LiveTexts,
  reserved: BoardLabelRoom,
  { text: box }: BoardRoomShape,
  sizes: BoardLabelSizes,
): BoardLabel | null {
  const { figure, word, shortWord, note } = texts
  const key = JSON.stringify([figure, word, shortWord, note])
  const known = knownRoomLabels.get(reserved)
  if (known?.key === key) return known.label
  const label = layOutBoardLabel({ ...reserved, ...texts }, box, sizes)
  knownRoomLabels.set(reserved, { key, label })
  return label
}

function labelRoom(
  { shortNames, privacy, locale }: Pick<BoardDraft, 'shortNames' | 'privacy' | 'locale'>,
  { id, name, capacity }: Pick<PlanRoom, 'id' | 'name' | 'capacity'>,
): BoardLabelRoom {
  const isPrivate = isStatusOnly(privacy, capacity)
  return {
    name: shortNames[id] ?? name,
    widestFigure: isPrivate ? null : crowdedNumber(locale, capacity ?? assumedCapacity),
    limit: isPrivate || capacity === null ? null : formatLocalNumber(locale, capacity),
  }
}
