import { measureText } from '#src/domain/floor-plan/text-measure.ts'
import type { TileSizes } from '#src/board/typography/tile-layout.ts'
import type { CSSProperties } from 'react'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { totals } from '#src/domain/occupancy/totals.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { BoardBar } from './room-tile.tsx'
import { boardSums, roomsInUseLabel, type Answered } from './board-model.ts'
import { percentIn } from '#src/format/localized-format.ts'
import { isStatusOnly } from '#src/domain/occupancy/room-privacy.ts'

/** What the lines of a page of floors say; the widest of each decides for all, so that columns stay columns. */
export type FloorLineTexts = { name: string; rooms: string; share: string; people: string }

/** Widths in percent of the screen's shorter side; a part that does not fit is left out of every line. */
export type FloorLineLayout = {
  showsRooms: boolean
  showsShare: boolean
  share: number
  people: number
}

/** Between the columns of a line, see board.css. */
const gap = 3
/** A longer name is cut rather than costing the other columns, em. */
const longestName = 14
/** Columns are no narrower while numbers are small, so that nothing moves when they grow. */
const usual = { share: '100 %', people: '100+' }

/** Fits the lines of a page of floors: name and people always, then the share of capacity, then the rooms in use. */
export function floorLineLayout(
  lines: readonly FloorLineTexts[],
  { name, least, tile }: TileSizes,
): FloorLineLayout {
  const widest = (words: readonly string[], size: number) =>
    Math.max(0, ...words.map((one) => measureText(one, size)))
  const share = widest([usual.share, ...lines.map((line) => line.share)], least)
  const people = widest([usual.people, ...lines.map((line) => line.people)], name)
  const rooms = widest(
    lines.map((line) => line.rooms),
    least,
  )
  const names = Math.min(
    longestName * name,
    widest(
      lines.map((line) => line.name),
      name,
    ),
  )
  const left = tile.width - names - people - gap
  const showsShare = share + gap <= left
  return { showsShare, showsRooms: showsShare && rooms + share + 2 * gap <= left, share, people }
}

type FloorLinesProps = {
  board: BoardDraft
  topology: Topology
  rooms: readonly LiveRoom[]
  answered: Answered
  ids: readonly string[]
  sizes: TileSizes
}

/** A line for each floor: its people, its rooms in use, and how much of its capacity that is. */
export function FloorLines(props: FloorLinesProps) {
  const { answered, sizes } = props
  const lines = linesOf(props)
  const layout = floorLineLayout(
    lines.map(({ text }) => text),
    sizes,
  )
  const known = answered.freshness === 'live' || answered.freshness === 'late'
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

function linesOf({ board, topology, rooms, answered, ids }: FloorLinesProps) {
  return ids.map((id) => {
    const floor = topology.floors.find((one) => one.id === id)
    const building = topology.buildings.find((one) => one.id === floor?.buildingId)
    const here = rooms.filter(({ floorId }) => floorId === id)
    const sums = boardSums(board, here, answered)
    const level = shareOf(here.filter((room) => !isStatusOnly(board.privacy, room.capacity)))
    return {
      id,
      level,
      building: topology.buildings.length > 1 ? (building?.name ?? null) : null,
      text: {
        name: floor?.name ?? id,
        rooms: roomsInUseLabel(board, here, sums),
        share: level === null ? '' : percentIn(board.locale, level),
        people: sums.people,
      },
    }
  })
}

/** People against seats, over the rooms whose capacity is known; null where none is. */
function shareOf(rooms: readonly LiveRoom[]): number | null {
  const sized = rooms.filter(({ capacity }) => capacity !== null)
  const seats = sized.reduce((sum, { capacity }) => sum + (capacity ?? 0), 0)
  return seats === 0 ? null : totals(sized).people / seats
}
