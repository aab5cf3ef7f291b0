import { freshness } from './freshness.ts'
import { isPlausible, type RoomEvidence, type SensorReading } from './sensor-reading.ts'

/** Why a sensor adds nothing to its room's sum. */
export type Missing = 'offline' | 'silent' | 'malformed' | 'implausible'

/** What one sensor contributes. A quiet sensor is online and sends nothing because nobody is under it. */
export type Contribution =
  | { kind: 'counted'; mac: string; people: number }
  | { kind: 'quiet'; mac: string }
  | {
      kind: 'missing'
      mac: string
      why: Exclude<Missing, 'implausible'>
      lastKnown: { people: number; seenAt: number } | null
    }
  /** It answers with a count that cannot be true in this room. */
  | {
      kind: 'missing'
      mac: string
      why: 'implausible'
      count: number
      maximum: number
      lastKnown: null
    }

/**
 * A room's occupancy as one honest figure.
 * - `exact`: every sensor is accounted for.
 * - `at-least`: some are not; the people are a lower bound.
 * - `last-known`: none answers now, but one did not long ago; `seenAt` is when, Unix milliseconds.
 * - `none`: nothing is known. Never 0.
 */
export type RoomFigure = {
  /** Sensors with a count now, and sensors that should have one. */
  reporting: number
  of: number
  contributions: readonly Contribution[]
} & (
  | { kind: 'exact' | 'at-least'; people: number }
  | { kind: 'last-known'; people: number; seenAt: number }
  | { kind: 'none'; seenAt: number | null }
)

/**
 * The rule of Headroom: a room's occupancy is the sum of `last` over its presence sensors (tutorial, section 3), and
 * the sum says when it lacks one.
 *
 * @param room what is known of the room at one poll
 * @param intervalMs milliseconds between polls, for how long a vanished value may stand in
 */
export function roomFigure(room: RoomEvidence, intervalMs: number): RoomFigure {
  const macs = new Set([
    ...(room.expected ?? []).map((sensor) => sensor.mac),
    ...Object.keys(room.answered),
    ...(room.expected === null ? Object.keys(room.gone) : []),
  ])
  const contributions = [...macs].toSorted().map((mac) => contribution(room, mac))
  const counted = contributions.filter((one) => one.kind === 'counted')
  const quiet = contributions.filter((one) => one.kind === 'quiet')
  const base = { contributions, reporting: counted.length, of: contributions.length }

  const known = counted.length + quiet.length
  if (known > 0) {
    const people = counted.reduce((sum, one) => sum + one.people, 0)
    return { ...base, kind: known === contributions.length ? 'exact' : 'at-least', people }
  }

  const missed = contributions.flatMap((one) =>
    one.kind === 'missing' && one.lastKnown !== null ? [one] : [],
  )
  const seenAt =
    missed.length === 0 ? null : Math.max(...missed.map((one) => one.lastKnown?.seenAt ?? 0))
  const standIn = missed.length > 0 && missed.every((one) => one.why !== 'offline')
  if (seenAt !== null && standIn && freshness(room.at - seenAt, intervalMs) !== 'no-data') {
    const people = missed.reduce((sum, one) => sum + (one.lastKnown?.people ?? 0), 0)
    return { ...base, kind: 'last-known', people, seenAt }
  }
  return { ...base, kind: 'none', seenAt }
}

function contribution(room: RoomEvidence, mac: string): Contribution {
  const reading: SensorReading | undefined = room.answered[mac]
  const { maximumCount: maximum } = room
  if (reading?.kind === 'reading') {
    const { last } = reading.metrics
    return isPlausible(last, maximum)
      ? { kind: 'counted', mac, people: last }
      : { kind: 'missing', mac, why: 'implausible', count: last, maximum, lastKnown: null }
  }

  const gone = room.gone[mac]
  const lastKnown =
    gone === undefined || !isPlausible(gone.last, maximum)
      ? null
      : { people: gone.last, seenAt: gone.seenAt }
  const missing = (why: Exclude<Missing, 'implausible'>): Contribution => ({
    kind: 'missing',
    mac,
    why,
    lastKnown,
  })
  if (room.malformed || reading?.kind === 'malformed') return missing('malformed')

  const online = room.expected?.find((sensor) => sensor.mac === mac)?.online ?? null
  // What the topology said before the sensor fell silent cannot explain the silence.
  const told = room.healthAt !== null && (gone === undefined || room.healthAt > gone.seenAt)
  if (!told || online === null) return missing('silent')
  if (!online) return missing('offline')
  const wholeRoomSilent = Object.keys(room.answered).length === 0
  return wholeRoomSilent || room.zerosWithheld ? { kind: 'quiet', mac } : missing('silent')
}

/** The states of a room (product: Words). A state is always a word and a shape beside its colour. */
export const roomStates = ['free', 'in-use', 'busy', 'full', 'over', 'no-data'] as const
export type RoomState = (typeof roomStates)[number]

/** Busy begins at this share of capacity, where nobody set another. */
export const busyShare = 0.7

/**
 * The state of a room. Without a capacity only Free, In use and No data apply. A lower bound can show that a room is
 * in use, busy or over; it can never show that a room is free, so "at least 0" is No data.
 *
 * @param figure the room's occupancy
 * @param capacity how many people the room is meant for; null when unknown
 * @param busyFrom busy begins at this share of capacity
 */
export function roomState(
  figure: RoomFigure,
  capacity: number | null,
  busyFrom: number = busyShare,
): RoomState {
  if (figure.kind === 'none') return 'no-data'
  if (figure.people <= 0) return figure.kind === 'at-least' ? 'no-data' : 'free'
  if (capacity === null) return 'in-use'
  if (figure.people > capacity) return 'over'
  if (figure.people === capacity) return 'full'
  return figure.people >= busyFrom * capacity ? 'busy' : 'in-use'
}

/** The state's word, as it stands beside its shape. */
export const stateWords: Record<RoomState, string> = {
  free: 'Free',
  'in-use': 'In use',
  busy: 'Busy',
  full: 'Full',
  over: 'Over capacity',
  'no-data': 'No data',
}
