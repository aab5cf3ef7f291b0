import { tzOffset } from '@date-fns/tz'
import type { RoomHistory } from '#src/contract/history.ts'
import { day, minute } from '#src/domain/time/duration.ts'
import { addDays, localDateAt, startOfLocalDate } from '#src/domain/time/local-date.ts'
import type { TimeZone } from '#src/domain/time/time-zone.ts'

type HistoryDay = RoomHistory['days'][number]

/** Length of a slot in milliseconds. */
export const slotMs = 15 * minute
export const slotsPerDay = day / slotMs

/**
 * A quarter of an hour of a local day. `unknown`: no data; `skipped`: the clock skips it; `future`: the quarter is
 * after the end of the data. `repeated`: the clock shows the quarter twice, and `people` is the larger of the two
 * numbers. `partial`: a sensor was missing at times, so there may have been more people.
 */
export type DaySlot =
  | { kind: 'people'; people: number; at: number; repeated: boolean; partial: boolean }
  | { kind: 'unknown'; at: number }
  | { kind: 'skipped' | 'future' }

/**
 * Returns the 96 quarters of an hour of a day by the local clock, for a day of any length.
 *
 * @param until end of the data in Unix milliseconds
 */
export function toDaySlots(
  {
    from,
    quarters,
    incompleteQuarters,
  }: Pick<HistoryDay, 'from' | 'quarters' | 'incompleteQuarters'>,
  zone: TimeZone,
  until: number,
): DaySlot[] {
  // The data of the current day ends before the day does.
  const to = startOfLocalDate(addDays(localDateAt(from, zone), 1), zone)
  const regular = to - from === day
  const incomplete = new Set(incompleteQuarters)
  const slots: (DaySlot | undefined)[] = Array.from({ length: slotsPerDay })
  const quarterSlot = (index: number, at: number): DaySlot => {
    if (at >= until) return { kind: 'future' }
    const people = quarters[index] ?? null
    if (people === null) return { kind: 'unknown', at }
    return { kind: 'people', people, at, repeated: false, partial: incomplete.has(index) }
  }
  for (let index = 0; from + index * slotMs < to; index += 1) {
    const at = from + index * slotMs
    const slot = regular ? index : localSlot(at, zone)
    slots[slot] = mergeSlots(slots[slot], quarterSlot(index, at))
  }
  return Array.from(slots, (slot) => slot ?? { kind: 'skipped' })
}

/** Returns the index of the local quarter of an hour. */
function localSlot(at: number, zone: TimeZone): number {
  const wallTime = at + tzOffset(zone.name, new Date(at)) * minute
  return Math.floor((wallTime % day) / slotMs)
}

function mergeSlots(before: DaySlot | undefined, slot: DaySlot): DaySlot {
  if (before?.kind !== 'people') return slot
  if (slot.kind !== 'people') return before
  const larger = slot.people > before.people ? slot : before
  return { ...larger, repeated: true, partial: slot.partial || before.partial }
}
