import type { BoardDraft } from '#src/contract/board.ts'
import { isStatusOnly } from '#src/domain/occupancy/room-privacy.ts'
import type { Floor, FloorTopology, Topology } from '#src/domain/topology/topology.ts'

/**
 * The content of a board without its live counts. Text sizes depend only on this content, so that polls do not change
 * them.
 */
export type BoardContent = {
  rooms: readonly BoardContentRoom[]
  floors: readonly BoardContentFloor[]
  /** All floors, including the floor of the display, with their buildings and sites. */
  topology: FloorTopology
}

type BoardContentRoom = {
  id: string
  /** The board's short name of the room if there is one, otherwise the full name. */
  name: string
  /** Null when unknown. */
  capacity: number | null
  /** Whether the board shows only “Free” or “In use” for the room. */
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

/** The rooms and floors of a board. Floors without rooms are ignored. */
export type BoardPlaces = {
  rooms: readonly Pick<Topology['rooms'][number], 'id' | 'name' | 'capacity' | 'floorId'>[]
  floors: readonly (Pick<Floor, 'id' | 'name'> & Partial<Floor>)[]
} & Partial<Pick<Topology, 'sites' | 'buildings'>>

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

/** The text of a room's card or row. */
export type TileText = {
  name: string
  /** For example `7+`; null for private rooms and for rooms without data. */
  figure: string | null
  /** Replaces the count of a private room, for example `In use`; null for all other rooms. */
  privateLabel: string | null
  /** For example `10`; null if unknown or if the room is private. */
  capacity: string | null
  /** Label beside the status icon, for example `In use`, `3 over` or `7 min old`. */
  word: string
  /** Replaces a `word` that is too long, for example `Over` for `3 over`. */
  shortWord: string
  /** `1 of 2 sensors` if the count does not include a sensor; null otherwise. */
  note: string | null
  hasBar: boolean
}
