import { nameOrId } from '#src/contract/butlr-values.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import type { TileSizes } from '#src/board/typography/tile-layout.ts'
import type { CSSProperties } from 'react'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { computeTotals } from '#src/domain/occupancy/totals.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { BoardBar } from './room-tile.tsx'
import { computeBoardTotals, roomsInUseLabel, type DataStatus } from './room-tile-model.ts'
import { formatLocalPercent } from '#src/format/localized-format.ts'
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
/** Texts that set the minimum column widths, so that nothing moves when counts grow. */
const sampleTexts = { share: '100%', people: '100+' }

/**
 * Fits the columns of a page of floors. Name and people are always shown; then, if they fit, the share of capacity and
 * the rooms in use.
 */
function computeFloorRowLayout(
  lines: readonly FloorRowTexts[],
  { name, least, tile }: TileSizes,
): FloorRowLayout {
  const widest = (words: readonly string[], size: number) =>
    Math.max(0, ...words.map((text) => measureText(text, size)))
  const share = widest([sampleTexts.share, ...lines.map((line) => line.share)], least)
  const people = widest([sampleTexts.people, ...lines.map((line) => line.people)], name)
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
  const { dataStatus, sizes } = props
  const lines = toFloorRows(props)
  const layout = computeFloorRowLayout(
    lines.map(({ text }) => text),
    sizes,
  )
  const known = dataStatus.freshness === 'live' || dataStatus.freshness === 'late'
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--share': `${layout.share}cqmin`,
    '--people': `${layout.people}cqmin`,
  }
  return (
    <ul className="board-floors" style={style}>
      {lines.map(({ id, building, level, text }) => (
        <li key={id} className="board-floor" data-state={known ? 'in-use' : 'no-data'}>
          <p className="board-name">
            {text.name}
            {building !== null && <span className="board-muted"> {building}</span>}
          </p>
          {layout.showsRooms && <p className="board-muted">{known && text.rooms}</p>}
          {layout.showsShare && (
            <p className="board-muted board-share">{known ? text.share : ''}</p>
          )}
          <p className="board-figure">{known ? text.people : '–'}</p>
          <BoardBar level={known ? level : null} />
        </li>
      ))}
    </ul>
  )
}

function toFloorRows({ board, topology, rooms, dataStatus, ids }: FloorRowsProps) {
  return ids.map((id) => {
    const floor = topology.floors.find((candidate) => candidate.id === id)
    const building = topology.buildings.find((candidate) => candidate.id === floor?.buildingId)
    const here = rooms.filter(({ floorId }) => floorId === id)
    const sums = computeBoardTotals(board, here, dataStatus)
    const level = capacityShare(here.filter((room) => !isStatusOnly(board.privacy, room.capacity)))
    return {
      id,
      level,
      building: topology.buildings.length > 1 ? (building?.name ?? null) : null,
      text: {
        name: nameOrId(floor?.name, id),
        rooms: roomsInUseLabel(board, here, sums),
        share: level === null ? '' : formatLocalPercent(board.locale, level),
        people: sums.people,
      },
    }
  })
}

/** Returns people divided by seats over the rooms with a known capacity; null when there are none. */
function capacityShare(rooms: readonly LiveRoom[]): number | null {
  const sized = rooms.filter(({ capacity }) => capacity !== null)
  const seats = sized.reduce((sum, { capacity }) => sum + (capacity ?? 0), 0)
  return seats === 0 ? null : computeTotals(sized).people / seats
}
