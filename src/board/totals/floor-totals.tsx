import { useMemo, type CSSProperties } from 'react'
import { nameOrId } from '#src/contract/butlr-values.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import * as text from '#messages/board.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { DisplayedState } from '#src/domain/live-rooms/displayed-rooms.ts'
import { buildingLabel, type Topology } from '#src/domain/topology/topology.ts'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import { computeBoardTotals, type DataStatus } from '#src/board/room-tile-model.ts'
import { createBoardContent } from '#src/board/typography/board-content.ts'
import { fitPlaces } from '#src/board/typography/fit-board.ts'
import { toUnits } from '#src/board/typography/screen.ts'
import { formatLocalNumber } from '#src/format/localized-format.ts'
import { measureFloors } from './measured-floors.ts'
import { layOutTotals, type TotalsLayout } from './totals-layout.ts'
import { FloorStates } from './floor-states.tsx'
import './totals.css'

type FloorTotalsProps = {
  board: BoardDraft
  topology: Topology
  rooms: readonly LiveRoom[]
  dataStatus: DataStatus
  /** IDs of the page's floors, highest floor first. */
  ids: readonly string[]
}

/** One row per floor, with the status icons of its rooms and the numbers of free rooms and people. */
export function FloorTotals(props: FloorTotalsProps) {
  const { board, topology, rooms, ids } = props
  const layout = useMemo(() => {
    const fit = fitPlaces(board, topology)
    const floors = measureFloors(createBoardContent(board, topology), board.locale)
    return layOutTotals(fit.area, fit, floors)
  }, [board, topology])
  if (layout === null) return null
  return (
    <div className="board-totals" data-form={layout.form} style={layoutStyle(layout, ids.length)}>
      {layout.form !== 'pile' && (
        <div className="board-totals-row board-totals-head" aria-hidden="true">
          {layout.form !== 'tower' && <p className="board-totals-name">{text.floorHeading}</p>}
          {layout.form === 'line' && <p>{text.roomsHeading}</p>}
          <p className="board-totals-number">{layout.freeHeading}</p>
          <p className="board-totals-number">{text.peopleHeading}</p>
        </div>
      )}
      <ul>
        {ids.map((id) => (
          <ErrorBoundary
            key={id}
            resetKey={rooms}
            fallback={<FailedRow name={floorName(topology, id)} />}
          >
            <FloorRow {...props} {...{ id, layout }} />
          </ErrorBoundary>
        ))}
      </ul>
    </div>
  )
}

function layoutStyle(layout: TotalsLayout, rows: number): CSSProperties {
  const { name, figure, of, heading, columns, shape, count } = layout
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--rows': String(rows),
    '--floor-name': toUnits(name),
    '--floor-figure': toUnits(figure),
    '--floor-of': toUnits(of),
    '--floor-heading': toUnits(heading),
    '--floor-shape': toUnits(shape ?? count),
    '--shapes-per-line': String(layout.perLine ?? 0),
    '--floor-count': toUnits(count),
    '--name-column': toUnits(columns.name),
    '--free-column': toUnits(columns.free),
    '--people-column': toUnits(columns.people),
    '--column-gap': toUnits(columns.gap),
  }
  return style
}

function floorName({ floors }: Topology, id: string): string {
  return nameOrId(floors.find((candidate) => candidate.id === id)?.name, id)
}

function FloorRow({
  id,
  layout,
  board,
  topology,
  rooms,
  dataStatus,
}: FloorTotalsProps & { id: string; layout: TotalsLayout }) {
  const row = toFloorRow(id, { board, topology, rooms, dataStatus })
  return (
    <li className="board-totals-row board-totals-floor" aria-label={row.label}>
      <p className="board-totals-name">
        {row.name}
        {layout.hasBuildings && row.building !== null && (
          <span className="board-muted"> {row.building}</span>
        )}
      </p>
      <FloorStates
        states={row.states}
        hasCounts={layout.shape === null}
        formatCount={row.formatCount}
      />
      <p className="board-totals-number board-totals-figure">
        {row.free ?? '–'}
        {row.free !== null && <span className="board-muted"> {text.ofRooms(row.total)}</span>}
      </p>
      {layout.form === 'pile' && <p className="board-totals-label">{layout.freeHeading}</p>}
      <p className="board-totals-number board-totals-figure">{row.people}</p>
      {layout.form === 'pile' && <p className="board-totals-label">{text.peopleHeading}</p>}
    </li>
  )
}

/** Replaces a floor that fails to render, so that the rest of the board stays live. */
function FailedRow({ name }: { name: string }) {
  return (
    <li className="board-totals-row board-totals-floor">
      <p className="board-totals-name">{name}</p>
      <p className="board-muted board-totals-failed">{text.floorFailed}</p>
    </li>
  )
}

type FloorRowModel = {
  name: string
  building: string | null
  label: string
  states: ReadonlyMap<DisplayedState, number>
  /** Formatted number of free rooms; null without current data. */
  free: string | null
  /** Formatted number of all rooms. */
  total: string
  people: string
  formatCount: (count: number) => string
}

function toFloorRow(
  id: string,
  { board, topology, rooms, dataStatus }: Omit<FloorTotalsProps, 'ids'>,
): FloorRowModel {
  const floor = topology.floors.find((candidate) => candidate.id === id)
  const building = topology.buildings.find((candidate) => candidate.id === floor?.buildingId)
  const buildingName = buildingLabel(topology, building) ?? null
  const name = floorName(topology, id)
  const fullName = buildingName === null ? name : `${name}, ${buildingName}`
  const floorRooms = rooms.filter(({ floorId }) => floorId === id)
  const { states, withheld, people, peopleLabel } = computeBoardTotals(
    board,
    floorRooms,
    dataStatus,
  )
  const shownRooms = floorRooms.length - withheld
  const formatCount = (count: number) => formatLocalNumber(board.locale, count)
  const total = formatCount(shownRooms)
  const row = { name, building: buildingName, states, total, formatCount }
  const isWithheld = shownRooms === 0 && withheld > 0
  if (isWithheld || dataStatus.freshness === 'stale' || dataStatus.freshness === 'no-data') {
    return { ...row, label: text.floorWithoutData(fullName), free: null, people: '–' }
  }
  const free = formatCount(states.get('free') ?? 0)
  return {
    ...row,
    label: text.floorSummary(fullName, free, total, shownRooms, peopleLabel),
    free,
    people,
  }
}
