import type { CSSProperties } from 'react'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { totals } from '#src/domain/occupancy/totals.ts'
import type { Topology } from '#src/domain/topology/tree.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { floorLineLayout } from '#src/board/typography/floor-line-layout.ts'
import type { TileSizes } from '#src/board/typography/tile-layout.ts'
import { BoardBar } from './board-bar.tsx'
import { boardSums, roomsInUseLabel } from './board-sums.ts'
import { percentIn } from '#src/format/in-language.ts'
import type { Answered } from './said.ts'
import { isStatusOnly } from '#src/domain/occupancy/room-privacy.ts'

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
