import { plural } from '#src/messages/plural.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { formatRooms } from '#messages/common.ts'
import type { BoardLayout } from '#src/contract/board.ts'
import { withArticle } from './boards.ts'

// Preview
export const previewLabel = 'Preview'
export const previousPageButton = 'Previous page'
export const nextPageButton = 'Next page'
export const previewPage = (page: number, pages: number) =>
  `${formatNumber(page)} of ${formatNumber(pages)}`
/** In place of the messages below while a field is invalid. */
export const previewOutdated =
  'Not up to date: this shows the board before a field became invalid. Fix the highlighted field to update it.'

// Preview: legibility

type ViewingConditions = {
  /** Diagonal of the screen, in inches. */
  inches: number
  /** Viewing distance, such as `3 m`. */
  distance: string
}
const onScreen = (inches: number) => `${withArticle(inches)}-inch screen`
/** @param readable the largest distances from which room names and all smaller text can be read, such as `3 m` */
export const namesTooSmall = (
  { inches, distance }: ViewingConditions,
  readable: { names: string; details: string },
) =>
  `Names are too small to read from ${distance}. On ${onScreen(inches)}, they can be read from up to ${readable.names}, and smaller text from up to ${readable.details}. Use a larger screen or a shorter viewing distance.`
/** The labels of a board that are smaller than the names: the start of `detailsTooSmall`. */
export const smallDetails: Record<BoardLayout, string> = {
  cards: 'Capacities and the footer',
  rows: 'States, capacities and the footer',
  plan: 'Labels of small rooms and the footer',
  totals: 'Building names and the footer',
  'find-room': 'Times and the footer',
}
/** Replaces `smallDetails` on a board that has no footer because of its long viewing distance. */
export const smallDetailsWithoutFooter = (layout: BoardLayout) =>
  layout === 'find-room' ? 'Times and the age of the data' : 'States and the age of the data'
/** @param details one of `smallDetails`, or `smallDetailsWithoutFooter` */
export const detailsTooSmall = (
  details: string,
  { inches, distance }: ViewingConditions,
  readable: string,
) =>
  `${details} are too small to read from ${distance}. On ${onScreen(inches)}, they can be read from up to ${readable}. Use a larger screen or a shorter viewing distance.`
/** Shown if not even the shortest footer, the age of the data, fits. */
export const footerTooWide = ({ inches, distance }: ViewingConditions) =>
  `The footer doesn’t fit on ${onScreen(inches)} at ${distance}. Use a larger screen or a shorter viewing distance.`
export const onePageNeeded = (rooms: number, { inches, distance }: ViewingConditions) =>
  plural(rooms, {
    one: `${formatRooms(rooms)} on ${onScreen(inches)} at ${distance} fits on one page.`,
    other: `${formatRooms(rooms)} on ${onScreen(inches)} at ${distance} fit on one page.`,
  })
/** @param pages at least 2 */
export const pagesNeeded = (
  rooms: number,
  { inches, distance }: ViewingConditions,
  pages: number,
) =>
  plural(rooms, {
    one: `${formatRooms(rooms)} on ${onScreen(inches)} at ${distance} needs ${formatNumber(pages)} pages.`,
    other: `${formatRooms(rooms)} on ${onScreen(inches)} at ${distance} need ${formatNumber(pages)} pages.`,
  })
// Preview: sentences after the number of pages
export const roundDuration = (seconds: number) =>
  seconds < 120
    ? `Showing all pages takes ${formatNumber(seconds)} s.`
    : `Showing all pages takes about ${formatNumber(Math.round(seconds / 60))} min.`
/** @param minutes time to show all pages, at least 2 */
export const longRound = (minutes: number) =>
  `Each room appears about once every ${formatNumber(minutes)} minutes.`
export const showMoreOften =
  'To show rooms more often, use a larger screen, a shorter viewing distance or fewer rooms.'
export const roomFillsScreen = 'Each room takes up more than half of the screen.'
export const useRows = 'Use a larger screen, fewer rooms or one row per room.'
export const useFewerRooms = 'Use a larger screen or fewer rooms.'
/** Shown below the preview of a floor plan. @param count number of rooms with a truncated name, out of `rooms` */
export const namesTruncated = (count: number, rooms: number) =>
  plural(count, {
    one: `${formatNumber(count)} of ${formatRooms(rooms)} is too small to show its full name.`,
    other: `${formatNumber(count)} of ${formatRooms(rooms)} are too small to show their full names.`,
  })
