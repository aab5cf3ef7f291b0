import type { PlaceHours, RoomInsight, RoomInsights } from '#src/contract/insights.ts'
import type { MinuteRange, RoomMinutes, UnixMinute } from '#src/domain/history/minutes.ts'
import { minuteMs } from '#src/domain/history/minutes.ts'
import type { Opening } from '#src/domain/history/opening-hours.ts'
import { isComplete, localHours } from '#src/domain/history/room-hours.ts'
import { localClock, type LocalClock } from './local-clock.ts'

/** A room and its days, in any order. */
export type ReferenceRoom = {
  id: string
  capacity: number | null
  minutes: readonly RoomMinutes[]
}

export type PlaceFacts = {
  /** Ends at or before `now`. */
  range: MinuteRange
  now: UnixMinute
  groups: readonly { timeZone: string; opening: Opening; rooms: readonly ReferenceRoom[] }[]
}

/** One minute of a room. `people` is null if unknown. */
export type ReferenceMinute = {
  at: UnixMinute
  clock: LocalClock
  isOpen: boolean
  people: number | null
  isComplete: boolean
}

/** Lists the minutes of a room from `from` up to, but not including, `to`. */
export function listMinutes(
  { minutes }: ReferenceRoom,
  { from, to }: MinuteRange,
  { timeZone, opening }: { timeZone: string; opening: Opening },
): ReferenceMinute[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => {
    const at = from + index
    const clock = localClock(at, timeZone)
    const day = minutes.find((one) => at >= one.from && at < one.from + one.people.length)
    const people = day?.people[at - day.from] ?? -1
    return {
      at,
      clock,
      isOpen:
        !opening.closedDays.includes(clock.date) &&
        (opening.hours[clock.weekday] ?? []).some(
          (interval) => clock.hour >= interval.from && clock.hour < interval.to,
        ),
      people: people < 0 ? null : people,
      isComplete: day !== undefined && isComplete(day, at - day.from),
    }
  })
}

type Group = PlaceFacts['groups'][number]

/** Lists the hours that begin in the range, with the minutes of a room in each, up to now. */
function listHours({ range, now }: PlaceFacts, group: Group, room: ReferenceRoom) {
  return localHours(range.from, range.to, group.timeZone)
    .filter(({ from }) => from >= range.from)
    .map(({ from, to }) => listMinutes(room, { from, to: Math.min(to, now) }, group))
}

/**
 * Computes the figures of each room minute by minute: the reference for docs/metrics.md and for the queries.
 *
 * @param hours `weekday` and `hour` as in `RoomInsightsQuery`; null for all
 */
export function computeRoomInsights(
  facts: PlaceFacts,
  usedFromMinutes: number,
  { weekday, hour }: { weekday: number | null; hour: number | null },
): RoomInsights {
  const rooms = facts.groups.flatMap((group) =>
    group.rooms.map((room): RoomInsight => {
      const hours = listHours(facts, group, room).filter(
        ([first]) =>
          (weekday === null || first?.clock.weekday === weekday) &&
          (hour === null || first?.clock.hour === hour),
      )
      const open = hours.filter(([first]) => first?.isOpen === true)
      const used = open.filter((minutes) => minutes.filter(isInUse).length >= usedFromMinutes)
      const known = open.filter(
        (minutes) => used.includes(minutes) || minutes.filter(isKnown).length >= 30,
      )
      const inUse = used.flat().filter(isInUse)
      const people = hours.flat().filter(isKnown).map(countPeople)
      const sizes = [...new Set(open.flat().filter(isInUse).map(countPeople))]
      return {
        room: room.id,
        timeZone: group.timeZone,
        openHours: open.length,
        knownHours: known.length,
        usedHours: used.length,
        minutes: hours.flat().length,
        knownMinutes: hours.flat().filter(isKnown).length,
        completeMinutes: hours.flat().filter((minute) => minute.isComplete).length,
        openMinutes: open.flat().length,
        knownOpenMinutes: open.flat().filter(isKnown).length,
        completeOpenMinutes: open.flat().filter((minute) => minute.isComplete).length,
        minutesInUse: inUse.length,
        personMinutes: inUse.reduce((sum, minute) => sum + countPeople(minute), 0),
        peak: people.length === 0 ? null : Math.max(...people),
        minutesByPeople: sizes
          .toSorted((one, other) => one - other)
          .map((size) => [size, open.flat().filter((minute) => minute.people === size).length]),
      }
    }),
  )
  return { ...periodOf(facts), usedFromMinutes, rooms }
}

/** Computes the people in a place in each local hour, minute by minute. */
export function computePlaceHours(facts: PlaceFacts): PlaceHours {
  const rooms = facts.groups.flatMap((group) =>
    group.rooms.map((room) => listHours(facts, group, room).flat()),
  )
  const keys = rooms
    .flat()
    .map(({ clock }) => `${clock.date} ${String(clock.hour).padStart(2, '0')}`)
  const hours = [...new Set(keys)].toSorted().flatMap((key) => {
    const [date = '', hour = ''] = key.split(' ')
    const inHour = rooms.map((minutes) =>
      minutes.filter(({ clock }) => clock.date === date && clock.hour === Number(hour)),
    )
    const all = inHour.flat()
    if (inHour.filter(({ length }) => length > 0).length < rooms.length / 2) return []
    const known = all.filter(isKnown)
    const roomMinutes = rooms.length * Math.max(...inHour.map((minutes) => minutes.length))
    const averages = inHour.map((minutes) => {
      const counts = minutes.filter(isKnown).map(countPeople)
      return counts.reduce((sum, count) => sum + count, 0) / Math.max(1, counts.length)
    })
    return {
      date,
      weekday: all[0]?.clock.weekday ?? 0,
      hour: Number(hour),
      isOpen: all.some(({ isOpen }) => isOpen),
      roomMinutes,
      knownMinutes: known.length,
      completeMinutes: all.filter(({ isComplete: whole }) => whole).length,
      people:
        known.length < roomMinutes / 2 ? null : averages.reduce((sum, people) => sum + people, 0),
    }
  })
  return { ...periodOf(facts), rooms: rooms.length, hours }
}

const periodOf = ({ range }: PlaceFacts) => ({
  from: range.from * minuteMs,
  to: range.to * minuteMs,
})
const isKnown = ({ people }: ReferenceMinute) => people !== null
const isInUse = ({ people }: ReferenceMinute) => people !== null && people > 0
const countPeople = ({ people }: ReferenceMinute) => people ?? 0
