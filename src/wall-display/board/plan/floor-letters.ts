import type { BoardFloor } from './board-floor.ts'
import type { LabelWords } from './label-blocks.ts'
import type { LabelSizes } from './label-choices.ts'
import { planLabel } from './plan-label.ts'

/** How many times as large as they have to be; larger ones would outdo the board's own name. */
const larger = [1.5, 1.25]

/**
 * The letters of a floor: larger than they have to be where every room of it can still say everything in them, as on a
 * floor of few rooms.
 *
 * @param rooms of the floor; `isPrivate` are never given a number
 */
export function floorLetters(
  rooms: readonly { id: string; name: string; capacity: number | null; isPrivate: boolean }[],
  floor: Pick<BoardFloor, 'rooms'>,
  sizes: LabelSizes,
): LabelSizes {
  const fitting = larger.find((times) => {
    const letters = timesAsLarge(sizes, times)
    return rooms.every(({ id, name, capacity, isPrivate }) => {
      const limit = capacity === null ? null : String(capacity)
      const words = { name, figure: isPrivate ? null : '', capacity: limit, word: '', note: null }
      const place = floor.rooms.get(id)
      return place !== undefined && saysAll(words, place.text, letters)
    })
  })
  return timesAsLarge(sizes, fitting ?? 1)
}

function timesAsLarge({ name, least, figure }: LabelSizes, times: number): LabelSizes {
  return { name: times * name, least: times * least, figure: times * figure }
}

function saysAll(words: LabelWords, box: Parameters<typeof planLabel>[1], sizes: LabelSizes) {
  const label = planLabel(words, box, sizes)
  if (label?.name?.size !== sizes.name || label.word === null) return false
  const lines = label.name.lines.map((line) => line.words)
  if (![lines.join(' '), lines.join('')].includes(words.name)) return false
  const { figure } = label
  if (words.figure === null) return true
  return figure?.size === sizes.figure && (words.capacity === null || figure.capacitySize !== null)
}
