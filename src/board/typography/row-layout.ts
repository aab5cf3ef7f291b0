import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import type { RowsFit } from './board-fit.ts'
import { figureEm } from './measured-rooms.ts'
import { measureName } from './name-lines.ts'
import { rowCapacityGap, rowNameEm } from './row-columns.ts'
import type { TileText } from './board-content.ts'

/** Width of a status icon and the space after it, in em of the state's label. */
const rowShape = 1.46
/** Minimum gap after a state, in em of the state's label. */
const stateGap = 0.5

type RowLayout = {
  nameSize: number
  figureSize: number
  showsCapacity: boolean
  word: string
}

/**
 * Fits a room's text into its row. A count that is wider than its column extends into free space of the state's column.
 * If that is not enough, the count shrinks slightly, then the capacity is left out, and then the count shrinks to the
 * smallest font size.
 */
export function computeRowLayout(text: TileText, fit: RowsFit): RowLayout {
  const { name, least, small, columns } = fit
  const nameEm = rowNameEm(measureName(text.name))
  const nameSize = Math.max(least, Math.min(name, (columns.name + 1e-6) / nameEm))
  const both = columns.state + columns.figure
  const slightlySmaller = [name, 0.9 * name]
  const figureSizes = [...slightlySmaller, Math.min(small, name), least]
  const em = text.figure === null ? 0 : figureEm(text.figure)
  // The label of a room over capacity contains the excess, so the capacity is left out before the count shrinks.
  const isOver = text.shortWord !== text.word
  for (const showsCapacity of text.capacity !== null && fit.hasCapacity ? [true, false] : [false]) {
    const sizes = isOver ? [name] : slightlySmaller
    for (const figureSize of showsCapacity ? sizes : figureSizes) {
      const capacity = showsCapacity
        ? (rowCapacityGap + measureText(`/${text.capacity ?? ''}`, 1)) * small
        : 0
      const left = both - (rowShape + stateGap + measureText(text.word, 1)) * small
      if (em * figureSize + capacity <= left) {
        return { nameSize, figureSize, showsCapacity, word: text.word }
      }
    }
  }
  return { nameSize, figureSize: least, showsCapacity: false, word: text.shortWord }
}
