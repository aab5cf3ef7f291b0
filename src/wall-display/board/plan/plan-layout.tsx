import { useId, useMemo } from 'react'
import type { LiveRoom } from '#src/live/live-rooms.ts'
import type { Topology } from '#src/topology/tree.ts'
import type { BoardDraft } from '#src/wall-display/board-contract.ts'
import { isPrivate, said, type Answered } from '#src/wall-display/board/said.ts'
import { boardSizes, insideOf } from '#src/wall-display/letters/board-grid.ts'
import { boardFloor } from './board-floor.ts'
import './plan.css'
import { PlanHatch } from './plan-hatch.tsx'
import { PlanRoom } from './plan-room.tsx'

/** What a floor's name takes above its plan, per em of a room's name. */
const captionHeight = 1.7

/** One floor drawn to scale, as large as it can be. A unit of the drawing is a thousandth of the screen's shorter side. */
export function PlanLayout({
  board,
  topology,
  rooms,
  answered,
  floorId,
}: {
  board: BoardDraft
  topology: Topology
  rooms: readonly LiveRoom[]
  answered: Answered
  floorId: string
}) {
  const id = useId()
  const here = rooms.filter((room) => room.floorId === floorId && room.outline !== null)
  const floorName = topology.floors.find((floor) => floor.id === floorId)?.name ?? floorId
  const isNamed = floorName !== board.name
  const { sizes, floor } = useFloor(board, topology, here, isNamed)
  const { freshness } = answered
  const isOld = freshness === 'stale' || freshness === 'no-data'
  if (floor === null) return null
  return (
    <div className="board-plan" data-old={isOld ? '' : undefined}>
      {isNamed && <h2 className="board-plan-floor">{floorName}</h2>}
      <svg
        viewBox={`0 0 ${floor.width} ${floor.height}`}
        style={{ width: `${floor.width / 10}cqmin`, height: `${floor.height / 10}cqmin` }}
        role="group"
        aria-label={`Plan of ${floorName}`}
      >
        <PlanHatch id={id} />
        <rect width="100%" height="100%" className="board-plan-slab" />
        {here.map((room) => {
          const place = floor.rooms.get(room.id)
          if (!place) return null
          const { level: _, figure, ...words } = said(board, room, answered)
          return (
            <PlanRoom
              key={room.id}
              {...words}
              // Where a number is only missing at the moment, its place stays empty.
              figure={figure ?? (isPrivate(board, room) ? null : '')}
              {...{ place, sizes }}
              hatch={`url(#${id})`}
            />
          )
        })}
        <path d={floor.walls} className="board-plan-walls" />
      </svg>
    </div>
  )
}

/** Letters and geometry of a floor, reckoned anew only when the board or a wall changes. */
function useFloor(
  board: BoardDraft,
  topology: Topology,
  here: readonly LiveRoom[],
  isNamed: boolean,
) {
  const { layout, screen } = board
  const letters = useMemo(() => boardSizes({ layout, screen }), [layout, screen])
  const sizes = useMemo(() => {
    const { name, least, figure } = letters
    return { name: 10 * name, least: 10 * least, figure: 10 * figure }
  }, [letters])
  const ids = here.map(({ id }) => id).join('\n')
  const floor = useMemo(() => {
    const drawn = new Set(ids.split('\n'))
    const { width, height } = insideOf(screen, letters.name, letters.least)
    const caption = isNamed ? captionHeight * letters.name : 0
    return boardFloor(
      topology.rooms.flatMap(({ id, outline }) =>
        outline !== null && drawn.has(id) ? [{ id, outline }] : [],
      ),
      { width: 10 * width, height: 10 * (height - caption) },
    )
  }, [ids, isNamed, letters, screen, topology])
  return { sizes, floor }
}
