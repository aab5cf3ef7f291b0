import type { BoardDraft } from '#src/contract/board.ts'
import { createBoardContent, type BoardContent, type BoardPlaces } from './board-content.ts'
import type { BoardFit, BoardFitSettings, FitOptions, LayoutFit } from './board-fit.ts'
import { fitCards } from './cards-fit.ts'
import { fitFreeRooms } from './find-room-fit.ts'
import { fitPlan } from './plan-fit.ts'
import { fitRows } from './rows-fit.ts'
import { fitTotals } from './totals-fit.ts'

const layoutFits: Record<BoardDraft['layout'], LayoutFit> = {
  cards: fitCards,
  rows: fitRows,
  totals: fitTotals,
  plan: fitPlan,
  'find-room': fitFreeRooms,
}

/** Computes the font sizes and the grid of a board from its screen, viewing distance and content. */
export function fitBoard(
  board: BoardFitSettings,
  content: BoardContent,
  options?: FitOptions,
): BoardFit {
  return layoutFits[board.layout](board, content, options)
}

export type FittedBoard = BoardFitSettings & Pick<BoardDraft, 'shortNames' | 'privacy'>

const knownFits = new WeakMap<FittedBoard, WeakMap<BoardPlaces, BoardFit>>()

/** Returns the fit of a board for its rooms and floors. Cached per board and places. */
export function fitPlaces(board: FittedBoard, places: BoardPlaces): BoardFit {
  const ofBoard = knownFits.get(board) ?? new WeakMap<BoardPlaces, BoardFit>()
  knownFits.set(board, ofBoard)
  const known = ofBoard.get(places)
  if (known !== undefined) return known
  const fit = fitBoard(board, createBoardContent(board, places))
  ofBoard.set(places, fit)
  return fit
}
