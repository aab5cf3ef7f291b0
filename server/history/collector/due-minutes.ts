import {
  minutesPerDay,
  unlistedBuilding,
  type MinuteRange,
  type UnixMinute,
} from '#src/domain/history/minutes.ts'
import type { AheadRange, SensorDayInfo } from '#server/history/files/file-info.ts'
import type { HistoryIndex } from '#server/history/files/history-index.ts'
import { dayStart } from '#server/history/files/layout.ts'
import { clip, subtract, unite, type MinuteSet } from '#server/history/files/minute-ranges.ts'
import { toleratedLead } from '#server/history/files/sensor-day.ts'
import { buildingsOnDay } from './place-readings.ts'

/**
 * Returns the minutes that the history should contain. The range begins with the backfill or with the earliest
 * collected day, whichever is earlier, but not more than `keepDays` before today.
 *
 * @param until end of the range
 */
export function historyRange(
  index: HistoryIndex,
  until: UnixMinute,
  { backfillDays, keepDays }: { backfillDays: number; keepDays: number },
): MinuteRange {
  const today = dayStart(until - 1)
  const collected = [...(index.sensors.get(unlistedBuilding)?.keys() ?? [])]
  const from = Math.min(today - backfillDays * minutesPerDay, ...collected)
  return { from: Math.max(from, today - keepDays * minutesPerDay), to: until }
}

/**
 * Returns the minutes of a file that count as collected: not those that were fetched while Butlr's time was further
 * ahead of the machine's clock than now, because they may not have been past.
 */
function collectedMinutes({ clock }: HistoryIndex, info: SensorDayInfo): MinuteSet {
  const isEarly = ({ lead, to }: AheadRange) =>
    lead - clock.lead >= toleratedLead / 2 && to > clock.refetchFrom
  return subtract(info.collected, info.ahead.filter(isEarly))
}

/** Returns the minutes of a file that count as collected and that Butlr no longer corrects. */
export function settledMinutes(index: HistoryIndex, info: SensorDayInfo): MinuteSet {
  return subtract(collectedMinutes(index, info), info.provisional)
}

/**
 * Returns the minutes of a day to collect: those that are missing or provisional in the file of any building of that
 * day.
 */
export function dueMinutesOfDay(
  index: HistoryIndex,
  day: UnixMinute,
  range: MinuteRange,
): MinuteSet {
  const whole = clip([range], { from: day, to: day + minutesPerDay })
  let due: MinuteSet = []
  for (const building of buildingsOnDay(index.snapshots, day)) {
    const info = index.sensors.get(building)?.get(day)
    const settled = info === undefined ? [] : settledMinutes(index, info)
    due = unite(due, subtract(whole, settled))
  }
  return due
}

/** Returns the minutes of a day that are collected in the files of all buildings. */
export function collectedMinutesOfDay(index: HistoryIndex, day: UnixMinute): MinuteSet {
  let collected: MinuteSet = [{ from: day, to: day + minutesPerDay }]
  for (const building of buildingsOnDay(index.snapshots, day)) {
    const info = index.sensors.get(building)?.get(day)
    const known = info === undefined ? [] : collectedMinutes(index, info)
    collected = subtract(collected, subtract(collected, known))
  }
  return collected
}

/**
 * Returns the next window: the newest due minutes, at most `length` of them, within one day. Null if no minutes are
 * due.
 *
 * @param done minutes that were already fetched in this cycle
 * @param step windows begin and end at multiples of this number of minutes
 */
export function nextWindow(
  index: HistoryIndex,
  range: MinuteRange,
  done: MinuteSet,
  { length, step }: { length: number; step: number },
): MinuteRange | null {
  for (let day = dayStart(range.to - 1); day + minutesPerDay > range.from; day -= minutesPerDay) {
    const due = subtract(dueMinutesOfDay(index, day, range), done).at(-1)
    if (due === undefined) continue
    const to = Math.ceil(due.to / step) * step
    const from = Math.max(Math.floor(due.from / step) * step, to - Math.max(step, length))
    return { from: Math.floor(from / step) * step, to }
  }
  return null
}
