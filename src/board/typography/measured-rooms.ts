import * as messages from '#messages/board.ts'
import { overCapacity, stateLabels } from '#messages/common.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { formatLocalNumber } from '#src/format/localized-format.ts'
import type { BoardContent } from './board-content.ts'
import { measureName, type MeasuredName } from './name-lines.ts'

/** Letter spacing of large counts, in em. */
const figureSpacing = -0.035
/** Width of a status icon and the space after it, in em of the state's label. */
const shapeEm = 1.6
/** Number of people per seat for which a count reserves its width. A larger count may have a smaller font. */
const crowding = 1.25
/** Assumed number of digits for a room of unknown capacity. */
const digitsWithoutCapacity = 2

/** A room with a count, measured to size a board. Widths are in em of their font size. */
export type CountedRoom = {
  name: MeasuredName
  /** Reserved width of the count, which does not depend on the current count. */
  slot: number
  /** Whether the count can have a thousands separator, which extends below the digits. */
  hasSeparator: boolean
  /** Width of the capacity as `/30`; 0 if unknown. */
  beside: number
  /** Width of the capacity as `of 30`; 0 if unknown. */
  below: number
  /** Width of the widest usual state label with its icon. */
  state: number
}

/** The measured rooms of a board. Private rooms have no count. */
export type MeasuredRooms = { names: readonly MeasuredName[]; counted: readonly CountedRoom[] }

export function measureRooms({ rooms }: BoardContent, locale: string): MeasuredRooms {
  const names = rooms.map(({ name }) => measureName(name))
  const counted = rooms.flatMap(({ isPrivate, capacity }, index): CountedRoom[] => {
    const name = names[index]
    return isPrivate || name === undefined ? [] : [{ name, ...measureCount(capacity, locale) }]
  })
  return { names, counted }
}

/** @param capacity null if it is unknown. */
function measureCount(capacity: number | null, locale: string): Omit<CountedRoom, 'name'> {
  const digits =
    capacity === null ? digitsWithoutCapacity : String(Math.ceil(crowding * capacity)).length
  // 4 is the widest digit.
  const sample = formatLocalNumber(locale, Number('4'.repeat(digits)))
  const limit = capacity === null ? null : formatLocalNumber(locale, capacity)
  const excess = Math.ceil((crowding - 1) * (capacity ?? 0))
  return {
    slot: figureEm(sample),
    hasSeparator: sample.length > digits,
    beside: limit === null ? 0 : measureText(`/${limit}`, 1),
    below: limit === null ? 0 : measureText(messages.ofCapacity(limit), 1),
    state: Math.max(
      ...[stateLabels['in-use'], stateLabels.free, stateLabels.busy, stateLabels.full].map(stateEm),
      capacity === null ? 0 : stateEm(overCapacity(formatLocalNumber(locale, excess))),
    ),
  }
}

/** Returns the width of a count, in em. */
export function figureEm(count: string): number {
  return measureText(count, 1) + figureSpacing * count.length
}

/** Returns the width of a state's icon and label, in em. */
export function stateEm(word: string): number {
  return shapeEm + measureText(word, 1)
}
