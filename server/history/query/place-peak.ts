import { minutesPerDay, type MinuteRange, type UnixMinute } from '#src/domain/history/minutes.ts'
import { freeAfterMinutes } from '#src/domain/insights/size-classes.ts'
import { dayStart } from '#server/history/files/layout.ts'
import { storedRooms, isQueriedHour, listPlaceFiles } from './place-hours.ts'
import { isInRange, unixMinute } from './minute-query.ts'
import type { MomentsGroup, MomentsInput, RoomUses } from './moments-input.ts'

/** Sums over the rooms of a place in each minute of a range. */
export type PeopleSums = {
  people: Int32Array
  /** Numbers of rooms that are known, and that are complete. */
  known: Int32Array
  complete: Int32Array
  /** Number of assessed rooms that are open and known. */
  judged: Int32Array
  /** Number of assessed rooms that are open, with at least as many people as each size class has seats. */
  groups: Int32Array[]
}

/** In every time zone, local hours begin on a quarter-hour of UTC. */
const slotMinutes = 15

const sumHours = `
SELECT ${unixMinute('hour')} AS start, sum(peak)::INTEGER AS peak,
  sum(person_minutes)::DOUBLE AS person_minutes
FROM read_parquet($files, hive_partitioning = false)
WHERE ${isQueriedHour}
GROUP BY start`

// Takes less time than sums with a condition per size class.
const countRooms = `
SELECT ${unixMinute('minute')} AS unix_minute, people, is_judged,
  (sensors_reported >= sensors_expected)::INTEGER AS is_complete, room_index,
  count(*)::INTEGER AS rooms
FROM read_parquet($files, hive_partitioning = false)
JOIN (
  SELECT unnest($rooms) AS room_id, unnest($judged) AS is_judged, unnest($indexes) AS room_index
) USING (room_id)
WHERE ${isInRange('minute')} AND people IS NOT NULL
GROUP BY ALL`

/**
 * Returns the sums over the rooms of a place. They are complete in opening hours, and in the minutes that can contain
 * the peak: the sums of the hours show which minutes cannot. Other minutes may be left out.
 *
 * @param uses receives the states of some rooms in opening hours and the minutes before them, by index of the group
 */
export async function sumPeople(
  input: MomentsInput,
  uses: readonly (RoomUses | null)[],
): Promise<PeopleSums> {
  const { range, groups, classes } = input
  const length = range.to - range.from
  const sums: PeopleSums = {
    people: new Int32Array(length),
    known: new Int32Array(length),
    complete: new Int32Array(length),
    judged: new Int32Array(length),
    groups: classes.map(() => new Int32Array(length)),
  }
  const slots = await findPeakSlots(input)
  const first = range.from - freeAfterMinutes
  for (let day = dayStart(first); day < range.to; day += minutesPerDay) {
    for (const [index, group] of groups.entries()) {
      const hull = findHull(group, slots, {
        from: Math.max(day, first),
        to: Math.min(day + minutesPerDay, range.to),
      })
      if (hull !== null) await addMinutes(input, group, hull, { sums, uses: uses[index] ?? null })
    }
  }
  return sums
}

/**
 * Returns the quarters of an hour, counted from 1970, that can contain the peak: those in which the sum of the rooms’
 * hourly peaks is at least the largest average of an hour.
 */
async function findPeakSlots({ session, view, range, groups }: MomentsInput): Promise<Set<number>> {
  const most = new Map<number, number>()
  const averages = new Map<UnixMinute, number>()
  for (const { rooms, hours } of groups) {
    const from = hours[0]?.from ?? range.from
    const files = await listPlaceFiles(view, 'room-hours', {
      groups: [{ rooms }],
      range: { from, to: range.to },
    })
    if (files.length === 0 || rooms.length === 0) continue
    const parameters = { files, rooms: storedRooms(rooms), from, to: range.to }
    const rows = await session.read(sumHours, parameters)
    const [peaks, personMinutes] = [rows.numbers('peak'), rows.numbers('person_minutes')]
    const lengths = new Map(hours.map((hour) => [hour.from, hour]))
    for (const [row, start] of rows.numbers('start').entries()) {
      const hour = lengths.get(start ?? 0)
      if (hour === undefined) continue
      for (let slot = toSlot(hour.from); slot < toSlot(hour.to); slot += 1) {
        most.set(slot, (most.get(slot) ?? 0) + (peaks[row] ?? 0))
      }
      if (hour.from < range.from || hour.to > range.to) continue
      const average = (personMinutes[row] ?? 0) / (hour.to - hour.from)
      averages.set(hour.from, (averages.get(hour.from) ?? 0) + average)
    }
  }
  // The sums of averages are inexact.
  const least = Math.max(0, ...averages.values()) - 0.001
  return new Set([...most].filter(([, people]) => people >= least).map(([slot]) => slot))
}

const toSlot = (minute: UnixMinute) => Math.floor(minute / slotMinutes)

/**
 * Returns the shortest part of a day that contains its opening hours, the minutes before them, and the slots. Null if
 * the day has none of them.
 */
function findHull(
  { rooms, hours }: MomentsGroup,
  slots: ReadonlySet<number>,
  day: MinuteRange,
): MinuteRange | null {
  const hasJudged = rooms.some(({ isJudged }) => isJudged)
  const parts: MinuteRange[] = hours
    .filter(({ isOpen }) => isOpen && hasJudged)
    .map(({ from, to }) => ({ from: from - freeAfterMinutes, to }))
  for (let slot = toSlot(day.from); slot * slotMinutes < day.to; slot += 1) {
    const from = slot * slotMinutes
    if (slots.has(slot)) parts.push({ from, to: from + slotMinutes })
  }
  const within = parts
    .map(({ from, to }) => ({ from: Math.max(from, day.from), to: Math.min(to, day.to) }))
    .filter(({ from, to }) => from < to)
  if (within.length === 0 || rooms.length === 0) return null
  return {
    from: Math.min(...within.map(({ from }) => from)),
    to: Math.max(...within.map(({ to }) => to)),
  }
}

/** Adds the minutes of a group in a part of a day. */
async function addMinutes(
  { session, view, range, classes }: MomentsInput,
  { rooms, hours }: MomentsGroup,
  part: MinuteRange,
  { sums, uses }: { sums: PeopleSums; uses: RoomUses | null },
): Promise<void> {
  const files = await listPlaceFiles(view, 'room-minutes', { groups: [{ rooms }], range: part })
  if (files.length === 0) return
  const open = new Uint8Array(range.to - range.from)
  for (const hour of hours) {
    const [first, end] = [hour.from, hour.to].map((minute) => Math.max(0, minute - range.from))
    if (hour.isOpen) open.fill(1, first, end)
  }
  const positions = new Map(uses?.rooms.map((room, index) => [room, index]))
  const parameters = {
    files,
    rooms: storedRooms(rooms),
    judged: rooms.map(({ isJudged }) => (isJudged ? 1 : 0)),
    indexes: rooms.map((room) => positions.get(room) ?? -1),
    ...part,
  }
  const add = (values: Int32Array | undefined, index: number, count: number) => {
    if (values !== undefined) values[index] = (values[index] ?? 0) + count
  }
  await session.scan(countRooms, parameters, (read, rows) => {
    for (let row = 0; row < rows; row += 1) {
      const index = read(0, row) - range.from
      const [people, position, count] = [read(1, row), read(4, row), read(5, row)]
      if (uses !== null && position >= 0) {
        uses.states[position * uses.length + read(0, row) - uses.from] = people > 0 ? 2 : 1
      }
      if (index < 0) continue
      add(sums.people, index, people * count)
      add(sums.known, index, count)
      if (read(3, row) === 1) add(sums.complete, index, count)
      if (open[index] === 0 || read(2, row) === 0) continue
      add(sums.judged, index, count)
      for (const [size, seats] of classes.entries()) {
        if (people >= seats) add(sums.groups[size], index, count)
      }
    }
  })
}
