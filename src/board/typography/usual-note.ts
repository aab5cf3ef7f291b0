import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import type { CardsFit } from './board-fit.ts'
import { computeCardLayout, type CardLayout } from './card-layout.ts'
import type { TileText } from './board-content.ts'

const unchanged = [
  'form',
  'figureSize',
  'figureLineSize',
  'nameSize',
  'nameLines',
  'stateSize',
  'showsCapacity',
  'showsBar',
  'word',
] as const satisfies readonly (keyof CardLayout)[]

/** Returns whether a card without a note has space for one on one line without any change to the rest of the card. */
export function fitsNote(text: TileText, note: string, fit: CardsFit, layout: CardLayout): boolean {
  const width = fit.tile.width - 2 * fit.padding.x
  if (text.note !== null || measureText(note, fit.small) > width) return false
  const noted = computeCardLayout({ ...text, note }, fit)
  return noted.showsNote && unchanged.every((key) => noted[key] === layout[key])
}
