import type { Contribution, RoomFigure } from '#src/domain/occupancy/room-figure.ts'
import { roomState } from '#src/domain/occupancy/room-state.ts'
import { describedRoom } from './example-topology.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'

type ExampleSensor = number | 'quiet' | 'missing' | 'implausible'

/** What a test says of a room; the rest is Maple's. Sensors are a list of counts, `quiet`, `missing` or `implausible`. */
export type ExampleRoom = Partial<Omit<LiveRoom, 'figure' | 'state'>> & {
  sensors?: ExampleSensor[]
  /** The people it last had, and when, where no sensor answers now. Unix milliseconds. */
  lastKnown?: { people: number; seenAt: number }
}

/** A room for tests, with the state that its figure makes. */
export function exampleRoom({ sensors = [2, 4], lastKnown, ...rest }: ExampleRoom = {}): LiveRoom {
  const figure = figureOf(sensors.map(contributionOf), lastKnown)
  const capacity = rest.capacity === undefined ? 10 : rest.capacity
  return {
    ...describedRoom({ id: 'maple', name: 'Maple', kind: 'Meeting room', floorId: 'f3' }),
    lastSeenAt: null,
    ...rest,
    capacity,
    figure,
    state: roomState(figure, capacity),
  }
}

function figureOf(contributions: Contribution[], lastKnown: ExampleRoom['lastKnown']): RoomFigure {
  const counts = contributions.flatMap((one) => (one.kind === 'counted' ? [one.people] : []))
  const known = contributions.filter((one) => one.kind !== 'missing').length
  const base = { contributions, reporting: counts.length, of: contributions.length }
  if (known === 0 && lastKnown) return { ...base, kind: 'last-known', ...lastKnown }
  if (known === 0) return { ...base, kind: 'none', seenAt: null }
  const people = counts.reduce((sum, count) => sum + count, 0)
  return { ...base, kind: known === contributions.length ? 'exact' : 'at-least', people }
}

function contributionOf(sensor: ExampleSensor, index: number): Contribution {
  const mac = `sensor-${index}`
  if (sensor === 'quiet') return { kind: 'quiet', mac }
  if (sensor === 'implausible') {
    const [count, maximum] = [123_456_789, 100]
    return { kind: 'missing', mac, why: 'implausible', count, maximum, lastKnown: null }
  }
  if (sensor === 'missing') return { kind: 'missing', mac, why: 'silent', lastKnown: null }
  return { kind: 'counted', mac, people: sensor }
}
