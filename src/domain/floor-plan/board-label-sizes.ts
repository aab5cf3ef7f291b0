import type { BoardFloor } from './board-floor.ts'
import type { BoardLabelText } from './board-label-blocks.ts'
import type { BoardLabelSizes } from './board-label-candidates.ts'
import { layOutBoardLabel } from './board-label.ts'
import type { Box } from './geometry.ts'

/** Multiples of the legible size; larger ones would outdo the board's own name. */
const larger = [1.5, 1.25]

/**
 * The sizes of a floor's letters: larger than legibility requires where every room's label still fits in full, as on a
 * floor of few rooms.
 *
 * @param rooms of the floor; `isPrivate` are never given a number
 */
export function scaleBoardLabels(
  rooms: readonly { id: string; name: string; capacity: number | null; isPrivate: boolean }[],
  floor: Pick<BoardFloor, 'rooms'>,
  sizes: BoardLabelSizes,
): BoardLabelSizes {
  const fitting = larger.find((times) => {
    const scaled = scaleSizes(sizes, times)
    return rooms.every(({ id, name, capacity, isPrivate }) => {
      const place = floor.rooms.get(id)
      if (place === undefined) return true
      const limit = capacity === null ? null : String(capacity)
      const text = { name, figure: isPrivate ? null : '', capacity: limit, word: '', note: null }
      return fitsInFull(text, place.text, scaled)
    })
  })
  return scaleSizes(sizes, fitting ?? 1)
}

function scaleSizes({ name, least, figure }: BoardLabelSizes, times: number): BoardLabelSizes {
  return { name: times * name, least: times * least, figure: times * figure }
}

function fitsInFull(text: BoardLabelText, box: Box | null, sizes: BoardLabelSizes): boolean {
  const label = layOutBoardLabel(text, box, sizes)
  if (label?.name?.size !== sizes.name || label.word === null) return false
  const lines = label.name.lines.map((line) => line.words)
  if (![lines.join(' '), lines.join('')].includes(text.name)) return false
  const { figure } = label
  if (text.figure === null) return true
  return figure?.size === sizes.figure && (text.capacity === null || figure.capacitySize !== null)
}
