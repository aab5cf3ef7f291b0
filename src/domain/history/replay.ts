import type { PlaceMinutes, RoomRuns } from '#src/contract/place-minutes.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { roomState, type RoomOccupancy } from '#src/domain/occupancy/room-occupancy.ts'
import { minuteMs } from './minutes.ts'

/** The runs of a room, and the index of the minute after each run. */
type RoomTrack = RoomRuns & { ends: readonly number[] }

/** A room without its live state. `sensors` is its number of sensors today. */
export type ReplayRoom = Omit<LiveRoom, 'occupancy' | 'state' | 'lastSeenAt'> & { sensors: number }

/** The minutes of a place over one day. Minutes are indices from `from` on. */
export type ReplayDay = {
  /** Unix milliseconds. */
  from: number
  minutes: number
  rooms: ReadonlyMap<string, RoomTrack>
  withheldRooms: ReadonlySet<string>
  /** The sum of the known rooms in each minute; null if no room is known. */
  people: readonly (number | null)[]
  /** The number of known rooms in each minute. */
  knownRooms: readonly number[]
  /** Index of the last minute with a known room; null without one. */
  lastKnown: number | null
}

/** Returns the minutes of a place by room, and the sum of the people in each minute. */
export function toReplayDay({ from, to, rooms, withheldRooms }: PlaceMinutes): ReplayDay {
  const minutes = (to - from) / minuteMs
  const { people, knownRooms } = sumPeople(rooms, minutes)
  const lastKnown = people.findLastIndex((count) => count !== null)
  return {
    from,
    minutes,
    rooms: new Map(rooms.map((runs) => [runs.room, { ...runs, ends: addUp(runs.minutes) }])),
    withheldRooms: new Set(withheldRooms),
    people,
    knownRooms,
    lastKnown: lastKnown < 0 ? null : lastKnown,
  }
}

/** Returns the sum of the numbers up to and including each number. */
function addUp(numbers: readonly number[]): number[] {
  let sum = 0
  return numbers.map((number) => (sum += number))
}

function sumPeople(
  rooms: readonly RoomRuns[],
  minutes: number,
): Pick<ReplayDay, 'people' | 'knownRooms'> {
  // Each element is the change of the sum from the previous minute.
  const people = new Int32Array(minutes + 1)
  const known = new Int32Array(minutes + 1)
  const add = (column: Int32Array, index: number, count: number) => {
    column[index] = (column[index] ?? 0) + count
  }
  for (const room of rooms) {
    let from = 0
    for (const [run, length] of room.minutes.entries()) {
      const count = room.people[run] ?? null
      const to = from + length
      if (count !== null) {
        add(people, from, count)
        add(people, to, -count)
        add(known, from, 1)
        add(known, to, -1)
      }
      from = to
    }
  }
  const knownRooms = addUp([...known.subarray(0, minutes)])
  const sums = addUp([...people.subarray(0, minutes)])
  return { knownRooms, people: sums.map((sum, index) => (knownRooms[index] === 0 ? null : sum)) }
}

/** Minutes of the day per column of the curve of a day. */
export const columnMinutes = 5

type DayColumn = {
  /** Index of the first minute of the column. */
  minute: number
  /** The most people in a minute of the column; null if no room is known. */
  people: number | null
  /** The number of known rooms in that minute. */
  knownRooms: number
}

/** Returns the columns of a day up to, but not including, a minute. */
export function mostPeopleByColumn(
  { people, knownRooms }: Pick<ReplayDay, 'people' | 'knownRooms'>,
  end: number,
): DayColumn[] {
  const columns: DayColumn[] = []
  for (let minute = 0; minute < end; minute += columnMinutes) {
    const column: DayColumn = { minute, people: null, knownRooms: 0 }
    for (let index = minute; index < Math.min(end, minute + columnMinutes); index += 1) {
      const count = people[index] ?? null
      if (count === null || (column.people !== null && count <= column.people)) continue
      column.people = count
      column.knownRooms = knownRooms[index] ?? 0
    }
    columns.push(column)
  }
  return columns
}

/** Returns the index of the run that contains a minute; -1 if there is none. */
function findRun({ ends }: RoomTrack, minute: number): number {
  if (minute < 0 || minute >= (ends.at(-1) ?? 0)) return -1
  let [low, high] = [0, ends.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ends[middle] ?? 0) <= minute) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * Returns a function that returns rooms as they were in a minute of a day. Names, capacities and thresholds are those
 * of `rooms`. A room whose values did not change is the same object as before, so that its card does not render again.
 */
export function createReplayRooms(): (
  rooms: readonly ReplayRoom[],
  day: ReplayDay,
  minute: number,
) => LiveRoom[] {
  let cache = new Map<
    string,
    {
      room: ReplayRoom
      track: RoomTrack | undefined
      run: number
      isWithheld: boolean
      result: LiveRoom
    }
  >()
  return (rooms, day, minute) => {
    const next: typeof cache = new Map()
    const current = rooms.map((room) => {
      const track = day.rooms.get(room.id)
      const run = track === undefined ? -1 : findRun(track, minute)
      const isWithheld = day.withheldRooms.has(room.id)
      const known = cache.get(room.id)
      const isSame =
        known?.room === room &&
        known.track === track &&
        known.run === run &&
        known.isWithheld === isWithheld
      const result = isSame ? known.result : { ...toRoomInRun(room, track, run), isWithheld }
      next.set(room.id, { room, track, run, isWithheld, result })
      return result
    })
    cache = next
    return current
  }
}

function toRoomInRun(
  { sensors, ...room }: ReplayRoom,
  track: RoomTrack | undefined,
  run: number,
): LiveRoom {
  const occupancy = toOccupancy(sensors, track, run)
  const state = roomState(occupancy, room.capacity, room.busyThreshold ?? undefined)
  return { ...room, occupancy, state, lastSeenAt: null }
}

function toOccupancy(sensors: number, track: RoomTrack | undefined, run: number): RoomOccupancy {
  const people = track?.people[run] ?? null
  const reported = track?.reported[run] ?? 0
  // In a minute that was not collected, the number of expected sensors is that of today.
  const expected = track?.expected[run] || sensors
  const counts = {
    contributions: [],
    reportingSensors: reported,
    expectedSensors: Math.max(expected, reported),
  }
  if (people === null) return { ...counts, kind: 'none', seenAt: null }
  return { ...counts, kind: reported < expected ? 'at-least' : 'exact', people }
}

/** A change of a room's people, at a time in Unix milliseconds; null if unknown. */
export type RoomChange = readonly [at: number, people: number | null]

/** Returns the people of a room in the `length` minutes up to and including a minute, as changes in order. */
export function recentChanges(
  day: ReplayDay,
  roomId: string,
  minute: number,
  length: number,
): RoomChange[] {
  const track = day.rooms.get(roomId)
  if (track === undefined) return []
  const first = Math.max(0, minute - length + 1)
  const changes: RoomChange[] = []
  for (let run = findRun(track, first); run >= 0 && run < track.ends.length; run += 1) {
    const from = Math.max(first, track.ends[run - 1] ?? 0)
    if (from > minute) break
    changes.push([day.from + from * minuteMs, track.people[run] ?? null])
  }
  return changes
}
