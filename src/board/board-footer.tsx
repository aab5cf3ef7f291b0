import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { computeBoardTypography, contentArea } from '#src/board/typography/board-typography.ts'
import { memo, useMemo, type CSSProperties } from 'react'
import { hiddenAfterMs } from '#src/domain/occupancy/freshness.ts'
import {
  displayedStates,
  stateLabels,
  type DisplayedState,
} from '#src/domain/live-rooms/displayed-occupancy.ts'
import { stateStyles } from '#src/components/occupancy/state-styles.ts'
import { second, formatDuration } from '#src/domain/time/duration.ts'
import { StatusIcon } from '#src/components/occupancy/status-icon.tsx'
import { computeBoardTotals, roomsInUseLabel, type DataStatus } from './board-model.ts'
import type { BoardViewProps } from './board-view.tsx'
import { localizeDigits, formatLocalNumber, formatLocalTime } from '#src/format/localized-format.ts'

/** Between the parts of a footer, em. */
const partGap = 1.2
/** Of each state in the key: its shape and the space behind it, em. */
const shapeWidth = 1.38

/** Tells whether the parts of a footer fit beside each other on one line; widths are in em of its letters. */
export type FooterFit = { isPortrait: boolean; fits: (widths: readonly number[]) => boolean }

/** The footer of a board: as wide as what is above it, in the board's smallest letters. */
export function createFooterFit({
  layout,
  screen,
}: Pick<BoardDraft, 'layout' | 'screen'>): FooterFit {
  const { name, least } = computeBoardTypography({ layout, screen })
  const { width } = contentArea(screen, name, least)
  return {
    isPortrait: screen.orientation === 'portrait',
    fits: (widths) =>
      widths.reduce((sum, one) => sum + one, partGap * (widths.length - 1)) * least <= width,
  }
}

/** The width of words in the footer's letters, em. */
export function footerTextWidth(words: string): number {
  return measureText(words, 1)
}

/** The width of the key of states, em. */
export function stateKeyWidth(labels: readonly string[]): number {
  return labels.reduce((sum, label) => sum + shapeWidth + measureText(label, 1), labels.length - 1)
}

/** More pages are told in digits: segments would be too short to be told apart. */
const maxSegments = 20
/** The dot before "Live", em. */
const liveDotWidth = 1
/** The longest words that stand there while the data is live, so that the footer does not change with each second. */
const sampleAge = 'Live, 59 s ago'
const sampleNextTry = 'Next try in 15 s'

type FooterProps = BoardViewProps & { answered: DataStatus }

/** Which page it is, everybody on the board, how many rooms are in each state (the key to the shapes), and the data's age. */
export function BoardFooter(props: FooterProps) {
  const { index, count, done, notLiveSince } = props
  return (
    <footer className="board-foot">
      {count > 1 ? <PageProgress {...{ index, count, done }} /> : <div className="board-pages" />}
      {notLiveSince === null ? <TotalsFooter {...props} /> : <StoppedFooter {...props} />}
    </footer>
  )
}

/** The footer while figures are live, or only just late. What does not fit is left out, never the age. */
function TotalsFooter(props: FooterProps) {
  const { board, rooms, at, now, freshness, areSensorsKnown, index, count, answered } = props
  const totals = useMemo(() => computeBoardTotals(board, rooms, answered), [board, rooms, answered])
  const key = useMemo(() => stateKey(totals.states, board.locale), [totals, board.locale])
  const { isPortrait, fits } = useMemo(() => createFooterFit(board), [board])
  const page = count > maxSegments ? `${index + 1} / ${count}` : null
  const unknown = areSensorsKnown ? null : 'Sensor status unknown'
  const inUse = roomsInUseLabel(board, rooms, totals)
  const age = localizeDigits(board.locale, ageLabel(at, now, freshness))
  const requiredWidths = [
    liveDotWidth + Math.max(footerTextWidth(sampleAge), footerTextWidth(age)),
    ...[page, unknown].flatMap((words) => (words === null ? [] : [footerTextWidth(words)])),
  ]
  const people = footerTextWidth(totals.peopleLabel)
  // Upright, the second line has room for what explains the first.
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
      {unknown !== null && <p className="board-unknown">{unknown}</p>}
      <p className="board-live" data-late={freshness === 'live' ? undefined : ''}>
        {age}
      </p>
    </div>
  )
}

function ageLabel(at: number | null, now: number, freshness: BoardViewProps['freshness']): string {
  if (at === null) return 'No data yet'
  return `${freshness === 'live' ? 'Live, ' : ''}${formatDuration(now - at)} ago`
}

/** The footer once data has stopped. */
function StoppedFooter({ board, zone, at, now, freshness, intervalMs, nextTryAt }: FooterProps) {
  const { fits } = useMemo(() => createFooterFit(board), [board])
  const texts = stoppedTexts()
  const next = footerTextWidth(sampleNextTry)
  const showsName = fits([board.name, texts.full].map(footerTextWidth).concat(next))
  const text = fits([footerTextWidth(texts.full), next]) ? texts.full : texts.short
  return (
    <div className="board-sums">
      {showsName && <p className="board-people">{board.name}</p>}
      {fits([footerTextWidth(text), next]) && <p className="board-muted">{text}</p>}
      <p>{nextTryAt === null ? 'Trying now' : `Next try in ${secondsUntil(nextTryAt, now)} s`}</p>
    </div>
  )

  function stoppedTexts(): { full: string; short: string } {
    if (at === null) return { full: 'No data yet', short: 'No data yet' }
    const short = `Last updated ${formatLocalTime(board.locale, zone, at)}`
    const hiddenAt = formatLocalTime(board.locale, zone, at + hiddenAfterMs(intervalMs))
    const word = freshness === 'no-data' ? 'hidden since' : 'hidden after'
    return { full: `${short} · ${word} ${hiddenAt}`, short }
  }
}

type FailedFooterProps = Pick<BoardViewProps, 'board' | 'freshness' | 'at' | 'now'>

/** Stands in for a footer whose totals cannot be rendered: how old the data is stays visible. */
export function FailedFooter(props: FailedFooterProps) {
  return (
    <footer className="board-foot">
      <div className="board-pages" />
      <div className="board-sums">
        <p className="board-people">Totals cannot be shown</p>
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
 * How far the round is: a thin segment for each page, the one that is shown fills as its time goes by. Many pages are
 * one line, and digits beside it.
 */
function PageProgress({ index, count, done }: { index: number; count: number; done: number }) {
  const segments =
    count > maxSegments
      ? [(index + done) / count]
      : Array.from({ length: count }, (_, page) => (page < index ? 1 : page === index ? done : 0))
  return (
    <div className="board-pages" role="img" aria-label={`Page ${index + 1} of ${count}`}>
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
    return count === 0
      ? []
      : [[state, `${formatLocalNumber(locale, count)} ${stateKeyLabel(state)}`] as const]
  })
}

function stateKeyLabel(state: DisplayedState): string {
  if (state === 'over') return 'over'
  return state === 'stale' ? 'out of date' : stateLabels[state].toLowerCase()
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

function secondsUntil(at: number, now: number): number {
  return Math.max(1, Math.ceil((at - now) / second))
}
