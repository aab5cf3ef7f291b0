import type { LiveRoom } from '#src/live/live-rooms.ts'
import { totals } from '#src/occupancy/totals.ts'
import type { Topology } from '#src/topology/tree.ts'
import type { BoardDraft } from '#src/wall-display/board-contract.ts'
import { BoardBar } from './board-bar.tsx'
import { boardSums } from './board-sums.ts'
import { numberIn, percentIn } from './in-language.ts'
import type { Answered } from './said.ts'

/** A line for each floor: its people, its rooms in use, and how much of its capacity that is. */
export function FloorLines({
  board,
  topology,
  rooms,
  answered,
  ids,
}: {
  board: BoardDraft
  topology: Topology
  rooms: readonly LiveRoom[]
  answered: Answered
  ids: readonly string[]
}) {
  const known = answered.freshness === 'live' || answered.freshness === 'late'
  return (
    <ul className="board-floors">
      {ids.map((id) => {
        const floor = topology.floors.find((one) => one.id === id)
        const building = topology.buildings.find((one) => one.id === floor?.buildingId)
        const here = rooms.filter(({ floorId }) => floorId === id)
        const sum = totals(here)
        const { people } = boardSums(board, here, answered)
        const share = shareOf(here)
        return (
          <li key={id} className="board-floor" data-state={known ? 'in-use' : 'no-data'}>
            <p className="board-name">
              {floor?.name ?? id}
              {topology.buildings.length > 1 && (
                <span className="board-muted"> {building?.name}</span>
              )}
            </p>
            <p className="board-muted">
              {known &&
                `${numberIn(board.locale, sum.inUse)} of ${numberIn(board.locale, sum.rooms)} rooms in use`}
            </p>
            <p className="board-muted">
              {known && share !== null ? percentIn(board.locale, share) : ''}
            </p>
            <p className="board-figure">{known ? people : '–'}</p>
            <BoardBar level={known ? share : null} />
          </li>
        )
      })}
    </ul>
  )
}

/** People against seats, over the rooms whose capacity is known; null where none is. */
function shareOf(rooms: readonly LiveRoom[]): number | null {
  const sized = rooms.filter(({ capacity }) => capacity !== null)
  const seats = sized.reduce((sum, { capacity }) => sum + (capacity ?? 0), 0)
  return seats === 0 ? null : totals(sized).people / seats
}
