import type { RoomKind } from '#server/simulator/building/topology.ts'
import type { Rng } from '#server/simulator/random.ts'

type NumberRange = readonly [low: number, high: number]

/**
 * An occasion for people to be in a room on any day: a meeting, a shift, a lunch. `start` and `end` are seconds of the
 * local day. Each person arrives and leaves at an individual time around `start` and `end`.
 */
export type BookingTemplate = {
  start: number
  end: number
  people: number
  /** Earliest and latest arrival, in seconds relative to `start`; negative values are before `start`. */
  arrive: NumberRange
  /** Earliest and latest departure, in seconds relative to `end`. */
  leave: NumberRange
  /**
   * The expected number of four-minute intervals, out of 128, in which a person steps out or moves to another sensor.
   */
  excursionRate: number
}

/** A booking on a particular day. Times are Unix seconds. */
export type RoomBooking = BookingTemplate & {
  /** Seed of the booking's random values. */
  hash: number
  /** The start of the booking's local day, in Unix seconds. No one arrives earlier. */
  earliest: number
  /** The end of the booking's local day, in Unix seconds. Everyone has left by then. */
  latest: number
}

/** The inputs that determine how a room is used on one working day. */
type RoomDay = {
  capacity: number
  /** Fraction of people who come on this weekday, 0 to 1. */
  attendance: number
  rng: Rng
}

type BookingPattern = (day: RoomDay) => BookingTemplate[]

const hour = 3600
const quarterHour = 900

/** The booking pattern of each kind of room on a working day. */
export const bookingPatterns: Record<RoomKind, BookingPattern> = {
  meeting: (day) =>
    planMeetings(day, { probability: 0.46, lengths: [2, 3, 4, 4, 6], fill: [0.3, 0.9] }),
  quiet: (day) => planMeetings(day, { probability: 0.5, lengths: [4, 6, 8], fill: [0.2, 0.6] }),
  rest: (day) => planMeetings(day, { probability: 0.25, lengths: [2, 2, 4], fill: [0.1, 0.5] }),
  booth: (day) => planMeetings(day, { probability: 0.45, lengths: [1, 2, 2, 3], fill: [1, 1] }),
  desks: planDesks,
  kitchen: (day) => planVisits(day, { from: 8, to: 18, people: [1, 4], minutes: 6 }),
  canteen: planCanteen,
  lobby: planLobby,
  event: planEvents,
  training: planTraining,
  overbooked: ({ capacity }) =>
    [
      [9.5, 12],
      [13.5, 16],
    ].map(([from = 0, to = 0]) =>
      meetingTemplate(from * hour, to * hour, Math.round(capacity * 1.25), 2),
    ),
  'on-call': ({ attendance }) => [
    {
      ...meetingTemplate(8 * hour, 18 * hour, Math.round(8 * attendance), 20),
      arrive: [-1800, 1800],
    },
  ],
}

function meetingTemplate(
  start: number,
  end: number,
  people: number,
  excursionRate: number,
): BookingTemplate {
  return { start, end, people, arrive: [-150, 260], leave: [-240, 150], excursionRate }
}

type MeetingPattern = {
  /** The probability that a meeting starts in a free room at a possible start time, 0 to 1. */
  probability: number
  /** Possible lengths in quarter hours. */
  lengths: number[]
  /** Range of the number of people, as a fraction of the capacity. */
  fill: NumberRange
}

/**
 * Plans meetings, fewer of them over lunch. They start on the hour or half hour, or on any quarter hour if a meeting
 * can be that short.
 */
function planMeetings(
  { capacity, attendance, rng }: RoomDay,
  pattern: MeetingPattern,
): BookingTemplate[] {
  const templates: BookingTemplate[] = []
  const step = Math.min(...pattern.lengths) === 1 ? quarterHour : 2 * quarterHour
  let start = 8.5 * hour
  while (start < 18 * hour) {
    const overLunch = start >= 12 * hour && start < 13.5 * hour
    const probability = pattern.probability * (0.4 + 0.6 * attendance) * (overLunch ? 0.4 : 1)
    if (rng.next() < probability) {
      const length =
        (pattern.lengths[rng.integer(0, pattern.lengths.length - 1)] ?? 2) * quarterHour
      const share = pattern.fill[0] + (pattern.fill[1] - pattern.fill[0]) * rng.next()
      const people = Math.max(
        1,
        Math.round(Math.max(capacity, 2) * share * (capacity === 1 ? 0.5 : 1)),
      )
      templates.push(meetingTemplate(start, start + length, capacity === 1 ? 1 : people, 8))
      start += Math.ceil(length / step) * step
    } else {
      start += step
    }
  }
  return templates
}

/** Plans a morning and an afternoon at the desks, with individual working hours and a lunch break. */
function planDesks({ capacity, attendance, rng }: RoomDay): BookingTemplate[] {
  const people = Math.round(capacity * attendance * (0.6 + 0.2 * rng.next()))
  const excursionRate = 26
  return [
    {
      start: 8.75 * hour,
      end: 12.25 * hour,
      people,
      arrive: [-4500, 2700],
      leave: [-2400, 2400],
      excursionRate,
    },
    {
      start: 13 * hour,
      end: 17.25 * hour,
      people,
      arrive: [-1500, 1800],
      leave: [-3600, 5400],
      excursionRate,
    },
  ]
}

type VisitPattern = { from: number; to: number; people: NumberRange; minutes: number }

/** Plans short visits, which can start in any quarter hour. */
function planVisits(
  { attendance, rng }: RoomDay,
  { from, to, people, minutes }: VisitPattern,
): BookingTemplate[] {
  const templates: BookingTemplate[] = []
  for (let start = from * hour; start < to * hour; start += quarterHour) {
    const number = Math.round(rng.integer(people[0] - 1, people[1]) * (0.5 + 0.5 * attendance))
    if (number > 0) {
      const end = start + minutes * 60
      const spread: NumberRange = [0, quarterHour - 60]
      templates.push({
        start,
        end,
        people: number,
        arrive: spread,
        leave: spread,
        excursionRate: 6,
      })
    }
  }
  return templates
}

function planCanteen(day: RoomDay): BookingTemplate[] {
  const { capacity, attendance } = day
  const lunch = Math.round(capacity * attendance * 0.42)
  return [
    ...planVisits(day, { from: 8, to: 11, people: [3, 8], minutes: 14 }),
    ...planVisits(day, { from: 11.5, to: 13.25, people: [lunch - 6, lunch], minutes: 24 }),
    ...planVisits(day, { from: 14, to: 17, people: [2, 7], minutes: 12 }),
  ]
}

function planLobby(day: RoomDay): BookingTemplate[] {
  const desk = {
    ...meetingTemplate(7 * hour, 19 * hour, 2, 14),
    arrive: [0, 1200] satisfies NumberRange,
  }
  return [desk, ...planVisits(day, { from: 8, to: 18, people: [1, 4], minutes: 5 })]
}

function planEvents({ capacity, attendance, rng }: RoomDay): BookingTemplate[] {
  const morning = rng.next() < 0.8 * attendance
  const afternoon = rng.next() < 0.35 * attendance
  const people = () => Math.round(capacity * (0.4 + 0.35 * rng.next()))
  return [
    ...(morning
      ? [
          {
            ...meetingTemplate(9.5 * hour, 12 * hour, people(), 4),
            arrive: [-900, 300] satisfies NumberRange,
          },
        ]
      : []),
    ...(afternoon
      ? [
          {
            ...meetingTemplate(14 * hour, 16 * hour, people(), 4),
            arrive: [-900, 300] satisfies NumberRange,
          },
        ]
      : []),
  ]
}

function planTraining({ capacity, attendance, rng }: RoomDay): BookingTemplate[] {
  if (rng.next() > 0.8 * attendance) return []
  const people = Math.round(capacity * (0.6 + 0.4 * rng.next()))
  return [
    meetingTemplate(9 * hour, 12 * hour, people, 5),
    meetingTemplate(13 * hour, 16.5 * hour, people, 5),
  ]
}
