import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Contribution, RoomFigure } from '#src/domain/occupancy/room-figure.ts'
import { describedRoom } from './example-topology.ts'
import type { Metrics } from '#src/domain/occupancy/reading.ts'

/** Juniper for tests, with the figure that its sensors make. */
export function exampleRoom(
  contributions: readonly Contribution[],
  figure:
    | { kind: 'exact' | 'at-least'; people: number }
    | { kind: 'last-known'; people: number; seenAt: number }
    | { kind: 'none'; seenAt: number | null },
): LiveRoom & { figure: RoomFigure } {
  const reporting = contributions.filter(({ kind }) => kind === 'counted').length
  return {
    ...describedRoom({
      id: 'juniper',
      name: 'Juniper',
      kind: 'Meeting room',
      floorId: 'f3',
      capacity: 14,
    }),
    figure: { contributions, reporting, of: contributions.length, ...figure },
    state: 'in-use',
    lastSeenAt: null,
  }
}

/** Metrics that only say how many people there are. */
export function exampleMetrics(last: number, rest: Partial<Metrics> = {}): Metrics {
  const metrics = { last, first: last, max: last, min: last, mean: last, median: last }
  return { ...metrics, sum: last, count: 1, stddev: 0, ...rest }
}
