import type { RoomFigure } from '#src/domain/occupancy/room-figure.ts'

/** One term of the sum; `people` is null where a sensor's count is not known. */
export type Term = { mac: string; people: number | null }

/**
 * The arithmetic behind a room's figure, term by term.
 * `total` is what the terms come to: `last-known` when the terms are old, null when they say nothing of the room.
 */
export type SpelledSum = {
  terms: Term[]
  total: { kind: 'exact' | 'at-least' | 'last-known'; people: number } | null
}

/**
 * Spells out a room's figure: what every sensor adds to it. A quiet sensor adds 0, a missing one is an open question.
 * "At least 0" is no answer, as on the room's card.
 */
export function spelledSum(figure: RoomFigure): SpelledSum {
  const old = figure.kind === 'last-known'
  const terms = figure.contributions.map((one): Term => {
    switch (one.kind) {
      case 'counted':
        return { mac: one.mac, people: one.people }
      case 'quiet':
        return { mac: one.mac, people: 0 }
      case 'missing':
        return { mac: one.mac, people: old ? (one.lastKnown?.people ?? null) : null }
    }
  })
  if (figure.kind === 'none' || (figure.kind === 'at-least' && figure.people <= 0)) {
    return { terms, total: null }
  }
  return { terms, total: { kind: figure.kind, people: figure.people } }
}
