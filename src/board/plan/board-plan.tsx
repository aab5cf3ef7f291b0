import { useId, useState, type ComponentProps, type CSSProperties } from 'react'
import * as text from '#messages/board.ts'
import type { BoardRoomShape } from '#src/domain/floor-plan/board-floor.ts'
import type { BoardLabelRoom } from '#src/domain/floor-plan/board-label-parts.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { HatchPattern } from '#src/components/ui/hatch-pattern.tsx'
import { useIncrementalCount } from '#src/components/ui/use-incremental-count.ts'
import type { BoardDraft } from '#src/contract/board.ts'
import { toRoomTile, type DataStatus } from '#src/board/room-tile-model.ts'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import { toUnits } from '#src/board/typography/screen.ts'
import './plan.css'
import { MarkerKey, PlanMarker } from './board-marker.tsx'
import { BoardPlanRoom } from './board-plan-room.tsx'
import { fitPlanLabels, knownPlanLabels, type PlanLabels } from './plan-labels.ts'
import { isMarkerNamedAbove, type PlanLayout } from './plan-layout.ts'
import { usePreparedPlans } from './prepare-plans.ts'
import { usePlanLayout } from './use-plan-layout.ts'

/** Number of rooms to draw or label in one task. */
const roomsPerTask = 24

type BoardPlanProps = {
  board: BoardDraft
  topology: Topology
  rooms: readonly LiveRoom[]
  dataStatus: DataStatus
  floorId: string
}

/** The plan of one floor, as large as possible. One drawing unit is a thousandth of the screen's shorter side. */
export function BoardPlan(props: BoardPlanProps) {
  const { board, topology, floorId } = props
  const layout = usePlanLayout(board, topology, floorId)
  // An empty element keeps the plan's place in the board's grid.
  return layout === null ? <div /> : <DrawnPlan {...props} layout={layout} />
}

function DrawnPlan({
  board,
  topology,
  rooms,
  dataStatus,
  floorId,
  layout,
}: BoardPlanProps & { layout: PlanLayout }) {
  const id = useId()
  const floorRooms = rooms.filter((room) => room.floorId === floorId)
  const { shown, labels, labelled } = useIncrementalLabels(board, topology, floorRooms, layout)
  usePreparedPlans(board, topology, labelled >= floorRooms.length)
  const { floor, floorName, legend } = layout
  const isOld = dataStatus.freshness === 'stale' || dataStatus.freshness === 'no-data'
  const labelsOf = (room: LiveRoom, index: number): RoomLabel | null => {
    const reserved = labels?.rooms.get(room.id)
    if (labels === null || reserved === undefined || index >= labelled) return null
    return { reserved, sizes: labels.sizes }
  }
  return (
    <div
      className="board-plan"
      data-old={isOld ? '' : undefined}
      data-legend={legend === null ? undefined : ''}
      style={planStyle(layout)}
    >
      <PlanCaption layout={layout} />
      <svg
        viewBox={`0 0 ${floor.width} ${floor.height}`}
        style={{ width: toUnits(floor.width / 10), height: toUnits(floor.height / 10) }}
        role="group"
        aria-label={text.planOf(floorName)}
      >
        <HatchPattern id={id} spacing={15} strokeWidth={5.6} className="board-plan-hatch" />
        <rect width="100%" height="100%" className="board-plan-slab" />
        {shown.map((room, index) => {
          const place = floor.rooms.get(room.id)
          if (!place) return null
          const label = labelsOf(room, index)
          return (
            <ErrorBoundary
              key={room.id}
              resetKey={room}
              fallback={<FailedPlanRoom name={room.name} place={place} />}
            >
              <PlanRoomTile {...{ board, room, dataStatus, place, label }} hatch={`url(#${id})`} />
            </ErrorBoundary>
          )
        })}
        {/* Walls come after all rooms, so that no room covers half of an adjacent room's wall. */}
        {wallPaths(shown, floor).map((path, index) => (
          <path key={index} d={path} className="board-plan-walls" />
        ))}
        {layout.marker !== null && <PlanMarker {...layout.marker} />}
      </svg>
    </div>
  )
}

/** The floor's name above its plan, with the key to the “You are here” dot if nothing else explains the dot. */
function PlanCaption({ layout }: { layout: PlanLayout }) {
  const name = layout.isNamed && <h2 className="board-plan-floor">{layout.floorName}</h2>
  if (!isMarkerNamedAbove(layout)) return name
  return (
    <div className="board-plan-caption">
      {name}
      <p className="board-plan-key">
        <MarkerKey />
      </p>
    </div>
  )
}

/** Returns the walls as SVG path data, one path for each batch of rooms. */
function wallPaths(rooms: readonly LiveRoom[], floor: PlanLayout['floor']): string[] {
  const paths: string[] = []
  for (let first = 0; first < rooms.length; first += roomsPerTask) {
    const batch = rooms.slice(first, first + roomsPerTask)
    paths.push(batch.map(({ id }) => floor.rooms.get(id)?.path ?? '').join(''))
  }
  return paths
}

function planStyle({ area, caption, legend }: PlanLayout): CSSProperties {
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--plan-width': toUnits(area.width),
    '--plan-caption': toUnits(caption),
    '--legend-width': toUnits(legend?.width ?? 0),
  }
  return style
}

type RoomLabel = { reserved: BoardLabelRoom; sizes: PlanLabels['sizes'] }

/**
 * Returns the rooms and labels to draw so far. On a large floor, rooms and then labels appear in batches, so that no
 * task is long. `labels` is null until all rooms are drawn, because the font sizes depend on the label rectangles of
 * all rooms, which are slow to compute.
 */
function useIncrementalLabels(
  board: BoardDraft,
  topology: Topology,
  floorRooms: readonly LiveRoom[],
  layout: PlanLayout,
): { shown: readonly LiveRoom[]; labels: PlanLabels | null; labelled: number } {
  const [wasKnown] = useState(() => knownPlanLabels(layout) !== null)
  const total = floorRooms.length
  // The first task only lays out a large floor. The next tasks draw it.
  const first = total > roomsPerTask ? 0 : roomsPerTask
  const count = useIncrementalCount(wasKnown ? total : 2 * total, roomsPerTask, first)
  const shown = floorRooms.slice(0, count)
  if (!wasKnown) for (const { id } of shown) void layout.floor.rooms.get(id)?.text
  const labels = wasKnown || count >= total ? fitPlanLabels(board, layout, topology.rooms) : null
  return { shown, labels, labelled: wasKnown ? count : count - total }
}

function PlanRoomTile({
  board,
  room,
  dataStatus,
  label,
  ...drawing
}: {
  board: BoardDraft
  room: LiveRoom
  dataStatus: DataStatus
  /** Null before the label is laid out. */
  label: RoomLabel | null
} & Pick<ComponentProps<typeof BoardPlanRoom>, 'place' | 'hatch'>) {
  const tile = toRoomTile(board, room, dataStatus)
  const { state, figure, word, shortWord, note } = tile
  return (
    <BoardPlanRoom
      {...{ state, figure, word, shortWord, note, ...drawing }}
      label={tile.label}
      reserved={label?.reserved ?? null}
      sizes={label?.sizes ?? null}
    />
  )
}

/** Replaces a room that fails to render with its outline and an exclamation mark. */
function FailedPlanRoom({ name, place }: { name: string; place: BoardRoomShape }) {
  const { path, text: textArea } = place
  return (
    <g role="img" aria-label={text.roomFailed(name)} className="board-plan-room">
      <path d={path} className="board-plan-area" />
      {textArea !== null && (
        <text
          x={(textArea.left + textArea.right) / 2}
          y={(textArea.top + textArea.bottom) / 2}
          className="board-plan-note"
        >
          !
        </text>
      )}
    </g>
  )
}
