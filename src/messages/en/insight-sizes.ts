/** The Insights page: rooms of each size, the log of rooms over capacity, and what the page is based on. */
import { plural } from '#src/messages/plural.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { formatRooms } from '#messages/common.ts'
import { formatList } from '#messages/topology.ts'

// Rooms of each size

export const sizes = 'Are there enough rooms of each size?'
export const alwaysFree = 'A room of each size was always free.'
/**
 * @param seats of the size that ran out on the most days
 * @param days number of days with a run-out
 * @param openDays number of open days
 * @param groups the most groups of this size at one time
 */
export const ranOut = (seats: number, days: number, openDays: number, groups: number) =>
  `${seats <= 1 ? 'Rooms' : `Rooms with ${formatNumber(seats)} seats or more`} ran out on ${formatNumber(days)} of ${plural(openDays, { one: '1 day', other: `${formatNumber(openDays)} days` })}, with at most ${formatGroups(groups, seats)} at once.`
const formatGroups = (groups: number, seats: number) =>
  plural(groups, { one: '1 group', other: `${formatNumber(groups)} groups` }) +
  (seats <= 1 ? '' : ` of ${formatNumber(seats)} or more`)
export const anySize = 'any size'
export const seatsOrMore = (seats: number) => `${formatNumber(seats)} seats or more`
export const roomsAndGroups = (rooms: number, groups: number, seats: number) =>
  `${formatRooms(rooms)}, at most ${plural(groups, { one: '1 group', other: `${formatNumber(groups)} groups` })}${seats <= 1 ? '' : ` of ${formatNumber(seats)}+`}`
export const roomsOnly = (rooms: number) => formatRooms(rooms)
export const columnSize = 'Rooms with'
export const columnRooms = 'Rooms and groups'
export const columnWhen = (days: number) =>
  plural(days, {
    one: 'When none was free (1 open day)',
    other: `When none was free (each line is one of ${formatNumber(days)} open days)`,
  })
export const columnTime = 'Time'
export const columnDays = 'Days'
/** After a number of days, without a column heading. */
export const daysUnit = (days: number) => plural(days, { one: 'day', other: 'days' })
export const columnLongest = 'Longest'
export const roomAlwaysFree = 'A room was always free'
export const notKnown = 'No data'
/** @param day such as `Tue 10 Nov` @param from such as `15:26` */
export const span = (day: string, from: string, to: string) => `${day}, ${from}–${to}`
/** A duration: `25 min`, `3 h 01`. */
export const duration = (minutes: number) => {
  const rounded = Math.round(minutes)
  if (rounded < 60) return `${rounded} min`
  return `${formatNumber(Math.floor(rounded / 60))} h ${String(rounded % 60).padStart(2, '0')}`
}
export const bookableRooms = (rooms: number) =>
  `${formatRooms(rooms)}, excluding rooms for 1–2 people and rooms that people pass through.`
export const freeAfter = 'A room counts as free after 2 minutes without people.'
export const greyIsUnknown = 'Grey: no data.'
export const severalZones =
  'These rooms are in several time zones, so they are open at different times. Select a site to see when its rooms ran out.'
export const noJudgedRooms = 'Headroom doesn’t compare these rooms by size.'
export const checking = (done: number, weeks: number) =>
  `${formatNumber(done)} of ${plural(weeks, { one: '1 week', other: `${formatNumber(weeks)} weeks` })} checked`
export const cancel = 'Cancel'
export const resume = 'Continue'
export const progress = 'Weeks checked'
export const columnFrom = 'From'
export const columnTo = 'To'
export const columnMinutes = 'Minutes'
export const columnSeats = 'Seats or more'
export const columnState = 'State'
export const stateRanOut = 'no room free'
export const stateUnknown = 'no data'
export const columnDay = 'Day'
/** Name of the file with one row for each size. */
export const supplyAndDemand = 'supply and demand by size'
/** Buttons that copy the table and download the file. */
export const supplyCopyButton = 'Copy by size'
export const supplyButton = 'CSV by size'
export const sizesColumns = [
  'Seats or more',
  'Rooms',
  'Most groups at once',
  'Time of most groups',
  'Open minutes',
  'Minutes without data',
  'Minutes without a free room',
  'Days without a free room',
  'Longest from',
  'Longest to',
  'Longest (minutes)',
]

// Over capacity

export const overCapacity = 'Over capacity'
export const overCapacityNote = (events: number) =>
  plural(events, {
    one: 'Once, for a minute or longer',
    other: `${formatNumber(events)} times, for a minute or longer`,
  })
export const neverOver = 'No room was over capacity for a whole minute.'
export const columnRoom = 'Room'
export const columnStart = 'Start'
export const columnEnd = 'End'
export const columnLasted = 'Duration'
export const columnMost = 'Peak'
export const columnCapacity = 'Capacity'
export const columnComplete = 'All sensors'
export const yes = 'yes'
export const no = 'no'
export const ofCapacity = (capacity: number) => `/ ${formatNumber(capacity)}`
export const endsAfter = 'An event ends after 2 minutes at or below capacity.'
export const notSafety =
  'This log is not a life-safety system: sensors can miss people. Don’t use it for evacuation or fire safety.'
export const moreEvents = (count: number) =>
  plural(count, {
    one: '1 older event is not listed. Select a shorter range to see it.',
    other: `${formatNumber(count)} older events are not listed. Select a shorter range to see them.`,
  })
/** Label of a line above the table. */
export const exportMissing = 'Not in this file'
/** Marks an event that is based on hourly counts. */
export const estimate = 'estimate'
export const columnEstimate = 'Estimate from hourly counts'
export const hourlyEvents =
  'Estimates: Butlr provided only hourly counts, so an event may have been shorter or longer.'
export const hourlySizes =
  'For part of this period, Butlr provided only hourly counts. Times and groups in it are estimates.'
/** Note below the table, which shows fewer events than the CSV file contains. */
export const newestEvents = (shown: number, all: number) =>
  `The newest ${formatNumber(shown)} of ${formatNumber(all)} events are listed here; the CSV file has all of them.`
/** Label of a line above the table. */
export const exportEstimates = 'Estimates'
export const showAllEvents = (count: number) => `Show all ${formatNumber(count)} events`
export const showFewerEvents = 'Show fewer'
export const smallRoomsLeftOut = (count: number) =>
  plural(count, {
    one: '1 room for 1–2 people is left out.',
    other: `${formatNumber(count)} rooms for 1–2 people are left out.`,
  })

// What this is based on

export const basis = 'What this is based on'
/** Headings of the exported columns. */
export const basisColumns = ['Figure', 'Based on']
/** Links to the section of Settings on which a figure is based. */
export const changeLinks = {
  'opening-hours': 'Change in Settings',
  thresholds: 'Change in Settings',
  rooms: 'Set capacities',
} as const
export const changeOf = (link: string, term: string) => `${link}: ${term}`
export const openingHours = 'Opening hours'
/** @param hours such as `Mon–Fri, 08:00–18:00` @param zone such as `Europe/Berlin (CET)` */
export const openingHoursOf = (hours: string, zone: string, days: number) =>
  `${hours}, ${zone}. ${plural(days, { one: '1 open day', other: `${formatNumber(days)} open days` })} so far.`
export const neverOpen = 'Closed in this period.'
export const frequency = 'Frequency'
export const frequencyOf = (used: number, known: number, usedFrom: number) =>
  `${formatNumber(used)} of ${formatHours(known)} with data. An hour with ${formatNumber(usedFrom)} min of use or more counts as used.`

const formatHours = (hours: number) =>
  plural(hours, { one: '1 room hour', other: `${formatNumber(hours)} room hours` })
export const occupancy = 'Occupancy when in use'
export const occupancyOf = (sized: number, rooms: number) =>
  `${formatNumber(sized)} of ${formatRooms(rooms)}.`
/** @param names of at most five rooms */
export const withoutCapacity = (names: readonly string[], more: number) =>
  `${withMore(names, more)} ${names.length + more === 1 ? 'has' : 'have'} no capacity.`
export const missing = 'Missing data'
/** @param names such as `Hazel (48%)` */
export const missingRooms = (names: readonly string[], more: number) =>
  `Data from all sensors for less than 80% of open minutes: ${withMore(names, more)}.`
export const nothingMissing =
  'No room has data from all sensors for less than 80% of its open minutes.'
export const roomShare = (name: string, share: string) => `${name} (${share})`
export const sensors = 'Sensors'
/** @param names of at most five rooms */
export const sensorsToCheck = (names: readonly string[], more: number) =>
  `Check the sensors of ${withMore(names, more)}: figures that include them may be wrong.`
export const peak = 'Peak'
export const peakRule = 'The largest sum over the rooms in one minute, at any time of day.'
export const history = 'History'
/** @param date such as `3 Nov 2025` */
export const historyFrom = (date: string) => `Begins on ${date}.`
export const historyEmpty = 'No history yet.'
const withMore = (names: readonly string[], more: number) =>
  more === 0 ? formatList([...names]) : `${names.join(', ')} and ${formatNumber(more)} more`

// Conclusion of the comparison with an earlier period

const comparedUse = {
  busier: 'Busier than',
  equal: 'About as busy as',
  quieter: 'Less busy than',
} as const
/** @param dates of the earlier period, such as `19–25 Nov` */
export const describeComparison = (
  result: keyof typeof comparedUse,
  basis: 'utilisation' | 'frequency',
  dates: string,
) => `${comparedUse[result]} ${dates}, by ${basis}`
