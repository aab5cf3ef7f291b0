import { useMemo, type CSSProperties } from 'react'
import * as text from '#messages/board.ts'
import { displayedStates, type DisplayedState } from '#src/domain/live-rooms/displayed-rooms.ts'
import { stateStyles } from '#src/components/occupancy/state-styles.ts'
import { StatusIcon } from '#src/components/occupancy/status-icon.tsx'
import { BoardAge } from '#src/board/footer/board-age.tsx'
import { pageDigits, PageProgress } from '#src/board/footer/page-progress.tsx'
import { nextTryLabel, stoppedTexts } from '#src/board/footer/stopped-footer.tsx'
import { computeBoardTotals, type FooterProps } from '#src/board/room-tile-model.ts'
import { sensorStatusLabel } from '#src/board/sensor-status.ts'
import { toUnits } from '#src/board/typography/screen.ts'
import { formatLocalNumber } from '#src/format/localized-format.ts'
import { MarkerKey } from './board-marker.tsx'
import type { LegendFit } from './legend-fit.ts'
import './legend.css'

/**
 * The narrow legend has space for fewer segments than the footer. Above this number of pages, one bar replaces them.
 */
const maxSegments = 8

type PlanLegendProps = FooterProps & {
  floorId: string
  legend: LegendFit
  /** Whether the legend explains the “You are here” dot. */
  namesMarker: boolean
  caption: number
}

/**
 * The legend beside a plan, which replaces the footer. It shows the number of free rooms on the floor in large digits,
 * the number of rooms in each state, the people, and the age of the data.
 */
export function PlanLegend(props: PlanLegendProps) {
  const { board, rooms, floorId, legend, caption, dataStatus, index, count, done } = props
  const { states, withheld, peopleLabel } = useMemo(() => {
    const floorRooms = rooms.filter((room) => room.floorId === floorId)
    return computeBoardTotals(board, floorRooms, dataStatus)
  }, [board, rooms, floorId, dataStatus])
  const isStopped = props.notLiveSince !== null
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--foot': toUnits(legend.least),
    '--legend-row': toUnits(legend.row),
    '--legend-figure': toUnits(legend.figure ?? legend.row),
    '--legend-caption': toUnits(caption),
    width: toUnits(legend.width),
  }
  return (
    <footer className="board-foot board-legend" style={style}>
      {legend.figure !== null && <FreeRooms states={states} locale={board.locale} />}
      <LegendRows {...{ states, withheld }} locale={board.locale} namesMarker={props.namesMarker} />
      <div className="board-legend-foot">
        {count > 1 && (
          <PageProgress {...{ index, count, done }} most={maxSegments} locale={board.locale} />
        )}
        {isStopped ? <StoppedLines {...props} /> : <LiveLines {...props} people={peopleLabel} />}
      </div>
    </footer>
  )
}

type StatesProps = { states: ReadonlyMap<DisplayedState, number>; locale: string }

/** The number of free rooms, or a dash if no room has current data. */
function FreeRooms({ states, locale }: StatesProps) {
  const countOf = (state: DisplayedState) => states.get(state) ?? 0
  const total = displayedStates.reduce((sum, state) => sum + countOf(state), 0)
  const isKnown = countOf('stale') + countOf('no-data') < total
  return (
    <>
      <p className="board-legend-figure">
        {isKnown ? formatLocalNumber(locale, countOf('free')) : '–'}
      </p>
      <p className="board-legend-of">{text.ofRoomsFree(formatLocalNumber(locale, total), total)}</p>
    </>
  )
}

function LegendRows({
  states,
  withheld,
  locale,
  namesMarker,
}: StatesProps & { withheld: number; namesMarker: boolean }) {
  const present = displayedStates.filter((state) => (states.get(state) ?? 0) > 0)
  return (
    <ul>
      {present.map((state) => (
        <li key={state} data-state={state}>
          <StatusIcon shape={stateStyles[state].shape} className="board-shape" />
          {text.legendStates[state]}
          <b>{formatLocalNumber(locale, states.get(state) ?? 0)}</b>
        </li>
      ))}
      {withheld > 0 && (
        <li data-state="no-data">
          <StatusIcon shape={stateStyles['no-data'].shape} className="board-shape" />
          {text.notShown}
          <b>{formatLocalNumber(locale, withheld)}</b>
        </li>
      )}
      {namesMarker && (
        <li>
          <MarkerKey />
        </li>
      )}
    </ul>
  )
}

function LiveLines(props: PlanLegendProps & { people: string }) {
  const { board, index, count } = props
  const sensorStatus = sensorStatusLabel(props)
  const number = pageDigits(board, index, count)
  return (
    <>
      {number !== null && <p className="board-muted">{number}</p>}
      <p className="board-people">{props.people}</p>
      {sensorStatus && <p className="board-unknown">{sensorStatus.short}</p>}
      <BoardAge {...props} />
    </>
  )
}

function StoppedLines(props: PlanLegendProps) {
  return (
    <>
      <p className="board-muted">{stoppedTexts(props).short}</p>
      <p>{nextTryLabel(props)}</p>
    </>
  )
}
