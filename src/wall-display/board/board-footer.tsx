import { memo, useMemo, type CSSProperties } from 'react'
import { shownStates, shownWords, type ShownState } from '#src/live/room-view.ts'
import { stateLooks } from '#src/live/state-looks.ts'
import { totals } from '#src/occupancy/totals.ts'
import { minute, second, spanInWords } from '#src/time/duration.ts'
import { Glyph } from '#src/ui/glyph.tsx'
import { boardSizes } from '#src/wall-display/letters/board-grid.ts'
import { boardSums } from './board-sums.ts'
import type { BoardViewProps } from './board-view.tsx'
import { numberIn, timeIn } from './in-language.ts'
import type { Answered } from './said.ts'

/** Letters larger than that leave no room for the counts of all states in one line. */
const roomyName = 4.2
/** Figures that are older are not shown at all (product: Freshness). */
const shownForMs = 10 * minute

/** Which page it is, everybody on the board, how many rooms are in each state (the key to the shapes), and the data's age. */
export function BoardFooter({
  board,
  rooms,
  zone,
  at,
  now,
  freshness,
  notLiveSince,
  nextTryAt,
  index,
  count,
  done,
  answered,
}: BoardViewProps & { answered: Answered }) {
  const { people, states } = useMemo(
    () => boardSums(board, rooms, answered),
    [board, rooms, answered],
  )
  const roomy = useMemo(() => boardSizes(board).name <= roomyName, [board])
  const stopped = notLiveSince !== null
  return (
    <footer className="board-foot">
      {count > 1 ? <PageLine {...{ index, count, done }} /> : <div className="board-pages" />}
      {stopped ? (
        <div className="board-sums">
          <p className="board-people">{board.name}</p>
          <p className="board-muted">{at === null ? 'No figures yet' : lastFigures()}</p>
          <p>
            {nextTryAt === null ? 'Trying now' : `Next try in ${secondsUntil(nextTryAt, now)} s`}
          </p>
        </div>
      ) : (
        <div className="board-sums">
          <p className="board-people">{people} people</p>
          {roomy ? (
            <StateKey states={states} locale={board.locale} />
          ) : (
            <p className="board-muted">{roomsInUse()}</p>
          )}
          <LiveAge {...{ freshness, at, now }} />
        </div>
      )}
    </footer>
  )

  function roomsInUse(): string {
    const sum = totals(rooms)
    return `${numberIn(board.locale, sum.inUse)} of ${numberIn(board.locale, sum.rooms)} rooms in use`
  }

  function lastFigures(): string {
    const from = `Last figures from ${timeIn(board.locale, zone, at ?? 0)}`
    const hidden = timeIn(board.locale, zone, (at ?? 0) + shownForMs)
    return `${from}, hidden ${freshness === 'no-data' ? 'since' : 'at'} ${hidden}`
  }
}

/** Stands in for a footer whose totals cannot be rendered: how old the data is stays visible. */
export function FailedFooter(props: Pick<BoardViewProps, 'freshness' | 'at' | 'now'>) {
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

function LiveAge({ freshness, at, now }: Pick<BoardViewProps, 'freshness' | 'at' | 'now'>) {
  return (
    <p className="board-live" data-late={freshness === 'live' ? undefined : ''}>
      {freshness === 'live' ? 'Live, ' : ''}
      {at === null ? 'no figures yet' : `${spanInWords(now - at)} ago`}
    </p>
  )
}

/** A thin segment for each page; the one that is shown fills as its time goes by. */
function PageLine({ index, count, done }: { index: number; count: number; done: number }) {
  return (
    <div className="board-pages" role="img" aria-label={`Page ${index + 1} of ${count}`}>
      {Array.from({ length: count }, (_, page) => {
        const share = page < index ? 1 : page === index ? done : 0
        const style: CSSProperties & Record<`--${string}`, string> = { '--done': share.toFixed(3) }
        return <i key={page} style={style} />
      })}
    </div>
  )
}

const StateKey = memo(function StateKey({
  states,
  locale,
}: {
  states: ReadonlyMap<ShownState, number>
  locale: string
}) {
  return (
    <ul className="board-key">
      {shownStates
        .filter((state) => (states.get(state) ?? 0) > 0)
        .map((state) => (
          <li key={state} data-state={state}>
            <Glyph shape={stateLooks[state].shape} className="board-shape" />
            {numberIn(locale, states.get(state) ?? 0)}{' '}
            {state === 'over' ? 'over' : shownWords[state].toLowerCase()}
          </li>
        ))}
    </ul>
  )
})

function secondsUntil(at: number, now: number): number {
  return Math.max(1, Math.ceil((at - now) / second))
}
