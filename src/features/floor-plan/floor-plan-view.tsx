import * as text from '#messages/floor-plan.tsx'
import { Link, useRoomHref } from '#src/lib/navigation.tsx'
import type { NotDrawnReason } from '#src/domain/floor-plan/floor.ts'
import type { RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'
import { useMemo } from 'react'
import { layOutPageFloor } from '#src/domain/floor-plan/page-floor.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import type { UpdateOverviewParams, OverviewParams } from '#src/lib/overview-params.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { useIsPrinting } from '#src/components/ui/use-is-printing.ts'
import { Button } from '#src/components/ui/button.tsx'
import { FloorCanvas } from './floor-canvas.tsx'
import { planRoomLabel } from './floor-plan-label.tsx'
import { FloorPlanLegend } from './floor-plan-legend.tsx'
import { FloorList, selectFloor, groupFloorsByBuilding } from './floor-list.tsx'

/** Links to rooms that the plan does not show, with the reasons if they are given. */
function RoomLinkList({
  label,
  rooms,
  reasons,
  getPastRoomHref,
}: {
  label: string
  rooms: readonly RoomCardModel[]
  reasons?: ReadonlyMap<string, NotDrawnReason> | undefined
  getPastRoomHref: FloorPlanViewProps['getPastRoomHref']
}) {
  const getLiveRoomHref = useRoomHref()
  const getRoomHref = getPastRoomHref ?? getLiveRoomHref
  if (rooms.length === 0) return null
  return (
    <p className="flex flex-wrap gap-x-3 border-t border-line px-6 py-3 text-ink-muted">
      {label}
      {rooms.map(({ room, displayed }) => {
        const reason = reasons?.get(room.id)
        return (
          <span key={room.id} className="min-w-0">
            <Link
              href={getRoomHref(room.id)}
              aria-label={planRoomLabel(room, displayed)}
              className="text-ink hover:underline"
            >
              {room.name}
            </Link>
            {reason && ` (${text.notDrawnReasons[reason]})`}
          </span>
        )
      })}
    </p>
  )
}

/** States why there is no plan, and offers the table. */
function NoPlan({
  floorName,
  hasOutlines,
  onShowTable,
}: {
  /** Null if there is no floor. */
  floorName: string | null
  /** Whether Butlr has coordinates for any room of the floor. */
  hasOutlines: boolean
  onShowTable: () => void
}) {
  return (
    <div className="grid justify-items-start gap-3 p-6">
      <p>{describeNoPlan(floorName, hasOutlines)}</p>
      <Button onClick={onShowTable}>{text.showTable}</Button>
    </div>
  )
}

function describeNoPlan(floorName: string | null, hasOutlines: boolean): string {
  if (floorName === null) return text.noFloors
  return hasOutlines ? text.unusableCoordinates(floorName) : text.noCoordinates(floorName)
}

type FloorPlanViewProps = {
  /** The rooms that match the filters. */
  rooms: readonly RoomCardModel[]
  /** All rooms: those that filters exclude are drawn faintly, so that the floor keeps its shape. */
  all: readonly RoomCardModel[]
  topology: Topology
  /** Positions of sensors; undefined while unknown. */
  directory: SensorDirectory | undefined
  params: OverviewParams
  onChange: UpdateOverviewParams
  freshness: Freshness
  openRoomId: string | undefined
  /** Returns the URL of a room if the rooms are those of a past minute. There are then no links to breakdowns. */
  getPastRoomHref?: ((roomId: string) => string) | undefined
}

export function FloorPlanView({
  rooms,
  all,
  topology,
  directory,
  params,
  onChange,
  freshness,
  openRoomId,
  getPastRoomHref,
}: FloorPlanViewProps) {
  const isPrinting = useIsPrinting()
  const past = { getPastRoomHref }
  const buildings = groupFloorsByBuilding(all, topology)
  // In the replay, the floor does not change with the moment.
  const candidates = getPastRoomHref === undefined ? rooms : all
  const matchingFloorIds = new Set(candidates.map(({ room }) => room.floorId))
  const floor = selectFloor(buildings, params.place, matchingFloorIds)
  const floorId = floor?.id ?? ''
  const { drawn, notDrawn } = useMemo(
    () => layOutPageFloor(topology.rooms.filter((room) => room.floorId === floorId)),
    [topology, floorId],
  )
  const matchingRoomIds = new Set(rooms.map(({ room }) => room.id))
  const roomsWithoutFloor = rooms.filter(({ room }) => room.floorId === null)
  const roomsNotDrawn = rooms.filter(({ room }) => notDrawn.has(room.id))
  const hasOutlines = [...notDrawn.values()].some((reason) => reason !== 'no-outline')
  return (
    <>
      <div className="floor-plan mt-1 grid grid-cols-1 overflow-clip rounded-card border border-line bg-surface-raised md:grid-cols-[11rem_minmax(0,1fr)]">
        {/* The list is as tall as the plan and scrolls when it is longer. */}
        <div className="relative md:min-h-120 print:hidden">
          <FloorList
            buildings={buildings}
            selectedFloorId={floorId}
            freshness={freshness}
            hasBreakdowns={getPastRoomHref === undefined}
            onSelect={(place) => onChange({ place })}
          />
        </div>
        <div className="min-w-0">
          {/* The floor list is not printed, so a heading names the floor instead. */}
          {isPrinting && floor && (
            <h2 className="text-15 font-semibold">
              {floor.rooms[0]?.floorLocation.label ?? floor.name}
            </h2>
          )}
          {floor && drawn ? (
            <FloorCanvas
              key={floorId}
              floor={drawn}
              name={floor.name}
              rooms={floor.rooms}
              matchingRoomIds={matchingRoomIds}
              directory={directory}
              openRoomId={openRoomId}
              getPastRoomHref={getPastRoomHref}
            />
          ) : (
            <NoPlan
              floorName={floor?.name ?? null}
              hasOutlines={hasOutlines}
              onShowTable={() => onChange({ view: 'table' })}
            />
          )}
          <RoomLinkList
            label={text.roomsNotDrawn}
            rooms={roomsNotDrawn}
            {...past}
            // If no room on the floor has an outline, the message above gives the reason for all rooms.
            reasons={drawn || hasOutlines ? notDrawn : undefined}
          />
          <RoomLinkList label={text.roomsWithoutFloor} rooms={roomsWithoutFloor} {...past} />
        </div>
      </div>
      {drawn && <FloorPlanLegend rooms={all} isPast={getPastRoomHref !== undefined} />}
    </>
  )
}
