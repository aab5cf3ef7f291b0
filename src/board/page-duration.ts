import { second } from '#src/domain/time/duration.ts'
import type { BoardPage } from './typography/board-pages.ts'

/**
 * Returns how long to show a page, in milliseconds. The result is between 10 and 30 seconds, which is enough time to
 * find a room.
 */
export function pageDurationMs(page: BoardPage | undefined): number {
  return durationForItems(page === undefined || page.kind === 'plan' ? 16 : page.ids.length)
}

/** Returns how long to show a page with this many lines, in milliseconds. */
function durationForItems(lines: number): number {
  return Math.min(30, Math.max(10, 6 + 0.6 * lines)) * second
}
