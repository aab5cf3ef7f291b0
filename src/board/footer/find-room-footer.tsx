import * as text from '#messages/find-room.ts'
import { hasLocation } from '#src/domain/find-room/room-distance.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import type { BoardViewProps } from '#src/board/room-tile-model.ts'
import { fitStatusParts, StatusParts } from './status-parts.tsx'
import type { UsedFooterFit } from './use-footer-fit.ts'

/** Width of a colour sample in the legend and the gap after it, in em. */
const sampleWidth = 1.55
/** Gap between legend entries, in em. */
const keyGap = 1

/**
 * The footer of a board of free rooms: the legend, the meaning of “free”, and the age of the data. If space is tight,
 * everything but the age can be left out.
 */
export function FindRoomFooter(props: BoardViewProps & { footer: UsedFooterFit }) {
  const { board, topology, footer } = props
  const { fits } = footer
  const status = fitStatusParts(props, footer)
  const key = hasLocation(topology, board.location) ? [text.nearestKey, text.othersKey] : []
  const keyWidth = key.reduce((sum, words) => sum + sampleWidth + measureText(words, 1), keyGap)
  const meaning = [text.freeMeaning, text.freeMeaningShort].find((words) =>
    fits([measureText(words, 1), ...status.widths]),
  )
  const meaningWidth = meaning === undefined ? [] : [measureText(meaning, 1)]
  const besideWidths = footer.key === 'beside' ? [...meaningWidth, ...status.widths] : []
  return (
    <div className="board-sums" data-key={footer.key}>
      {key.length > 0 && fits([keyWidth, ...besideWidths]) && (
        <ul className="board-find-key board-second">
          {key.map((words, position) => (
            <li key={words}>
              <i className={position === 0 ? 'board-find-lit' : undefined} />
              {words}
            </li>
          ))}
        </ul>
      )}
      {meaning !== undefined && <p className="board-muted">{meaning}</p>}
      <StatusParts {...props} fit={status} />
    </div>
  )
}
