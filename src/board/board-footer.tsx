import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import { memo, useMemo, type CSSProperties } from 'react'
import { hiddenAfterMs } from '#src/domain/occupancy/freshness.ts'
import { displayedStates, type DisplayedState } from '#src/domain/live-rooms/displayed-rooms.ts'
import * as text from '#messages/board.ts'
import { stateStyles } from '#src/components/occupancy/state-styles.ts'
import { second } from '#src/domain/time/duration.ts'
import { formatDuration } from '#src/format/durations.ts'
import { StatusIcon } from '#src/components/occupancy/status-icon.tsx'
import {
  computeBoardTotals,
  roomsInUseLabel,
  type BoardViewProps,
  type DataStatus,
} from './room-tile-model.ts'
import { FindRoomFooter } from './find-room/find-room-footer.tsx'
import {
  ageLabel,
  createFooterFit,
  footerAgeWidth,
  footerTextWidth,
  maxSegments,
  pageDigits,
} from './footer-parts.ts'
import { fitSensorStatus, sensorStatusLabel } from './sensor-status.ts'
import {
  localizeDigits,
  formatLocalNumber,
  formatLocalTime,
  timeLocale,
} from '#src/format/localized-format.ts'

/** Width of a status icon in the legend and the space after it, in em. */
const shapeWidth = 1.38

/** Returns the width of the legend of states, in em. */
function stateKeyWidth(labels: readonly string[]): number {
  return labels.reduce((sum, label) => sum + shapeWidth + measureText(label, 1), labels.length - 1)
}

/**
 * The longest text that can appear. The footer reserves its width, so that its layout does not change every second.
 */
const sampleNextTry = text.nextTry(formatDuration(15 * second))

type FooterProps = BoardViewProps & { dataStatus: DataStatus }

/** Page progress, total people, number of rooms in each state (the legend of the icons), and the age of the data. */
export function BoardFooter(props: FooterProps) {
  const { board, index, count, done, notLiveSince } = props
  return (
    <footer className="board-foot">
      {count > 1 ? (
        <PageProgress {...{ index, count, done }} locale={board.locale} />
      ) : (
        <div className="board-pages" />
      )}
      {notLiveSince !== null ? (
        <StoppedFooter {...props} />
      ) : board.layout === 'find-room' ? (
        <FindRoomFooter {...props} />
      ) : (
        <TotalsFooter {...props} />
      )}
    </footer>
  )
}

/** The footer while data is live or late. Omits parts that do not fit, but never the age. */
function TotalsFooter(props: FooterProps) {
  const { board, rooms, at, now, freshness, index, count, dataStatus } = props
  const digits = (words: string) => localizeDigits(board.locale, words)
  const totals = useMemo(
    () => computeBoardTotals(board, rooms, dataStatus),
    [board, rooms, dataStatus],
  )
  const key = useMemo(() => stateKey(totals.states, board.locale), [totals, board.locale])
  const { isPortrait, fits } = useMemo(() => createFooterFit(board), [board])
  const page = pageDigits(board, index, count)
  const sensorStatus = sensorStatusLabel(props)
  const inUse = roomsInUseLabel(board, rooms, totals)
  const age = digits(ageLabel(at, now, freshness))
  const ageWidth = footerAgeWidth(board.locale, age)
  const fixedWidths = page === null ? [ageWidth] : [ageWidth, footerTextWidth(page)]
  const sensors =
    sensorStatus &&
    fitSensorStatus(board.locale, sensorStatus, (width) => fits([...fixedWidths, width]))
  const requiredWidths = sensors === null ? fixedWidths : [...fixedWidths, sensors.width]
  const people = footerTextWidth(totals.peopleLabel)
  // In portrait, the second line has space for the legend.
  const hasRoom = (middle: number) =>
    isPortrait ? fits([middle]) : fits([people, middle, ...requiredWidths])
  const showsKey = hasRoom(stateKeyWidth(key.map(([, label]) => label)))
  return (
    <div className="board-sums">
      {fits([people, ...requiredWidths]) && <p className="board-people">{totals.peopleLabel}</p>}
      {showsKey && <StateKey states={key} />}
      {!showsKey && hasRoom(footerTextWidth(inUse)) && (
        <p className="board-muted board-second">{inUse}</p>
      )}
      {page !== null && <p className="board-muted">{page}</p>}
      {sensors !== null && <p className="board-unknown">{sensors.words}</p>}
      <p className="board-live" data-late={freshness === 'live' ? undefined : ''}>
        {age}
      </p>
    </div>
  )
}

/** The footer once data is stale or missing. */
function StoppedFooter({ board, zone, at, now, freshness, intervalMs, nextTryAt }: FooterProps) {
  const { fits } = useMemo(() => createFooterFit(board), [board])
  const texts = stoppedTexts()
  const digits = (words: string) => localizeDigits(board.locale, words)
  const next = footerTextWidth(digits(sampleNextTry))
  const showsName = fits([board.name, texts.full].map(footerTextWidth).concat(next))
  const shown = fits([footerTextWidth(texts.full), next]) ? texts.full : texts.short
  return (
    <div className="board-sums">
      {showsName && <p className="board-people">{board.name}</p>}
      {fits([footerTextWidth(shown), next]) && <p className="board-muted">{shown}</p>}
      <p>{nextTryAt === null ? text.tryingNow : digits(text.nextTry(waitUntil(nextTryAt, now)))}</p>
    </div>
  )

  function stoppedTexts(): { full: string; short: string } {
    if (at === null) return { full: text.noDataYet, short: text.noDataYet }
    const updatedAt = formatLocalTime(timeLocale(board), zone, at)
    const short = text.lastUpdated(updatedAt)
    // FloorRows hides the sums of floors as soon as the data is stale.
    if (board.layout === 'totals') return { full: short, short }
    const hiddenAt = formatLocalTime(timeLocale(board), zone, at + hiddenAfterMs(intervalMs))
    const isHidden = freshness === 'no-data'
    return { full: text.lastUpdatedAndHidden(updatedAt, hiddenAt, isHidden), short }
  }
}

type FailedFooterProps = Pick<
  BoardViewProps,
  'board' | 'freshness' | 'at' | 'now' | 'sensorsAt' | 'intervalMs'
>

/** Fallback for a footer whose totals fail to render; still shows the age of the data and of the sensor status. */
export function FailedFooter(props: FailedFooterProps) {
  const sensorStatus = sensorStatusLabel(props)
  return (
    <footer className="board-foot">
      <div className="board-pages" />
      <div className="board-sums">
        <p className="board-people">{text.totalsFailed}</p>
        {sensorStatus && <p className="board-unknown">{sensorStatus.short}</p>}
        <DataAge {...props} />
      </div>
    </footer>
  )
}

function DataAge({ board, freshness, at, now }: FailedFooterProps) {
  return (
    <p className="board-live" data-late={freshness === 'live' ? undefined : ''}>
      {localizeDigits(board.locale, ageLabel(at, now, freshness))}
    </p>
  )
}

/**
 * Progress through the pages: one thin segment per page. The segment of the current page fills as the page's time
 * elapses. Above `maxSegments` pages, a single bar replaces the segments.
 */
function PageProgress({
  index,
  count,
  done,
  locale,
}: Pick<BoardViewProps, 'index' | 'count' | 'done'> & { locale: string }) {
  const label = localizeDigits(locale, text.pageProgress(index + 1, count))
  const segments =
    count > maxSegments
      ? [(index + done) / count]
      : Array.from({ length: count }, (_, page) => (page < index ? 1 : page === index ? done : 0))
  return (
    <div className="board-pages" role="img" aria-label={label}>
      {segments.map((share, segment) => {
        const style: CSSProperties & Record<`--${string}`, string> = { '--done': share.toFixed(3) }
        return <i key={segment} style={style} />
      })}
    </div>
  )
}

function stateKey(
  states: ReadonlyMap<DisplayedState, number>,
  locale: string,
): (readonly [DisplayedState, string])[] {
  return displayedStates.flatMap((state) => {
    const count = states.get(state) ?? 0
    if (count === 0) return []
    return [[state, text.stateCounts[state](formatLocalNumber(locale, count), count)] as const]
  })
}

const StateKey = memo(function StateKey({
  states,
}: {
  states: readonly (readonly [DisplayedState, string])[]
}) {
  return (
    <ul className="board-key board-second">
      {states.map(([state, label]) => (
        <li key={state} data-state={state}>
          <StatusIcon shape={stateStyles[state].shape} className="board-shape" />
          {label}
        </li>
      ))}
    </ul>
  )
})

/** Returns the time until an instant, rounded up to seconds: `8 s`. */
function waitUntil(at: number, now: number): string {
  return formatDuration(Math.max(1, Math.ceil((at - now) / second)) * second)
}
