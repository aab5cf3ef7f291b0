import { nameOrId } from '#src/contract/butlr-values.ts'
import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import type { TileSizes } from '#src/board/typography/tile-layout.ts'
import type { CSSProperties } from 'react'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { computeTotals } from '#src/domain/occupancy/totals.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { BoardBar } from './room-tile.tsx'
import { computeBoardTotals, roomsInUseLabel, type DataStatus } from './board-model.ts'
import { formatLocalPercent } from '#src/format/localized-format.ts'
import { isStatusOnly } from '#src/domain/occupancy/room-privacy.ts'

/** What the lines of a page of floors say; the widest of each decides for all, so that columns stay columns. */
export type FloorRowTexts = { name: string; rooms: string; share: string; people: string }

/** Widths in percent of the screen's shorter side; a part that does not fit is left out of every line. */
export type FloorRowLayout = {
  showsRooms: boolean
  showsShare: boolean
  share: number
  people: number
}

/** Between the columns of a line, see board.css. */
const columnGap = 3
/** A longer name is cut rather than costing the other columns, em. */
const maxNameEm = 14
/** Columns are no narrower while numbers are small, so that nothing moves when they grow. */
const sampleTexts = { share: '100 %', people: '100+' }

/** Fits the lines of a page of floors: name and people always, then the share of capacity, then the rooms in use. */
export function computeFloorRowLayout(
  lines: readonly FloorRowTexts[],
  { name, least, tile }: TileSizes,
): FloorRowLayout {
  const widest = (words: readonly string[], size: number) =>
    Math.max(0, ...words.map((one) => measureText(one, size)))
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

/** A line for each floor: its people, its rooms in use, and how much of its capacity that is. */
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
    const floor = topology.floors.find((one) => one.id === id)
    const building = topology.buildings.find((one) => one.id === floor?.buildingId)
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

/** People against seats, over the rooms whose capacity is known; null where none is. */
function capacityShare(rooms: readonly LiveRoom[]): number | null {
  const sized = rooms.filter(({ capacity }) => capacity !== null)
  const seats = sized.reduce((sum, { capacity }) => sum + (capacity ?? 0), 0)
  return seats === 0 ? null : computeTotals(sized).people / seats
}
