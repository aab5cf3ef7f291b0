import * as text from '#messages/find-room.ts'
import { hasLocation } from '#src/domain/find-room/room-distance.ts'
import { localizeDigits } from '#src/format/localized-format.ts'
import {
  ageLabel,
  createFooterFit,
  footerAgeWidth,
  footerTextWidth,
  pageDigits,
} from '#src/board/footer-parts.ts'
import type { BoardViewProps } from '#src/board/room-tile-model.ts'
import { fitSensorStatus, sensorStatusLabel } from '#src/board/sensor-status.ts'

/** Width of a sample in the legend and the gap after it, in em. */
const sampleWidth = 1.55

/** The legend of a board of free rooms, what free means, and the age of the data, which is never left out. */
export function FindRoomFooter(props: BoardViewProps) {
  const { board, topology, at, now, freshness, index, count } = props
  const { isPortrait, fits } = createFooterFit(board)
  const age = localizeDigits(board.locale, ageLabel(at, now, freshness))
  const page = pageDigits(board, index, count)
  const required = [
    footerAgeWidth(board.locale, age),
    ...(page === null ? [] : [footerTextWidth(page)]),
  ]
  const label = sensorStatusLabel(props)
  const sensors =
    label && fitSensorStatus(board.locale, label, (width) => fits([...required, width]))
  if (sensors !== null) required.push(sensors.width)
  const key = hasLocation(topology, board.location) ? [text.nearestKey, text.othersKey] : []
  const keyWidth = key.reduce((sum, words) => sum + sampleWidth + footerTextWidth(words), 0) + 1
  // In portrait, the legend has a line of its own.
  const meaning = [text.freeMeaning, text.freeMeaningShort].find((words) =>
    fits([footerTextWidth(words), ...required]),
  )
  const meaningWidth = meaning === undefined ? [] : [footerTextWidth(meaning)]
  const showsKey =
    key.length > 0 && fits(isPortrait ? [keyWidth] : [keyWidth, ...meaningWidth, ...required])
  return (
    <div className="board-sums">
      {showsKey && (
        <ul className="find-key board-second">
          {key.map((words, position) => (
            <li key={words}>
              <i className={position === 0 ? 'find-lit' : undefined} />
              {words}
            </li>
          ))}
        </ul>
      )}
      {meaning !== undefined && <p className="board-muted">{meaning}</p>}
      {page !== null && <p className="board-muted">{page}</p>}
      {sensors !== null && <p className="board-unknown">{sensors.words}</p>}
      <p className="board-live" data-late={freshness === 'live' ? undefined : ''}>
        {age}
      </p>
    </div>
  )
}
