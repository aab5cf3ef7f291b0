import { localizeDigits } from '#src/format/localized-format.ts'
import { ageLabels, type AgeProps } from './age-labels.ts'

/**
 * The age of the data or, in the replay, the moment.
 *
 * @param props.form index of the label to show; 0 is the longest
 */
export function BoardAge({ form = 0, ...props }: AgeProps & { form?: number }) {
  const { board, freshness, isReplay = false } = props
  return (
    <p
      className={isReplay ? 'board-replayed' : 'board-live'}
      data-late={freshness === 'live' ? undefined : ''}
    >
      {localizeDigits(board.locale, ageLabels(props)[form] ?? '')}
    </p>
  )
}
