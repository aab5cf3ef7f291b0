import type { MinuteRange, TopologySnapshot, UnixMinute } from '#src/domain/history/minutes.ts'
import type { LocalHour } from '#src/domain/history/room-hours.ts'
import { findSmallRooms } from '#src/domain/history/snapshots.ts'
import type { GroupRoom, PlaceQuery } from '#server/history/protocol.ts'
import type { QuerySession } from './duckdb.ts'
import type { HistoryView } from './history-view.ts'

/** A group of a query, without rooms for one or two people. */
export type MomentsGroup = {
  rooms: readonly (GroupRoom & { isJudged: boolean })[]
  /** The hours that overlap with the range, and the hour before them. */
  hours: readonly (LocalHour & { isOpen: boolean })[]
}

/** The input of the parts of the query. */
export type MomentsInput = {
  session: QuerySession
  view: HistoryView
  range: MinuteRange
  groups: readonly MomentsGroup[]
  /** Numbers of seats by which rooms are compared, in ascending order. */
  classes: readonly number[]
}

/** States of some rooms by minute: 0 if unknown, 1 if empty, 2 if in use. */
export type RoomUses = {
  rooms: MomentsGroup['rooms']
  /** The first minute of each room, and the number of minutes. */
  from: UnixMinute
  length: number
  /** `length` elements for each room. */
  states: Uint8Array
}

/** Creates the states of rooms in a range, all unknown. */
export function createRoomUses(rooms: RoomUses['rooms'], { from, to }: MinuteRange): RoomUses {
  const length = to - from
  return { rooms, from, length, states: new Uint8Array(rooms.length * length) }
}

/** Whether a room of a size class is open, known to be free, or unknown in a minute; added up to a number. */
export const minuteStates = { open: 1, free: 2, unknown: 4 } as const

/** How data of rooms for one or two people is withheld. */
export type PrivacyRules = {
  /** Whether these rooms count like other rooms. */
  keepsSmallRooms: boolean
  /** The time by which minutes are withheld; see `latestNow` in history.ts. */
  latestNow: UnixMinute
}

/** Returns a function that returns whether the privacy rules of small rooms apply to a room. */
export function createSmallRoomCheck(
  snapshots: readonly TopologySnapshot[],
  keepsSmallRooms: boolean,
): (room: GroupRoom) => boolean {
  const small = keepsSmallRooms ? new Set<string>() : findSmallRooms(snapshots)
  return ({ id, isSmall }) => isSmall || small.has(id)
}

/** Returns the groups without rooms for one or two people, and the number of rooms that are left out. */
export function withholdSmallRooms(
  { groups }: PlaceQuery,
  snapshots: readonly TopologySnapshot[],
  keepsSmallRooms: boolean,
): Pick<PlaceQuery, 'groups'> & { withheldRooms: number } {
  const isWithheld = createSmallRoomCheck(snapshots, keepsSmallRooms)
  return {
    groups: groups.map((group) => ({
      ...group,
      rooms: group.rooms.filter((room) => !isWithheld(room)),
    })),
    withheldRooms: groups.flatMap(({ rooms }) => rooms.filter(isWithheld)).length,
  }
}
