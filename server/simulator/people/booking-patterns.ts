import type { RoomKind } from '#server/simulator/building/topology.ts'
import type { Draws } from '#server/simulator/random.ts'

export type Range = readonly [low: number, high: number]

/**
 * One reason for people to be in a room: a meeting, a shift, a lunch. Times are Unix seconds.
 * Each person comes and goes at a time of their own around the session's start and end.
 */
export type Session = {
  /** Where this session's chance begins. */
  hash: number
  start: number
  end: number
  people: number
  /** Seconds from `start` between which people arrive; negative is before. */
  arrive: Range
  /** Seconds from `end` between which people leave. */
  leave: Range
  /** Of 128 four-minute spells, in how many a person steps out or moves to another sensor. */
  restless: number
  /** Nobody is there before the first or from the second: the local day that the session belongs to. */
  earliest: number
  latest: number
}

/** A session before it has a date: seconds of the local day. */
export type Booking = {
  start: number
  end: number
  people: number
  arrive: Range
  leave: Range
  restless: number
}

/** What decides how a room is used on one working day. */
type DayOfRoom = {
  capacity: number
  /** How many of the usual people come on this weekday, 0 to 1. */
  attendance: number
  draws: Draws
}

type Planner = (day: DayOfRoom) => Booking[]

const hour = 3600
const quarter = 900

/** How people use each kind of room on a working day. */
export const planners: Record<RoomKind, Planner> = {
  meeting: (day) =>
    bookings(day, { probability: 0.46, lengths: [2, 3, 4, 4, 6], fill: [0.3, 0.9] }),
  quiet: (day) => bookings(day, { probability: 0.5, lengths: [4, 6, 8], fill: [0.2, 0.6] }),
  rest: (day) => bookings(day, { probability: 0.25, lengths: [2, 2, 4], fill: [0.1, 0.5] }),
  booth: (day) => bookings(day, { probability: 0.45, lengths: [1, 2, 2, 3], fill: [1, 1] }),
  desks: planDesks,
  kitchen: (day) => visits(day, { from: 8, to: 18, people: [1, 4], minutes: 6 }),
  canteen: planCanteen,
  lobby: planLobby,
  event: planEvents,
  training: planTraining,
  overbooked: ({ capacity }) =>
    [
      [9.5, 12],
      [13.5, 16],
    ].map(([from = 0, to = 0]) => meeting(from * hour, to * hour, Math.round(capacity * 1.25), 2)),
  'on-call': ({ attendance }) => [
    { ...meeting(8 * hour, 18 * hour, Math.round(8 * attendance), 20), arrive: [-1800, 1800] },
  ],
}

function meeting(start: number, end: number, people: number, restless: number): Booking {
  return { start, end, people, arrive: [-150, 260], leave: [-240, 150], restless }
}

type Pattern = {
  /** That a free room is taken at a time when it could be. */
  probability: number
  /** In quarters of an hour. */
  lengths: number[]
  /** Share of the capacity that comes. */
  fill: Range
}

/** Meetings at the hour and the half hour (short ones at any quarter), fewer over lunch. */
function bookings({ capacity, attendance, draws }: DayOfRoom, pattern: Pattern): Booking[] {
  const booked: Booking[] = []
  const step = Math.min(...pattern.lengths) === 1 ? quarter : 2 * quarter
  let start = 8.5 * hour
  while (start < 18 * hour) {
    const overLunch = start >= 12 * hour && start < 13.5 * hour
    const probability = pattern.probability * (0.4 + 0.6 * attendance) * (overLunch ? 0.4 : 1)
    if (draws.next() < probability) {
      const length = (pattern.lengths[draws.integer(0, pattern.lengths.length - 1)] ?? 2) * quarter
      const share = pattern.fill[0] + (pattern.fill[1] - pattern.fill[0]) * draws.next()
      const people = Math.max(
        1,
        Math.round(Math.max(capacity, 2) * share * (capacity === 1 ? 0.5 : 1)),
      )
      booked.push(meeting(start, start + length, capacity === 1 ? 1 : people, 8))
      start += Math.ceil(length / step) * step
    } else {
      start += step
    }
  }
  return booked
}

/** A morning and an afternoon at the desks, with everybody's own hours and a lunch between. */
function planDesks({ capacity, attendance, draws }: DayOfRoom): Booking[] {
  const people = Math.round(capacity * attendance * (0.6 + 0.2 * draws.next()))
  const restless = 26
  return [
    {
      start: 8.75 * hour,
      end: 12.25 * hour,
      people,
      arrive: [-4500, 2700],
      leave: [-2400, 2400],
      restless,
    },
    {
      start: 13 * hour,
      end: 17.25 * hour,
      people,
      arrive: [-1500, 1800],
      leave: [-3600, 5400],
      restless,
    },
  ]
}

type Visits = { from: number; to: number; people: Range; minutes: number }

/** Short stays that begin in every quarter of an hour. */
function visits(
  { attendance, draws }: DayOfRoom,
  { from, to, people, minutes }: Visits,
): Booking[] {
  const booked: Booking[] = []
  for (let start = from * hour; start < to * hour; start += quarter) {
    const number = Math.round(draws.integer(people[0] - 1, people[1]) * (0.5 + 0.5 * attendance))
    if (number > 0) {
      const end = start + minutes * 60
      const spread: Range = [0, quarter - 60]
      booked.push({ start, end, people: number, arrive: spread, leave: spread, restless: 6 })
    }
  }
  return booked
}

function planCanteen(day: DayOfRoom): Booking[] {
  const { capacity, attendance } = day
  const lunch = Math.round(capacity * attendance * 0.42)
  return [
    ...visits(day, { from: 8, to: 11, people: [3, 8], minutes: 14 }),
    ...visits(day, { from: 11.5, to: 13.25, people: [lunch - 6, lunch], minutes: 24 }),
    ...visits(day, { from: 14, to: 17, people: [2, 7], minutes: 12 }),
  ]
}

function planLobby(day: DayOfRoom): Booking[] {
  const desk = { ...meeting(7 * hour, 19 * hour, 2, 14), arrive: [0, 1200] satisfies Range }
  return [desk, ...visits(day, { from: 8, to: 18, people: [1, 4], minutes: 5 })]
}

function planEvents({ capacity, attendance, draws }: DayOfRoom): Booking[] {
  const morning = draws.next() < 0.8 * attendance
  const afternoon = draws.next() < 0.35 * attendance
  const people = () => Math.round(capacity * (0.4 + 0.35 * draws.next()))
  return [
    ...(morning
      ? [{ ...meeting(9.5 * hour, 12 * hour, people(), 4), arrive: [-900, 300] satisfies Range }]
      : []),
    ...(afternoon
      ? [{ ...meeting(14 * hour, 16 * hour, people(), 4), arrive: [-900, 300] satisfies Range }]
      : []),
  ]
}

function planTraining({ capacity, attendance, draws }: DayOfRoom): Booking[] {
  if (draws.next() > 0.8 * attendance) return []
  const people = Math.round(capacity * (0.6 + 0.4 * draws.next()))
  return [meeting(9 * hour, 12 * hour, people, 5), meeting(13 * hour, 16.5 * hour, people, 5)]
}
