import type { UnixMinute } from '#src/domain/history/minutes.ts'

/** Successive minutes that are not over capacity, after which an event has ended. */
const endMinutes = 2

/** One minute of a room with more people than its capacity. `isComplete`: all sensors contribute. */
export type OverMinute = { at: UnixMinute; people: number; isComplete: boolean }

/** An event: its first minute, the end of its last minute over capacity, and the most people. */
export type OverPeriod = { from: UnixMinute; to: UnixMinute; people: number; isComplete: boolean }

/**
 * Joins the minutes over capacity of a room to events. An event ends after two minutes that are at or below capacity,
 * or unknown; it does not include these minutes.
 *
 * @param minutes in order
 */
export function joinOverMinutes(minutes: readonly OverMinute[]): OverPeriod[] {
  const events: OverPeriod[] = []
  for (const { at, people, isComplete } of minutes) {
    const last = events.at(-1)
    if (last === undefined || at - last.to >= endMinutes) {
      events.push({ from: at, to: at + 1, people, isComplete })
      continue
    }
    last.to = at + 1
    last.people = Math.max(last.people, people)
    last.isComplete &&= isComplete
  }
  return events
}
