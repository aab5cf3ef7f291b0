import { minutesPerDay, type MinuteRange, type UnixMinute } from '#src/domain/history/minutes.ts'
import { freeAfterMinutes, hasSeats } from '#src/domain/insights/size-classes.ts'
import { dayStart } from '#server/history/files/layout.ts'
import { isInRange, unixMinute } from './minute-query.ts'
import {
  createRoomUses,
  minuteStates,
  type MomentsGroup,
  type MomentsInput,
  type RoomUses,
} from './moments-input.ts'
import { listPlaceFiles, storedRooms } from './place-hours.ts'

type Room = MomentsGroup['rooms'][number]
type Hour = MomentsGroup['hours'][number]

const joinRooms =
  'JOIN (SELECT unnest($rooms) AS room_id, unnest($indexes) AS room_index) USING (room_id)'

// Rooms that were known and empty for a whole hour.
const readEmptyHours = `
SELECT room_index, start
FROM read_parquet($files, hive_partitioning = false)
${joinRooms}
JOIN (SELECT unnest($hours) AS start, unnest($lengths) AS length)
  ON start = ${unixMinute('hour')}
WHERE ${isInRange('hour')}
GROUP BY room_index, start, length
HAVING sum(minutes_in_use) = 0 AND sum(minutes) = length`

// A room, a minute and whether the room is in use, in one number.
const readMinutes = `
SELECT ((room_index * $length + ${unixMinute('minute')} - $from) * 2
  + (people > 0)::INTEGER)::INTEGER
FROM read_parquet($files, hive_partitioning = false)
${joinRooms}
WHERE ${isInRange('minute')} AND people IS NOT NULL`

/** A size class in an hour for which minutes are needed. `index` is the index of the class. */
type Undecided = { hour: Hour; seats: number; index: number }

/** What the hours of the rooms show about their states. */
export type HourStates = {
  /** The states of each size class by minute (`minuteStates`). */
  states: Uint8Array[]
  /** By index of the group: its assessed rooms in an undecided class, and the undecided hours. */
  undecided: { rooms: readonly Room[]; entries: Undecided[] }[]
}

/**
 * Marks the open minutes of each size class, and the hours in which a room was free: a room that was known and empty
 * for the whole hour and the hour before.
 */
export async function markFreeHours(input: MomentsInput): Promise<HourStates> {
  const { range, groups, classes } = input
  const states = classes.map(() => new Uint8Array(range.to - range.from))
  const undecided: HourStates['undecided'] = []
  for (const { rooms, hours } of groups) {
    const judged = rooms.filter(({ isJudged }) => isJudged)
    const open = hours.filter((hour) => hour.isOpen && hour.to > range.from)
    const empty =
      judged.length === 0 || open.length === 0
        ? new Map<UnixMinute, Set<number>>()
        : await findEmptyHours(input, judged, hours)
    const entries = open.flatMap((hour) => {
      const before = hours[hours.indexOf(hour) - 1]?.from ?? Number.NaN
      const free = judged.filter(
        (_, index) => empty.get(hour.from)?.has(index) === true && empty.get(before)?.has(index),
      )
      return classes.flatMap((seats, index) => {
        if (!judged.some(({ capacity }) => hasSeats(capacity, seats))) return []
        const isDecided = free.some(({ capacity }) => hasSeats(capacity, seats))
        const { open: isOpen, free: hasFree } = minuteStates
        mark(states[index], range, hour, isOpen + (isDecided ? hasFree : 0))
        return isDecided ? [] : [{ hour, seats, index }]
      })
    })
    const fewest = Math.min(...entries.map(({ seats }) => seats))
    undecided.push({
      rooms: judged.filter(({ capacity }) => hasSeats(capacity, fewest)),
      entries,
    })
  }
  return { states, undecided }
}

/** Sets a state in the minutes of an hour that are in the range. */
function mark(states: Uint8Array | undefined, range: MinuteRange, hour: Hour, state: number): void {
  if (states === undefined) return
  const end = Math.min(hour.to, range.to) - range.from
  for (let index = Math.max(0, hour.from - range.from); index < end; index += 1) {
    states[index] = (states[index] ?? 0) | state
  }
}

/** Returns the indexes of the rooms that were known and empty in a whole hour, by the beginning of the hour. */
async function findEmptyHours(
  { session, view, range }: MomentsInput,
  rooms: readonly Room[],
  hours: readonly Hour[],
): Promise<Map<UnixMinute, Set<number>>> {
  const empty = new Map(hours.map(({ from }): [UnixMinute, Set<number>] => [from, new Set()]))
  const counted = hours.filter((hour, index) => hour.isOpen || hours[index + 1]?.isOpen === true)
  const days = { from: hours[0]?.from ?? range.from, to: range.to }
  const files = await listPlaceFiles(view, 'room-hours', { groups: [{ rooms }], range: days })
  if (files.length === 0) return empty
  const parameters = {
    files,
    ...toParameters(rooms),
    hours: counted.map(({ from }) => from),
    lengths: counted.map(({ from, to }) => to - from),
    ...days,
  }
  await session.scan(readEmptyHours, parameters, (read, rows) => {
    for (let row = 0; row < rows; row += 1) empty.get(read(1, row))?.add(read(0, row))
  })
  return empty
}

const toParameters = (rooms: readonly Room[]) => ({
  rooms: storedRooms(rooms),
  indexes: rooms.map((_, index) => index),
})

/**
 * Marks whether a room was free in the undecided hours. A room is free if it has no people and had none in the two
 * minutes before.
 *
 * @param uses the states of the rooms in the range, by index of the group; null if they must be read
 */
export async function markFreeMinutes(
  input: MomentsInput,
  { states, undecided }: HourStates,
  uses: readonly (RoomUses | null)[],
): Promise<void> {
  const { range } = input
  for (const [index, { rooms, entries }] of undecided.entries()) {
    for (let day = dayStart(range.from); day < range.to; day += minutesPerDay) {
      const end = day + minutesPerDay
      const today = entries.filter(({ hour }) => hour.from < end && hour.to > day)
      if (today.length === 0) continue
      const part = {
        from: Math.max(day, range.from, Math.min(...today.map(({ hour }) => hour.from))),
        to: Math.min(end, range.to, Math.max(...today.map(({ hour }) => hour.to))),
      }
      const own = uses[index] ?? (await readUses(input, rooms, part))
      for (const entry of today) markEntry(entry, { range, part, uses: own }, states)
    }
  }
}

/** Reads the states of rooms in a part of the range, and in the minutes before. */
async function readUses(
  { session, view }: MomentsInput,
  rooms: readonly Room[],
  part: MinuteRange,
): Promise<RoomUses> {
  const around = { from: part.from - freeAfterMinutes, to: part.to }
  const uses = createRoomUses(rooms, around)
  const files = await listPlaceFiles(view, 'room-minutes', { groups: [{ rooms }], range: around })
  if (files.length === 0) return uses
  const parameters = { files, ...toParameters(rooms), ...around, length: uses.length }
  await session.scan(readMinutes, parameters, (read, rows) => {
    for (let row = 0; row < rows; row += 1) {
      const cell = read(0, row)
      uses.states[cell >> 1] = 1 + (cell & 1)
    }
  })
  return uses
}

function markEntry(
  { hour, seats, index }: Undecided,
  { range, part, uses }: { range: MinuteRange; part: MinuteRange; uses: RoomUses },
  classStates: readonly Uint8Array[],
): void {
  const own = classStates[index]
  if (own === undefined) return
  const { rooms, from, length, states } = uses
  const offsets = rooms.flatMap(({ capacity }, room) =>
    hasSeats(capacity, seats) ? [room * length - from] : [],
  )
  const end = Math.min(hour.to, part.to)
  for (let minute = Math.max(hour.from, part.from); minute < end; minute += 1) {
    let state = 0
    for (const offset of offsets) {
      const cell = offset + minute
      if (states[cell] === 0) state = minuteStates.unknown
      if (states[cell] === 1 && states[cell - 1] !== 2 && states[cell - 2] !== 2) {
        state = minuteStates.free
        break
      }
    }
    const at = minute - range.from
    own[at] = (own[at] ?? 0) | state
  }
}
