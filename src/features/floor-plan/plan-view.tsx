import { useMemo } from 'react'
import { layOutPageFloor } from '#src/domain/floor-plan/page-floor.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import type { ChangeParams, OverviewParams } from '#src/lib/overview-params.ts'
import type { RoomInView } from '#src/domain/live-rooms/rooms-in-view.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/tree.ts'
import { Button } from '#src/components/ui/button.tsx'
import { FloorCanvas } from './floor-canvas.tsx'
import { FloorList } from './floor-list.tsx'
import { floorToShow, planBuildings } from './plan-floors.ts'
import { PlanLegend } from './plan-legend.tsx'
import { RoomLinks } from './room-links.tsx'

export type PlanViewProps = {
  /** The rooms that the filters leave. */
  rooms: readonly RoomInView[]
  /** Every room: what a filter hides is drawn faintly, so that the floor keeps its shape. */
  all: readonly RoomInView[]
  topology: Topology
  /** Where sensors hang; undefined while nobody knows. */
  directory: SensorDirectory | undefined
  params: OverviewParams
  onChange: ChangeParams
  freshness: Freshness
  /** When the figures were answered, Unix milliseconds. */
  at: number | null
  linkTo: (roomId: string) => string
  /** Where a room's number is explained. */
  explainTo: (roomId: string) => string
  /** Where a floor's total is explained. */
  explainFloor: (floorId: string) => string
  openRoomId: string | undefined
}

/** The same rooms where they are: one floor to scale, and the floors to choose from. */
export function PlanView({
  rooms,
  all,
  topology,
  directory,
  params,
  onChange,
  freshness,
  at,
  linkTo,
  explainTo,
  explainFloor,
  openRoomId,
}: PlanViewProps) {
  const buildings = planBuildings(all, topology)
  const floor = floorToShow(buildings, params.place, new Set(rooms.map(({ room }) => room.floorId)))
  const floorId = floor?.id ?? ''
  const { drawn, notDrawn } = useMemo(
    () => layOutPageFloor(topology.rooms.filter((room) => room.floorId === floorId)),
    [topology, floorId],
  )
  const shown = new Set(rooms.map(({ room }) => room.id))
  const homeless = rooms.filter(({ room }) => room.floorId === null)
  const undrawn = rooms.filter(({ room }) => notDrawn.has(room.id))
  const hasOutlines = [...notDrawn.values()].some((reason) => reason !== 'no-outline')
  return (
    <>
      <div className="mt-1 grid grid-cols-1 overflow-clip rounded-card border border-line bg-surface-raised md:grid-cols-[176px_minmax(0,1fr)]">
        {/* The list is as high as the plan, and scrolls where it is longer. */}
        <div className="relative md:min-h-120">
          <FloorList
            buildings={buildings}
            chosen={floorId}
            freshness={freshness}
            onChoose={(place) => onChange({ place })}
            explainFloor={explainFloor}
          />
        </div>
        <div className="min-w-0">
          {floor && drawn ? (
            <FloorCanvas
              key={floorId}
              floor={drawn}
              name={floor.name}
              rooms={floor.rooms}
              shown={shown}
              directory={directory}
              at={at}
              linkTo={linkTo}
              explainTo={explainTo}
              openRoomId={openRoomId}
            />
          ) : (
            <div className="grid justify-items-start gap-3 p-6">
              <p>
                {floor
                  ? hasOutlines
                    ? `The coordinates that Butlr has for the rooms of ${floor.name} cannot be drawn, so there is no plan of it.`
                    : `Butlr has no coordinates for the rooms of ${floor.name}, so there is no plan of it.`
                  : 'Butlr names no floor with rooms, so there is no plan.'}
              </p>
              <Button onClick={() => onChange({ view: 'table' })}>Show the table</Button>
            </div>
          )}
          <RoomLinks label="Not drawn" rooms={undrawn} linkTo={linkTo} reasons={notDrawn} />
          <RoomLinks label="Not on a floor" rooms={homeless} linkTo={linkTo} />
        </div>
      </div>
      {drawn && <PlanLegend />}
    </>
  )
}
