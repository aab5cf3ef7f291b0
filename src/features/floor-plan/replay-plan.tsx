import type { RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { readOverviewParams } from '#src/lib/overview-params.ts'
import { FloorPlanView } from './floor-plan-view.tsx'

type ReplayPlanProps = {
  /** The rooms that match the filter. */
  rooms: readonly RoomCardModel[]
  all: readonly RoomCardModel[]
  topology: Topology
  /** ID of a site, building or floor; null means all. */
  place: string | null
  onPlace: (place: string) => void
  onShowCards: () => void
  /** Returns the URL of a room. */
  getRoomHref: (roomId: string) => string
}

/** The rooms at a past minute on the floor plan, without sensors and breakdowns, which are live. */
export function ReplayPlan({
  rooms,
  all,
  topology,
  place,
  onPlace,
  onShowCards,
  getRoomHref,
}: ReplayPlanProps) {
  return (
    <FloorPlanView
      {...{ rooms, all, topology }}
      directory={undefined}
      params={{ ...readOverviewParams(new URLSearchParams()), place }}
      onChange={(change) => {
        if (change.view !== undefined) onShowCards()
        if (change.place) onPlace(change.place)
      }}
      freshness="live"
      openRoomId={undefined}
      getPastRoomHref={getRoomHref}
    />
  )
}
