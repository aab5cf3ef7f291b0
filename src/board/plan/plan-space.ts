import type { BoardLabelSizes } from '#src/domain/floor-plan/board-label-candidates.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { boardSizes, insideOf } from '#src/board/typography/board-grid.ts'

/** What a floor's name takes above its plan, per em of a room's name. */
const captionHeight = 1.7

/** Letters of a plan, and the space that it has. Thousandths of the screen's shorter side. */
export type PlanSpace = { sizes: BoardLabelSizes; width: number; height: number }

/**
 * What a board has for the plan of a floor.
 *
 * @param isNamed whether the floor's name stands above it
 */
export function planSpace(
  { layout, screen }: Pick<BoardDraft, 'layout' | 'screen'>,
  isNamed: boolean,
): PlanSpace {
  const { name, least, figure } = boardSizes({ layout, screen })
  const { width, height } = insideOf(screen, name, least)
  return {
    sizes: { name: 10 * name, least: 10 * least, figure: 10 * figure },
    width: 10 * width,
    height: 10 * (height - (isNamed ? captionHeight * name : 0)),
  }
}

/** A floor's name stands above its plan unless the board bears it already. */
export function isFloorNamed({ name }: Pick<BoardDraft, 'name'>, floorName: string): boolean {
  return floorName !== name
}
