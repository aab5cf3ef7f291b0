import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { boardSizes, insideOf } from '#src/board/typography/board-typography.ts'
import { memo, useMemo, type CSSProperties } from 'react'
import { hiddenAfterMs } from '#src/domain/occupancy/freshness.ts'
import {
  shownStates,
  shownWords,
  type ShownState,
} from '#src/domain/live-rooms/displayed-occupancy.ts'
import { stateLooks } from '#src/components/occupancy/state-styles.ts'
import { second, spanInWords } from '#src/domain/time/duration.ts'
import { Glyph } from '#src/components/occupancy/status-icon.tsx'
import { boardSums, roomsInUseLabel, type Answered } from './board-model.ts'
import type { BoardViewProps } from './board-view.tsx'
import { digitsIn, numberIn, timeIn } from '#src/format/localized-format.ts'

/** Between the parts of a footer, em. */
const partGap = 1.2
/** Of each state in the key: its shape and the space behind it, em. */
const shapeWidth = 1.38

/** Tells whether the parts of a footer fit beside each other on one line; widths are in em of its letters. */
export type FooterFit = { isPortrait: boolean; fits: (widths: readonly number[]) => boolean }

/** The footer of a board: as wide as what is above it, in the board's smallest letters. */
export function footerFit({ layout, screen }: Pick<BoardDraft, 'layout' | 'screen'>): FooterFit {
  const { name, least } = boardSizes({ layout, screen })
  const { width } = insideOf(screen, name, least)
  return {
    isPortrait: screen.orientation === 'portrait',
    fits: (widths) =>
      widths.reduce((sum, one) => sum + one, partGap * (widths.length - 1)) * least <= width,
  }
}

/** The width of words in the footer's letters, em. */
export function footerWords(words: string): number {
  return measureText(words, 1)
}

/** The width of the key of states, em. */
export function footerKey(labels: readonly string[]): number {
  return labels.reduce((sum, label) => sum + shapeWidth + measureText(label, 1), labels.length - 1)
}

/** More pages are told in digits: segments would be too short to be told apart. */
const mostSegments = 20
/** The dot before "Live", em. */
const liveDot = 1
/** The longest words that stand there while the data is live, so that the footer does not change with each second. */
const usualAge = 'Live, 59 s ago'
const longestNextTry = 'Next try in 15 s'

type FooterProps = BoardViewProps & { answered: Answered }

/** Which page it is, everybody on the board, how many rooms are in each state (the key to the shapes), and the data's age. */
export function BoardFooter(props: FooterProps) {
  const { index, count, done, notLiveSince } = props
  return (
    <footer className="board-foot">
      {count > 1 ? <PageLine {...{ index, count, done }} /> : <div className="board-pages" />}
      {notLiveSince === null ? <Totals {...props} /> : <Stopped {...props} />}
    </footer>
  )
}

/** The footer while figures are live, or only just late. What does not fit is left out, never the age. */
function Totals(props: FooterProps) {
  const { board, rooms, at, now, freshness, areSensorsKnown, index, count, answered } = props
  const sums = useMemo(() => boardSums(board, rooms, answered), [board, rooms, answered])
  const key = useMemo(() => stateKey(sums.states, board.locale), [sums, board.locale])
  const { isPortrait, fits } = useMemo(() => footerFit(board), [board])
  const page = count > mostSegments ? `${index + 1} / ${count}` : null
  const unknown = areSensorsKnown ? null : 'Sensor status unknown'
  const inUse = roomsInUseLabel(board, rooms, sums)
  const age = digitsIn(board.locale, ageLabel(at, now, freshness))
  const always = [
    liveDot + Math.max(footerWords(usualAge), footerWords(age)),
    ...[page, unknown].flatMap((words) => (words === null ? [] : [footerWords(words)])),
  ]
  const people = footerWords(sums.peopleLabel)
  // Upright, the second line has room for what explains the first.
  const hasRoom = (middle: number) =>
    isPortrait ? fits([middle]) : fits([people, middle, ...always])
  const showsKey = hasRoom(footerKey(key.map(([, label]) => label)))
  return (
    <div className="board-sums">
      {fits([people, ...always]) && <p className="board-people">{sums.peopleLabel}</p>}
      {showsKey && <StateKey states={key} />}
      {!showsKey && hasRoom(footerWords(inUse)) && (
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
  return `${freshness === 'live' ? 'Live, ' : ''}${spanInWords(now - at)} ago`
}

/** The footer once data has stopped. */
function Stopped({ board, zone, at, now, freshness, intervalMs, nextTryAt }: FooterProps) {
  const { fits } = useMemo(() => footerFit(board), [board])
  const texts = stoppedTexts()
  const next = footerWords(longestNextTry)
  const showsName = fits([board.name, texts.full].map(footerWords).concat(next))
  const text = fits([footerWords(texts.full), next]) ? texts.full : texts.short
  return (
    <div className="board-sums">
      {showsName && <p className="board-people">{board.name}</p>}
      {fits([footerWords(text), next]) && <p className="board-muted">{text}</p>}
      <p>{nextTryAt === null ? 'Trying now' : `Next try in ${secondsUntil(nextTryAt, now)} s`}</p>
    </div>
  )

  function stoppedTexts(): { full: string; short: string } {
    if (at === null) return { full: 'No data yet', short: 'No data yet' }
    const short = `Last updated ${timeIn(board.locale, zone, at)}`
    const hiddenAt = timeIn(board.locale, zone, at + hiddenAfterMs(intervalMs))
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
        <LiveAge {...props} />
      </div>
    </footer>
  )
}

function LiveAge({ board, freshness, at, now }: FailedFooterProps) {
  return (
    <p className="board-live" data-late={freshness === 'live' ? undefined : ''}>
      {digitsIn(board.locale, ageLabel(at, now, freshness))}
    </p>
  )
}

/**
 * How far the round is: a thin segment for each page, the one that is shown fills as its time goes by. Many pages are
 * one line, and digits beside it.
 */
function PageLine({ index, count, done }: { index: number; count: number; done: number }) {
  const segments =
    count > mostSegments
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
  states: ReadonlyMap<ShownState, number>,
  locale: string,
): (readonly [ShownState, string])[] {
  return shownStates.flatMap((state) => {
    const count = states.get(state) ?? 0
    return count === 0 ? [] : [[state, `${numberIn(locale, count)} ${keyWord(state)}`] as const]
  })
}

function keyWord(state: ShownState): string {
  if (state === 'over') return 'over'
  return state === 'stale' ? 'out of date' : shownWords[state].toLowerCase()
}

const StateKey = memo(function StateKey({
  states,
}: {
  states: readonly (readonly [ShownState, string])[]
}) {
  return (
    <ul className="board-key board-second">
      {states.map(([state, label]) => (
        <li key={state} data-state={state}>
          <Glyph shape={stateLooks[state].shape} className="board-shape" />
          {label}
        </li>
      ))}
    </ul>
  )
})

function secondsUntil(at: number, now: number): number {
  return Math.max(1, Math.ceil((at - now) / second))
}
