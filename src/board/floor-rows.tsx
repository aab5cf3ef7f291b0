import { nameOrId } from '#src/contract/butlr-values.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import type { TileSizes } from '#src/board/typography/tile-layout.ts'
import { toUnits } from '#src/board/typography/units.ts'
import type { CSSProperties } from 'react'
import * as text from '#messages/board.ts'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { computeTotals } from '#src/domain/occupancy/totals.ts'
import { buildingLabel, type Topology } from '#src/domain/topology/topology.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { BoardBar } from './room-tile.tsx'
import { computeBoardTotals, roomsInUseLabel, type DataStatus } from './room-tile-model.ts'
import { formatLocalNumber, formatLocalPercent } from '#src/format/localized-format.ts'
import { isStatusOnly } from '#src/domain/occupancy/room-privacy.ts'

/** Texts of one row. The widest text of a column sets the column's width in all rows, so that columns align. */
type FloorRowTexts = { name: string; rooms: string; share: string; people: string }

/** Widths in percent of the screen's shorter side. A column that does not fit is omitted from all rows. */
type FloorRowLayout = {
  showsRooms: boolean
  showsShare: boolean
  share: number
  people: number
}

/** Gap between the columns of a row, see board.css. */
const columnGap = 3
/** Maximum width of a name, em. Longer names are truncated to leave space for the other columns. */
const maxNameEm = 14
/** Numbers that set the minimum column widths, so that nothing moves when counts grow. */
const sample = { share: 1, people: 100 }

/**
 * Fits the columns of a page of floors. Name and people are always shown; then, if they fit, the share of capacity and
 * the rooms in use.
 */
function computeFloorRowLayout(
  lines: readonly FloorRowTexts[],
  { name, least, tile }: TileSizes,
  locale: string,
): FloorRowLayout {
  const widest = (words: readonly string[], size: number) =>
    Math.max(0, ...words.map((text) => measureText(text, size)))
  const share = widest(
    [formatLocalPercent(locale, sample.share), ...lines.map((line) => line.share)],
    least,
  )
  const people = widest(
    [`${formatLocalNumber(locale, sample.people)}+`, ...lines.map((line) => line.people)],
    name,
  )
  const rooms = widest(
    lines.map((line) => line.rooms),
    least,
  )
  const names = Math.min(
    maxNameEm * name,
    widest(
      lines.map((line) => line.name),
      name,
    ),
  )
  const left = tile.width - names - people - columnGap
  const showsShare = share + columnGap <= left
  return {
    showsShare,
    showsRooms: showsShare && rooms + share + 2 * columnGap <= left,
    share,
    people,
  }
}

type FloorRowsProps = {
  board: BoardDraft
  topology: Topology
  rooms: readonly LiveRoom[]
  dataStatus: DataStatus
  ids: readonly string[]
  sizes: TileSizes
}

/** One row per floor: people, rooms in use and share of capacity. */
export function FloorRows(props: FloorRowsProps) {
  const { board, rooms, dataStatus, ids, sizes } = props
  const rows = ids.map((id) => buildFloorRow(id, props))
  const layout = computeFloorRowLayout(
    rows.flatMap((row) => (row.kind === 'built' ? [row.model.texts] : [])),
    sizes,
    board.locale,
  )
  const isCurrent = dataStatus.freshness === 'live' || dataStatus.freshness === 'late'
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--share': toUnits(layout.share),
    '--people': toUnits(layout.people),
  }
  return (
    <ul className="board-floors" style={style}>
      {rows.map((row) => (
        <ErrorBoundary key={row.id} resetKey={rooms} fallback={<FailedRow name={row.name} />}>
          <FloorRow {...{ row, layout, isCurrent }} />
        </ErrorBoundary>
      ))}
    </ul>
  )
}

type FloorRowProps = { row: BuiltFloorRow; layout: FloorRowLayout; isCurrent: boolean }

/** Throws the error of a row that could not be built, for the error boundary of the row. */
function FloorRow({ row, layout, isCurrent }: FloorRowProps) {
  if (row.kind === 'failed') throw row.error
  const { building, level, texts } = row.model
  return (
    <li className="board-floor" data-state={isCurrent ? 'in-use' : 'no-data'}>
      <p className="board-name">
        {texts.name}
        {building !== null && <span className="board-muted"> {building}</span>}
      </p>
      {layout.showsRooms && <p className="board-muted">{isCurrent && texts.rooms}</p>}
      {layout.showsShare && (
        <p className="board-muted board-share">{isCurrent ? texts.share : ''}</p>
      )}
      <p className="board-figure">{isCurrent ? texts.people : '–'}</p>
      <BoardBar level={isCurrent ? level : null} />
    </li>
  )
}

/** Fallback for a floor that fails to render; the rest of the board stays live. */
function FailedRow({ name }: { name: string }) {
  return (
    <li className="board-floor" data-state="no-data">
      <p className="board-name">{name}</p>
      <p className="board-muted">{text.floorFailed}</p>
    </li>
  )
}

type FloorRowModel = { building: string | null; level: number | null; texts: FloorRowTexts }
/** A row, or the error with which building it failed. The column widths depend on all rows that were built. */
type BuiltFloorRow = { id: string; name: string } & (
  { kind: 'built'; model: FloorRowModel } | { kind: 'failed'; error: unknown }
)

function buildFloorRow(id: string, props: FloorRowsProps): BuiltFloorRow {
  const floor = props.topology.floors.find((candidate) => candidate.id === id)
  const name = nameOrId(floor?.name, id)
  try {
    return { id, name, kind: 'built', model: toFloorRowModel(id, name, props) }
  } catch (error) {
    return { id, name, kind: 'failed', error }
  }
}

function toFloorRowModel(
  id: string,
  name: string,
  { board, topology, rooms, dataStatus }: FloorRowsProps,
): FloorRowModel {
  const floor = topology.floors.find((candidate) => candidate.id === id)
  const building = topology.buildings.find((candidate) => candidate.id === floor?.buildingId)
  const here = rooms.filter(({ floorId }) => floorId === id)
  const sums = computeBoardTotals(board, here, dataStatus)
  const level = capacityShare(here.filter((room) => !isStatusOnly(board.privacy, room.capacity)))
  return {
    level,
    building: buildingLabel(topology, building) ?? null,
    texts: {
      name,
      rooms: roomsInUseLabel(board, here, sums),
      share: level === null ? '' : formatLocalPercent(board.locale, level),
      people: sums.people,
    },
  }
}

/** Returns people divided by seats over the rooms with a known capacity; null when there are none. */
function capacityShare(rooms: readonly LiveRoom[]): number | null {
  const sized = rooms.filter(({ capacity }) => capacity !== null)
  const seats = sized.reduce((sum, { capacity }) => sum + (capacity ?? 0), 0)
  return seats === 0 ? null : computeTotals(sized).people / seats
}
