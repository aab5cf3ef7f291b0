import { minutesPerDay, type MinuteRange, type UnixMinute } from '#src/domain/history/minutes.ts'
import { freeAfterMinutes, hasSeats } from '#src/domain/insights/size-classes.ts'
import { dayStart } from '#server/history/files/layout.ts'
import { isInRange, unixMinute } from './minute-query.ts'
import { minuteStates, type MomentsGroup, type MomentsInput } from './moments-input.ts'
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

/** More than the number of minutes in a day. */
const dayCells = 2_048

// A room, a minute and whether the room is in use, in one number.
const readMinutes = `
SELECT ((room_index * ${dayCells} + ${unixMinute('minute')} - $from) * 2
  + (people > 0)::INTEGER)::INTEGER
FROM read_parquet($files, hive_partitioning = false)
${joinRooms}
WHERE ${isInRange('minute')} AND people IS NOT NULL`

/**
 * Returns the states of each size class by minute (`minuteStates`). A room is free if it has no people and had none in
 * the two minutes before.
 */
export async function markFreeRooms(input: MomentsInput): Promise<Uint8Array[]> {
  const { range, groups, classes } = input
  const states = classes.map(() => new Uint8Array(range.to - range.from))
  for (const { rooms, hours } of groups) {
    const judged = rooms.filter(({ isJudged }) => isJudged)
    const open = hours.filter((hour) => hour.isOpen && hour.to > range.from)
    if (judged.length === 0 || open.length === 0) continue
    const empty = await findEmptyHours(input, judged, hours)
    const undecided = open.flatMap((hour) => {
      const previous = hours[hours.indexOf(hour) - 1]
      const isFree = (index: number) =>
        empty.get(hour.from)?.has(index) === true &&
        previous !== undefined &&
        empty.get(previous.from)?.has(index) === true
      const free = judged.filter((_, index) => isFree(index))
      return classes.flatMap((seats, index) => {
        if (!judged.some(({ capacity }) => hasSeats(capacity, seats))) return []
        const isDecided = free.some(({ capacity }) => hasSeats(capacity, seats))
        const { open: isOpen, free: hasFree } = minuteStates
        mark(states[index], range, hour, isOpen + (isDecided ? hasFree : 0))
        return isDecided ? [] : [{ hour, seats, index }]
      })
    })
    await markUndecided(input, judged, undecided, states)
  }
  return states
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

/** A size class in an hour for which minutes are needed. `index` is that of the class. */
type Undecided = { hour: Hour; seats: number; index: number }

async function markUndecided(
  input: MomentsInput,
  judged: readonly Room[],
  undecided: readonly Undecided[],
  states: readonly Uint8Array[],
): Promise<void> {
  const { range } = input
  for (let day = dayStart(range.from); day < range.to; day += minutesPerDay) {
    const end = day + minutesPerDay
    const entries = undecided.filter(({ hour }) => hour.from < end && hour.to > day)
    if (entries.length === 0) continue
    const part = {
      from: Math.max(day, range.from, Math.min(...entries.map(({ hour }) => hour.from))),
      to: Math.min(end, range.to, Math.max(...entries.map(({ hour }) => hour.to))),
    }
    const fewest = Math.min(...entries.map(({ seats }) => seats))
    const rooms = judged.filter(({ capacity }) => hasSeats(capacity, fewest))
    const uses = await readUses(input, rooms, {
      from: part.from - freeAfterMinutes,
      to: part.to,
    })
    for (const entry of entries) markEntry(entry, { range, part, rooms, uses }, states)
  }
}

/** The states of rooms by minute: 0 if unknown, 1 if empty, 2 if in use. Each room has `dayCells` elements. */
async function readUses(
  { session, view }: MomentsInput,
  rooms: readonly Room[],
  part: MinuteRange,
): Promise<Uint8Array> {
  const uses = new Uint8Array(rooms.length * dayCells)
  const files = await listPlaceFiles(view, 'room-minutes', { groups: [{ rooms }], range: part })
  if (files.length === 0) return uses
  await session.scan(readMinutes, { files, ...toParameters(rooms), ...part }, (read, rows) => {
    for (let row = 0; row < rows; row += 1) {
      const cell = read(0, row)
      uses[cell >> 1] = 1 + (cell & 1)
    }
  })
  return uses
}

type DayUses = {
  range: MinuteRange
  part: MinuteRange
  rooms: readonly Room[]
  uses: Uint8Array
}

function markEntry(
  { hour, seats, index }: Undecided,
  { range, part, rooms, uses }: DayUses,
  states: readonly Uint8Array[],
): void {
  const own = states[index]
  if (own === undefined) return
  const offsets = rooms.flatMap(({ capacity }, room) =>
    hasSeats(capacity, seats) ? [room * dayCells + freeAfterMinutes] : [],
  )
  const end = Math.min(hour.to, part.to)
  for (let minute = Math.max(hour.from, part.from); minute < end; minute += 1) {
    const at = minute - part.from
    let state = 0
    for (const offset of offsets) {
      const cell = offset + at
      if (uses[cell] === 0) state = minuteStates.unknown
      if (uses[cell] === 1 && uses[cell - 1] !== 2 && uses[cell - 2] !== 2) {
        state = minuteStates.free
        break
      }
    }
    const minuteIndex = minute - range.from
    own[minuteIndex] = (own[minuteIndex] ?? 0) | state
  }
}
