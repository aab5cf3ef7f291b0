import { useMemo } from 'react'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import {
  filterByPlace,
  filterByState,
  filterRooms,
  toRoomCardModels,
  type PollStatus,
  type RoomCardModel,
} from '#src/domain/live-rooms/room-list.ts'
import type { FloorLocations } from '#src/domain/topology/topology.ts'
import type { OverviewParams } from '#src/lib/overview-params.ts'
import { useSortedRooms } from './sort-rooms.ts'
import { useStableOrder, type HoverHandlers } from './use-stable-order.ts'

type OverviewRooms = {
  allRooms: readonly RoomCardModel[]
  roomsInPlace: readonly RoomCardModel[]
  /** Rooms that match all filters except the state. */
  matchingRooms: readonly RoomCardModel[]
  /** Rooms that match all filters, sorted; the order is stable while the grid has the pointer or keyboard focus. */
  visibleRooms: RoomCardModel[]
  hoverHandlers: HoverHandlers
}

/** Filters and sorts the rooms by the overview's URL parameters. */
export function useOverviewRooms(
  rooms: readonly LiveRoom[],
  places: FloorLocations,
  params: OverviewParams,
  { at, freshness, intervalMs }: PollStatus,
): OverviewRooms {
  const allRooms = useMemo(
    () => toRoomCardModels(rooms, places, { at, freshness, intervalMs }),
    [rooms, places, at, freshness, intervalMs],
  )
  const roomsInPlace = useMemo(
    () => filterByPlace(allRooms, params.place),
    [allRooms, params.place],
  )
  const matchingRooms = useMemo(() => filterRooms(allRooms, params), [allRooms, params])
  const filteredRooms = useMemo(
    () => filterByState(matchingRooms, params.state),
    [matchingRooms, params.state],
  )
  const sortedRooms = useSortedRooms(filteredRooms, params, at, intervalMs)
  const { rooms: visibleRooms, hoverHandlers } = useStableOrder(
    JSON.stringify(params),
    sortedRooms,
    allRooms,
  )
  return { allRooms, roomsInPlace, matchingRooms, visibleRooms, hoverHandlers }
}
