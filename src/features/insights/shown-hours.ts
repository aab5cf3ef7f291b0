import type { HourSpread } from '#src/domain/insights/place-hours.ts'

type Hour = Pick<HourSpread, 'median'> & { hour: number; isOpen: boolean }

/** Hours outside opening hours are shown if they have at least this share of the people of the busiest hour. */
const minimumShare = 0.1

/**
 * Returns the hours of the day to show: from one before opening to two after closing, extended to all hours with many
 * people.
 */
export function shownHours(hours: readonly Hour[]): number[] {
  const open = hours.filter(({ isOpen }) => isOpen).map(({ hour }) => hour)
  const most = Math.max(0, ...hours.map(({ median }) => median ?? 0))
  const least = Math.max(1, minimumShare * most)
  const used = hours.filter(({ median }) => (median ?? 0) >= least).map(({ hour }) => hour)
  const [opening, closing] =
    open.length > 0 ? [Math.min(...open) - 1, Math.max(...open) + 2] : [7, 19]
  const first = Math.max(0, Math.min(opening, ...used))
  const last = Math.min(23, Math.max(closing, ...used))
  return Array.from({ length: last - first + 1 }, (_, index) => first + index)
}
