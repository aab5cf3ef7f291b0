import { second } from '#src/domain/time/duration.ts'
import type { BoardPage } from './typography/board-pages.ts'

/** Returns how long a page is shown, in milliseconds: between 10 and 30 seconds, long enough to find one room. */
export function pageDurationMs(page: BoardPage | undefined): number {
  return durationForItems(page === undefined || page.kind === 'plan' ? 16 : page.ids.length)
}

/** Returns how long a page with this many lines is shown, in milliseconds. */
function durationForItems(lines: number): number {
  return Math.min(30, Math.max(10, 6 + 0.6 * lines)) * second
}
