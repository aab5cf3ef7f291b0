import type { BoardDraft } from '#src/contract/board.ts'
import { isStatusOnly } from '#src/domain/occupancy/room-privacy.ts'
import type { Floor, FloorTopology, Topology } from '#src/domain/topology/topology.ts'

/**
 * The content of a board, apart from live counts. Text sizes depend only on this content, so a poll never changes them.
 */
export type BoardContent = {
  rooms: readonly BoardContentRoom[]
  floors: readonly BoardContentFloor[]
  /** All floors, including that of the display, and their buildings and sites. */
  topology: FloorTopology
}

type BoardContentRoom = {
  id: string
  /** The displayed name: the short name on the board, if there is one. */
  name: string
  /** Null when unknown. */
  capacity: number | null
  /** Whether the board shows only Free or In use. */
  isPrivate: boolean
  floorId: string | null
}

type BoardContentFloor = {
  id: string
  name: string
  roomCount: number
  /** Null when unknown. */
  buildingId: string | null
}

/** The places of a board. A floor without rooms is not on the board. */
export type BoardPlaces = {
  rooms: readonly Pick<Topology['rooms'][number], 'id' | 'name' | 'capacity' | 'floorId'>[]
  floors: readonly (Pick<Floor, 'id' | 'name'> & Partial<Floor>)[]
} & Partial<Pick<Topology, 'sites' | 'buildings'>>

/** Returns the content of a board with these places. */
export function createBoardContent(
  { shortNames, privacy }: Pick<BoardDraft, 'shortNames' | 'privacy'>,
  { rooms, floors, sites = [], buildings = [] }: BoardPlaces,
): BoardContent {
  const roomCounts = new Map<string, number>()
  for (const { floorId } of rooms) roomCounts.set(floorId, (roomCounts.get(floorId) ?? 0) + 1)
  return {
    rooms: rooms.map(({ id, name, capacity, floorId }) => ({
      id,
      name: shortNames[id] ?? name,
      capacity,
      isPrivate: isStatusOnly(privacy, capacity),
      floorId,
    })),
    floors: floors.flatMap(({ id, name, buildingId = null }) => {
      const roomCount = roomCounts.get(id) ?? 0
      return roomCount === 0 ? [] : [{ id, name, roomCount, buildingId }]
    }),
    topology: {
      sites,
      buildings,
      floors: floors.map((floor) => ({ buildingId: '', level: null, ...floor })),
    },
  }
}
