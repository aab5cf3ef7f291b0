import { useMemo } from 'react'
import { selectBoardRooms } from '#src/board/board-places.ts'
import type { Board } from '#src/contract/board.ts'
import type { ReplayRoom } from '#src/domain/history/replay.ts'
import { findMainZone } from '#src/domain/time/main-zone.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { findFloorLocation, locateFloors, type Topology } from '#src/domain/topology/topology.ts'
import { useSearchParams } from '#src/lib/navigation.tsx'
import { replayParams } from '#src/lib/replay-params.ts'

type ReplayPlace = {
  /** The rooms of the board or, without one, the rooms with sensors in the selected location. */
  rooms: readonly ReplayRoom[]
  /** The time zone of most of these rooms, in which the page shows days and times. */
  zone: TimeZone
  hasSeveralZones: boolean
  /** The site of the first room, whose opening hours the page shows; null if unknown. */
  siteId: string | null
}

/**
 * Returns the rooms of a board or, if `board` is null, of the location that the URL selects. If there are none, the
 * time zone is that of most rooms of the account.
 */
export function useReplayPlace(
  allRooms: readonly ReplayRoom[],
  topology: Topology | undefined,
  board: Board | null,
): ReplayPlace {
  const place = replayParams.place.read(useSearchParams())
  return useMemo(() => {
    const places = locateFloors(topology)
    const rooms =
      board === null
        ? filterByPlace(allRooms, places, place).filter(({ sensors }) => sensors > 0)
        : selectBoardRooms(board, allRooms, topology)
    const locations = (rooms.length > 0 ? rooms : allRooms).map(({ floorId }) =>
      findFloorLocation(places, floorId),
    )
    return {
      rooms,
      zone: findMainZone(locations),
      hasSeveralZones: new Set(locations.map(({ zone }) => zone.name)).size > 1,
      siteId: locations[0]?.siteId ?? null,
    }
  }, [allRooms, topology, place, board])
}

function filterByPlace(
  rooms: readonly ReplayRoom[],
  places: ReturnType<typeof locateFloors>,
  place: string | null,
): readonly ReplayRoom[] {
  if (place === null) return rooms
  return rooms.filter(({ floorId }) => {
    const { buildingId, siteId } = findFloorLocation(places, floorId)
    return [floorId, buildingId, siteId].includes(place)
  })
}
