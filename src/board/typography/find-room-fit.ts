import { padding } from '#src/board/find-room/find-room-card-fit.ts'
import { fitFindRoom } from '#src/board/find-room/find-room-fit.ts'
import { findRoomContent } from '#src/board/find-room/find-room-model.ts'
import type { FindRoomBoardFit, LayoutFit } from './board-fit.ts'

/** Fits columns of free rooms. Passes no short names, because the content already contains them. */
export const fitFreeRooms: LayoutFit<FindRoomBoardFit> = (
  { screen, locale, location },
  { rooms, topology },
) => {
  const content = findRoomContent({ locale, location, shortNames: {} }, rooms, topology)
  const fit = fitFindRoom(screen, content, locale)
  const { across, cardsAcross, rows, card, name } = fit
  return {
    ...fit,
    layout: 'find-room',
    content,
    figure: name,
    grid: { columns: across, rows, perPage: across * cardsAcross * rows },
    tile: { width: card.width + padding.x, height: card.height },
  }
}
