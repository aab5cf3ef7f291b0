import type { Board } from '#src/contract/board.ts'
import type { RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Topology } from '#src/domain/topology/topology.ts'

/** Props of the floor plan of the replay. */
export type ReplayPlanProps = {
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

/** Props of a board of the replay. */
export type ReplayBoardProps = {
  board: Board
  /** The rooms of the board at the moment. */
  rooms: readonly LiveRoom[]
  topology: Topology
  /** The moment in Unix milliseconds. */
  at: number
  /** Index of the page; the last page if there are fewer. */
  page: number
  onPage: (page: number) => void
}
