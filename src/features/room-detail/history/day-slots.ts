import { tzOffset } from '@date-fns/tz'
import type { RoomHistory } from '#src/contract/history.ts'
import { day, hour, minute } from '#src/domain/time/duration.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'

type HistoryDay = RoomHistory['days'][number]

/** Length of a slot in milliseconds. */
export const slotMs = 15 * minute
export const slotsPerDay = day / slotMs
/** No time zone has skipped more than two hours of a day since 2020. */
const shortestDay = 22 * hour

/**
 * A quarter of an hour of a local day. `unknown`: no data; `skipped`: the clock skips it; `future`: the quarter is
 * after the end of the data. `repeated`: the clock shows the quarter twice, and `people` is the larger of the two
 * numbers.
 */
export type DaySlot =
  | { kind: 'people'; people: number; at: number; repeated: boolean }
  | { kind: 'unknown'; at: number }
  | { kind: 'skipped' | 'future' }

/**
 * Returns the 96 quarters of an hour of a day by the local clock, whatever the length of the day.
 *
 * @param until end of the data in Unix milliseconds
 */
export function toDaySlots(
  { from, to, quarters }: Pick<HistoryDay, 'from' | 'to' | 'quarters'>,
  zone: TimeZone,
  until: number,
): DaySlot[] {
  const regular = to - from === day
  const slots: (DaySlot | undefined)[] = Array.from({ length: slotsPerDay })
  let next = 0
  for (let index = 0; from + index * slotMs < to; index += 1) {
    const at = from + index * slotMs
    const slot = regular ? index : localSlot(at, zone)
    slots[slot] = mergeSlots(slots[slot], toSlot(quarters[index] ?? null, at, until))
    next = slot + 1
  }
  // The current day ends with the data.
  const isCurrent = to >= until && to - from < shortestDay
  return slots.map((slot, index) => {
    return slot ?? { kind: isCurrent && index >= next ? 'future' : 'skipped' }
  })
}

/** Returns the index of the local quarter of an hour. */
function localSlot(at: number, zone: TimeZone): number {
  const wallTime = at + tzOffset(zone.name, new Date(at)) * minute
  return Math.floor((wallTime % day) / slotMs)
}

function toSlot(people: number | null, at: number, until: number): DaySlot {
  if (at >= until) return { kind: 'future' }
  return people === null ? { kind: 'unknown', at } : { kind: 'people', people, at, repeated: false }
}

function mergeSlots(before: DaySlot | undefined, slot: DaySlot): DaySlot {
  if (before?.kind !== 'people') return slot
  if (slot.kind !== 'people') return before
  return { ...(slot.people > before.people ? slot : before), repeated: true }
}
