import { freshness, type Freshness } from '#src/domain/occupancy/freshness.ts'
import type { Moment, ShownBoard } from './display-state.ts'

/**
 * How far a board can be trusted at a moment (product: Freshness). Figures kept over a reload are never live: at best
 * late, which carries their age. Figures of a time that is yet to come are those of another clock, and nobody knows
 * how old they are.
 *
 * @param now Unix milliseconds by the server's clock
 * @param nextTryAt likewise; null while the gateway is being asked
 */
export function momentOf(shown: ShownBoard, now: number, nextTryAt: number | null): Moment {
  const { figures, intervalMs, roomsWithoutData } = shown
  const base = { now, nextTryAt }
  if (figures === null) {
    return { ...base, freshness: 'no-data', notLiveSince: null, rooms: roomsWithoutData }
  }
  const { at, rooms, confirmed } = figures
  const judged = judge(now - at, intervalMs, confirmed)
  return {
    ...base,
    freshness: judged,
    notLiveSince: judged === 'live' || judged === 'late' ? null : at,
    rooms: judged === 'no-data' ? roomsWithoutData : rooms,
  }
}

/** When a board's figures stop being live unless newer ones come, Unix milliseconds; null without figures. */
export function lateAtOf(shown: ShownBoard | null): number | null {
  return shown?.figures ? shown.figures.at + 2 * shown.intervalMs : null
}

/** Answers and clocks differ by the time that they were under way, and no more. */
const earlyMs = 5_000

function judge(ageMs: number, intervalMs: number, confirmed: boolean): Freshness {
  if (ageMs < -earlyMs) return 'no-data'
  const judged = freshness(ageMs, intervalMs)
  return judged === 'live' && !confirmed ? 'late' : judged
}
