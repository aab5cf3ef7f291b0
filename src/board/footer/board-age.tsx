import type { BoardViewProps } from '#src/board/room-tile-model.ts'
import { localizeDigits } from '#src/format/localized-format.ts'
import { ageLabels } from './age-labels.ts'

/**
 * The age of the data.
 *
 * @param props.form index of the label to show; 0 is the longest
 */
export function BoardAge({
  board,
  freshness,
  at,
  now,
  form = 0,
}: Pick<BoardViewProps, 'board' | 'freshness' | 'at' | 'now'> & { form?: number }) {
  return (
    <p className="board-live" data-late={freshness === 'live' ? undefined : ''}>
      {localizeDigits(board.locale, ageLabels(at, now, freshness)[form] ?? '')}
    </p>
  )
}
