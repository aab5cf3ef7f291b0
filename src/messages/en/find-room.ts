/** Messages of boards of free rooms. Numbers and times are formatted text, because each board has its own format. */
import { plural } from '#src/messages/plural.ts'
import type { SizeGroup } from '#src/domain/find-room/size-groups.ts'

/** Column headings, by the number of people who need a room. */
export const groupHeadings: Record<SizeGroup, string> = {
  pair: '1–2 people',
  small: '3–6 people',
  medium: '7–12 people',
  large: '13+ people',
  unset: 'Size not set',
}
/** @param figure the formatted number of free rooms */
export const freeCount = (figure: string) => `${figure} free`
/** @param figure the formatted `count` */
export const seats = (figure: string, count: number) =>
  plural(count, { one: `${figure} seat`, other: `${figure} seats` })
/** Replaces the floor's name on the cards of rooms on the display's floor. */
export const thisFloor = 'This floor'
/** @param time such as `13:40` */
export const freeSince = (time: string) => `Free since ${time}`
/** Heading of a column without free rooms; a sentence follows. */
export const noneFree = 'None free'
/** @param figure the formatted `rooms` */
export const allInUse = (figure: string, rooms: number) =>
  plural(rooms, {
    one: 'The only room is in use.',
    other: rooms === 2 ? 'Both are in use.' : `All ${figure} are in use.`,
  })
/**
 * Why the rooms of a column are not offered. Does not use `Intl.ListFormat`, which Safari 14 lacks.
 *
 * @param figure the formatted `rooms`
 * @param reasons such as `3 in use`
 */
export const notOffered = (figure: string, rooms: number, reasons: readonly string[]) =>
  `${plural(rooms, { one: `${figure} room`, other: `${figure} rooms` })}: ${reasons.join(', ')}.`
export const inUseCount = (figure: string) => `${figure} in use`
/** Rooms that became empty less than a minute ago. */
export const justEmptiedCount = (figure: string) => `${figure} just vacated`
export const unknownCount = (figure: string) => `${figure} without current data`

// The legend below the cards.
export const nearestKey = 'Free and nearest'
export const othersKey = 'Also free'
export const freeMeaning = 'Free means empty now. Rooms may still be booked.'
/** Replaces `freeMeaning` where that is too long. */
export const freeMeaningShort = 'Rooms may be booked.'

/** The display's location, beside the name of the board. @param building null if unknown */
export const displayPlace = (building: string | null, floor: string) =>
  building === null ? floor : `${building}, ${floor}`
