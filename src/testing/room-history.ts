import type { RoomHistory } from '#src/contract/history.ts'
import { day, hour, minute } from '#src/domain/time/duration.ts'

type HistoryDay = RoomHistory['days'][number]
type Minutes = { at: number; sensors: readonly (number | null)[] }[]

/** The sensors of the room that `makeRoomHistory` creates: the first never sees more than one person. */
export const historySensors = ['ac:5d:00:00:8a:01', 'ac:5d:00:00:8a:02'] as const
export const historyTimeZone = 'Europe/Berlin'
/** In winter, when the zone is one hour ahead of UTC. */
const zoneOffset = hour
const seats = 12

/** Returns local midnight of a winter day in Berlin, in Unix milliseconds. */
export const berlinMidnight = (date: string) => Date.parse(`${date}T00:00:00Z`) - zoneOffset

/**
 * Creates the history of a room in Berlin, for whole days in winter: meetings on working days, the same for the same
 * dates, and an outage on every ninth of a month from 13:20 to 14:05.
 *
 * @param first first day, such as `2026-10-27`
 * @param days number of days
 * @param until end of the data in Unix milliseconds, if it is before the end of the last day
 */
export function makeRoomHistory(
  first: string,
  days: number,
  change: Partial<RoomHistory> = {},
  until = Number.POSITIVE_INFINITY,
): RoomHistory {
  const from = berlinMidnight(first)
  const to = Math.min(from + days * day, until)
  const starts = Array.from({ length: days }, (_, index) => from + index * day)
  const minutes = starts.flatMap((start) => dayMinutes(start)).filter(({ at }) => at < to)
  const people = minutes.map(({ at, sensors }) => ({ at, people: sum(sensors) }))
  const known = people.filter((one): one is KnownMinute => one.people !== null)
  const inUse = known.filter((one) => one.people > 0)
  const open = known.filter(({ at }) => isOpen(at))
  const openInUse = inUse.filter(({ at }) => isOpen(at))
  const openMinutes = minutes.filter(({ at }) => isOpen(at)).length
  const byPeople = groupBy(inUse, (one) => one.people)
  return {
    room: 'room',
    timeZone: historyTimeZone,
    from,
    to,
    capacity: seats,
    provisionalFrom: until < from + days * day ? until - 10 * minute : null,
    resolution: 'minute',
    isMinuteDataWithheld: false,
    coverage: {
      minutes: minutes.length,
      openMinutes,
      knownOpenMinutes: open.length,
      completeOpenMinutes: open.length,
      knownMinutes: known.length,
      completeMinutes: known.length,
      estimated: false,
      gaps: starts
        .filter((start) => isOutageDay(start) && start + 14 * hour < to)
        .map((start) => ({ from: start + outage.from, to: start + outage.to })),
      moreGaps: 0,
    },
    peak: findPeak(inUse),
    upperBound: (findPeak(inUse)?.people ?? 0) + 1,
    averageInUse: inUse.length === 0 ? null : total(inUse) / inUse.length,
    openMinutesInUse: openInUse.length,
    openPersonMinutes: total(openInUse),
    minutesInUse: inUse.length,
    personMinutes: total(inUse),
    days: starts.map((start) => toDay(start, people)),
    weekHours: toWeekHours(known),
    minutesByPeople: [...byPeople]
      .map(([count, list]) => ({ people: count, minutes: list.length }))
      .toSorted((a, b) => a.people - b.people),
    sensors: historySensors.map((mac, index) => toSensor(mac, index, minutes)),
    steps: days > 1 ? null : toSteps(minutes),
    ...change,
  }
}

type KnownMinute = { at: number; people: number }

const outage = { from: 13 * hour + 20 * minute, to: 14 * hour + 5 * minute }
const localTime = (at: number) => new Date(at + zoneOffset)
const weekdayAt = (at: number) => (localTime(at).getUTCDay() + 6) % 7
const isOutageDay = (start: number) => localTime(start).getUTCDate() % 9 === 0
const isOpen = (at: number) =>
  weekdayAt(at) < 5 && localTime(at).getUTCHours() >= 8 && localTime(at).getUTCHours() < 18
const total = (minutes: readonly KnownMinute[]) =>
  minutes.reduce((added, { people }) => added + people, 0)

function sum(sensors: readonly (number | null)[]): number | null {
  return sensors.includes(null) ? null : sensors.reduce<number>((added, one) => added + (one ?? 0), 0)
}

function findPeak(minutes: readonly KnownMinute[]): RoomHistory['peak'] {
  let peak: RoomHistory['peak'] = null
  for (const { at, people } of minutes)
    if (people > (peak?.people ?? 0)) peak = { people, at, complete: true }
  return peak
}

function groupBy(minutes: readonly KnownMinute[], keyOf: (one: KnownMinute) => number) {
  const groups = new Map<number, KnownMinute[]>()
  for (const one of minutes) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one])
  return groups
}

/** A number from 0 to 1 that depends only on the seed. */
function random(seed: number): number {
  const value = Math.sin(seed * 12.9898) * 43_758.5453
  return value - Math.floor(value)
}

/** Meetings of half an hour to two hours from 08:00 to 18:30 on working days. */
function dayMinutes(start: number): Minutes {
  const date = Math.round((start + zoneOffset) / day)
  const counts = new Uint8Array(1_440)
  if (weekdayAt(start) < 5) {
    let at = 480 + Math.floor(random(date) * 120)
    for (let meeting = 0; at < 1_080; meeting += 1) {
      const seed = date * 31 + meeting
      const length = 30 + 15 * Math.floor(random(seed) * 7)
      const people = 1 + Math.floor(random(seed + 0.5) ** 2 * 10)
      if (random(seed + 0.25) < 0.75) counts.fill(people, at, Math.min(at + length, 1_130))
      at += length + 15 * Math.floor(random(seed + 0.75) * 5)
    }
  }
  return Array.from(counts, (people, index) => {
    const isOut = isOutageDay(start) && index * minute >= outage.from && index * minute < outage.to
    const north = people > 2 && index % 7 < 3 ? 1 : 0
    return { at: start + index * minute, sensors: isOut ? [null, null] : [north, people - north] }
  })
}

function toDay(start: number, people: readonly { at: number; people: number | null }[]): HistoryDay {
  const minutes = people.filter(({ at }) => at >= start && at < start + day)
  const known = minutes.filter((one): one is KnownMinute => one.people !== null)
  const inUse = known.filter((one) => one.people > 0)
  const quarters = Array.from({ length: Math.ceil(minutes.length / 15) }, (_, index) => {
    const counts = minutes.slice(index * 15, index * 15 + 15).flatMap((one) => one.people ?? [])
    return counts.length === 0 ? null : Math.max(...counts)
  })
  const peak = findPeak(inUse)
  return {
    date: localTime(start).toISOString().slice(0, 10),
    from: start,
    to: start + day,
    knownMinutes: known.length,
    min: known.length === 0 ? null : Math.min(...known.map((one) => one.people)),
    median: known[Math.floor(known.length / 2)]?.people ?? null,
    max: known.length === 0 ? null : (peak?.people ?? 0),
    peakAt: peak?.at ?? null,
    firstUse: inUse[0]?.at ?? null,
    lastUse: inUse.at(-1)?.at ?? null,
    quarters,
  }
}

function toWeekHours(known: readonly KnownMinute[]): RoomHistory['weekHours'] {
  const keyAt = (at: number) => weekdayAt(at) * 24 + localTime(at).getUTCHours()
  return [...groupBy(known, ({ at }) => keyAt(at))].map(([key, minutes]) => ({
    weekday: Math.floor(key / 24),
    hour: key % 24,
    knownMinutes: minutes.length,
    minutesInUse: minutes.filter(({ people }) => people > 0).length,
    personMinutes: total(minutes),
    peak: Math.max(...minutes.map(({ people }) => people)),
  }))
}

function toSensor(mac: string, index: number, minutes: Minutes): RoomHistory['sensors'][number] {
  const counts = minutes.flatMap(({ sensors }) => sensors[index] ?? [])
  const added = counts.reduce((before, count) => before + count, 0)
  const mean = counts.length === 0 ? 0 : added / counts.length
  const squares = counts.reduce((before, count) => before + (count - mean) ** 2, 0)
  return {
    mac,
    minutes: counts.length,
    maximum: counts.length === 0 ? null : Math.max(...counts),
    metrics:
      counts.length === 0
        ? null
        : {
            sum: added,
            min: Math.min(...counts),
            max: Math.max(...counts),
            count: counts.length,
            mean,
            median: counts[Math.floor(counts.length / 2)] ?? 0,
            stddev: Math.sqrt(squares / counts.length),
            first: counts[0] ?? 0,
            last: counts.at(-1) ?? 0,
          },
  }
}

type Step = [at: number, value: number | null]

function toSteps(minutes: Minutes): RoomHistory['steps'] {
  const steps = (valueAt: (minute: Minutes[number]) => number | null) => {
    const changes: Step[] = []
    for (const one of minutes) {
      const value = valueAt(one)
      if (changes.length === 0 || changes.at(-1)?.[1] !== value) changes.push([one.at, value])
    }
    return changes
  }
  const people = steps(({ sensors }) => sum(sensors))
  return {
    people,
    upperBound: people,
    sensors: historySensors.map((mac, index) => {
      const last = steps(({ sensors }) => sensors[index] ?? null)
      return { mac, last, max: last }
    }),
  }
}
