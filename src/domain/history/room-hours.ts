import { dateOfDay, weekdayOfDay, type LocalDate } from '#src/domain/time/local-date.ts'
import { offsetPeriods } from '#src/domain/time/offset-periods.ts'
import type { MinuteRange, RoomHour, RoomMinutes, UnixMinute } from './minutes.ts'

/** Minimum number of known minutes for an hour to count. */
export const minimumKnownMinutes = 30

/**
 * One hour of a building's local time. A clock change begins a new hour, so an hour that occurs twice has two entries,
 * and an hour that the change cuts off is shorter.
 */
export type LocalHour = MinuteRange & {
  date: LocalDate
  /** 0 is Monday. */
  weekday: number
  /** Hour of the day, 0 to 23. */
  hour: number
}

/**
 * Returns the local hours that contain the minutes from `from` to `to`, in order. The first and the last hour can
 * extend beyond the range, so that an hour is the same in each range that contains part of it.
 *
 * @param timeZone IANA name
 */
export function localHours(from: UnixMinute, to: UnixMinute, timeZone: string): LocalHour[] {
  const hours: LocalHour[] = []
  if (from >= to) return hours
  let [day, date] = [Number.NaN, '']
  for (const period of offsetPeriods(from - 60, to + 60, timeZone)) {
    let start = period.from
    while (start < period.to) {
      const localHour = Math.floor((start + period.offset) / 60)
      const end = Math.min(period.to, (localHour + 1) * 60 - period.offset)
      if (end > from && start < to) {
        const localDay = Math.floor(localHour / 24)
        if (localDay !== day) [day, date] = [localDay, dateOfDay(localDay)]
        hours.push({
          from: start,
          to: end,
          date,
          weekday: weekdayOfDay(day),
          hour: localHour - day * 24,
        })
      }
      start = end
    }
  }
  return hours
}

/**
 * Returns the hours of each room that contain at least one known minute, in the order of the rooms, then of the hours.
 *
 * @param hours the local hours of all minutes of the rooms, see `localHours`
 */
export function rollUpHours(
  rooms: readonly RoomMinutes[],
  hours: readonly LocalHour[],
): RoomHour[] {
  const rolledUp: RoomHour[] = []
  for (const room of rooms) {
    for (const hour of hours) {
      const first = Math.max(hour.from - room.from, 0)
      const end = Math.min(hour.to - room.from, room.people.length)
      const row = rollUpHour(room, hour, { first, end })
      if (row.minutes > 0) rolledUp.push(row)
    }
  }
  return rolledUp
}

/** Elements `first` up to, but not including, `end`. */
type Slice = { first: number; end: number }

function rollUpHour(room: RoomMinutes, hour: LocalHour, { first, end }: Slice): RoomHour {
  let [minutes, completeMinutes, personMinutes, minutesInUse] = [0, 0, 0, 0]
  let [peak, peakAt] = [-1, 0]
  for (let index = first; index < end; index += 1) {
    const people = room.people[index] ?? -1
    if (people < 0) continue
    minutes += 1
    if (isComplete(room, index)) completeMinutes += 1
    personMinutes += people
    if (people > 0) minutesInUse += 1
    if (people > peak) [peak, peakAt] = [people, room.from + index]
  }
  return {
    roomId: room.roomId,
    hour: hour.from,
    minutes,
    completeMinutes,
    personMinutes,
    peak: peak < 0 ? null : { people: peak, at: peakAt },
    minutesInUse,
    minutesByPeople: countByPeople(room.people, { first, end }),
  }
}

/** Returns whether the number of people is known in a minute and all expected sensors contribute to it. */
export function isComplete(room: RoomMinutes, index: number): boolean {
  const { people, reported, expected } = room
  return (people[index] ?? -1) >= 0 && (reported[index] ?? 0) >= (expected[index] ?? 0)
}

/** Counts the minutes of a slice by number of people, ascending, for 1 person and more. */
function countByPeople(people: Int32Array, { first, end }: Slice): RoomHour['minutesByPeople'] {
  const counts = new Map<number, number>()
  for (let index = first; index < end; index += 1) {
    const count = people[index] ?? 0
    if (count > 0) counts.set(count, (counts.get(count) ?? 0) + 1)
  }
  return [...counts].sort(([a], [b]) => a - b)
}

/**
 * Returns the hours with the time of each peak set to the beginning of its hour, because the exact time of a peak in a
 * room for one or two people is an attendance record.
 */
export function withoutPeakMoments(hours: readonly RoomHour[]): RoomHour[] {
  return hours.map((hour) =>
    hour.peak === null ? hour : { ...hour, peak: { people: hour.peak.people, at: hour.hour } },
  )
}
