/** Messages of the overview that the first route needs: totals, cards and placeholders. */
import type { ReactNode } from 'react'

/**
 * The page's heading (for screen readers), the table's accessible name, and the start of the title of its CSV file.
 */
export const title = 'Rooms'

// Totals

export const totals = 'Totals'
/** Follows a count: `3 of 4`. @param total formatted number */
export const ofTotal = (total: string) => `of ${total}`
/** Shown below totals that are no longer current. @param age such as `2 min ago` */
export const outOfDate = (age: ReactNode) => <>Out of date: last updated {age}</>

// Cards

/** The age of a number that is out of date. @param when such as `4 min ago` or `14:02` */
export const lastSeen = (when: ReactNode) => <>Updated {when}</>
/** When a room last had data; short, because the date needs the space. @param when such as `24 Nov, 22:01` */
export const seen = (when: ReactNode) => <>Since {when}</>
/** Tooltip of a number that opens its breakdown. */
export const showBreakdown = 'Show breakdown'
/**
 * Name of a link to the breakdown of a room or floor.
 *
 * @param shown its visible text, such as `2 of 2 sensors` or `16 people · 2 of 2 rooms in use`
 */
export const showBreakdownOf = (shown: string, place: string) =>
  `${shown}, show breakdown of ${place}`
/** Heading of the rooms that are on no known floor. */
export const notOnFloor = 'Not on a floor'
/** Shown in place of the cards, the table or the floor plan when they failed to render. */
export const viewCannotBeShown = 'Couldn’t show this view.'

// Placeholders

export const loading = 'Loading rooms'
export const unavailableTitle = 'No data yet'
export const unavailableHint = 'Headroom will keep trying and show rooms here as soon as it can.'
