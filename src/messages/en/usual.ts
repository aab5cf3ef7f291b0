/** Messages about how many people are usually in a room at this time. */
import { formatNumber } from '#src/format/numbers.ts'
import { plural } from '#src/messages/plural.ts'
import { formatRooms } from '#messages/common.ts'

/** `4–9`, or `4` */
export const numbers = (lower: number, upper: number) =>
  lower === upper ? formatNumber(lower) : `${formatNumber(lower)}–${formatNumber(upper)}`
/** @param range such as `4–9` */
export const usually = (range: string) => `Usually ${range} at this time`
/** For a room with one seat. */
export const usuallyInUse = 'Usually in use at this time'
export const usuallyFree = 'Usually free at this time'
/** The comparison of one room, before the usual number. */
export const busierNow = 'Busier'
export const quieterNow = 'Quieter'
/** Follows the comparison. @param range such as `4–9` */
export const inParentheses = (range: string) => `(usually ${range})`

/** The difference of one room, in a column of usual numbers: `3 above`. */
export const above = (people: number) => `${formatNumber(people)} above`
export const below = (people: number) => `${formatNumber(people)} below`

const weekdays = [
  { one: 'Monday', other: 'Mondays' },
  { one: 'Tuesday', other: 'Tuesdays' },
  { one: 'Wednesday', other: 'Wednesdays' },
  { one: 'Thursday', other: 'Thursdays' },
  { one: 'Friday', other: 'Fridays' },
  { one: 'Saturday', other: 'Saturdays' },
  { one: 'Sunday', other: 'Sundays' },
]
/** A number of days with the same weekday: `8 Thursdays`. @param weekday 0 is Monday */
const weekdayCount = (count: number, weekday: number) => {
  const names = weekdays[weekday] ?? { one: 'day', other: 'days' }
  return `${formatNumber(count)} ${plural(count, names)}`
}
const weekdayName = (weekday: number) => weekdays[weekday]?.other ?? 'Days'
/** Too few days have data. */
export const notYet = (days: number, minimum: number, weekday: number) =>
  `Not enough data (${formatNumber(days)} of ${weekdayCount(minimum, weekday)})`

// Details

export const details = 'Usual occupancy'
/** `Usually 4–9 people in Maple`, `Usually 1 person in Oak` */
export const usuallyInRoom = (lower: number, upper: number, room: string) => {
  const unit = plural(lower === upper ? upper : 2, { one: 'person', other: 'people' })
  return `Usually ${numbers(lower, upper)} ${unit} in ${room}`
}
/** For a room with one seat. */
export const usualState = (isInUse: boolean, room: string) =>
  isInUse ? `${room} is usually in use` : `${room} is usually free`
/** On the page of a room. */
export const closedTodayInRoom = 'Closed today, so not compared with usual'
export const noUsualInRoom = (room: string) => `Not enough data for ${room} yet`
/** @param hours such as `11:00–12:00` */
export const weekdayHours = (weekday: number, range: string) => `${weekdayName(weekday)}, ${range}`
/** @param since such as `1 Oct` */
export const weekdayHoursSince = (weekday: number, range: string, since: string) =>
  `${weekdayHours(weekday, range)}, since ${since}`
export const tooFewDays = (days: number, weekday: number, range: string) =>
  days === 0
    ? `No data yet for ${weekdayHours(weekday, range)}. At least 3 days are needed.`
    : `So far, there is data for ${weekdayCount(days, weekday)}, ${range}. At least 3 are needed.`
/** @param from such as `11:00` */
export const hours = (from: string, to: string) => `${from}–${to}`
export const median = (people: number) => `median ${formatNumber(people)}`
/** Describes the dots. @param range such as `3–8` */
export const dots = (days: number, weekday: number, range: string) =>
  `${weekdayCount(days, weekday)}, one dot each (average for the hour). Shaded: middle half, ${range}.`
/** Explains why there are no dots. @param range such as `0–1` */
export const noDots = (days: number, weekday: number, range: string) =>
  `Middle half of ${weekdayCount(days, weekday)}: ${range}. Individual days aren’t shown for 1–2-person rooms.`
/** Explains why a room with one seat has no numbers. */
export const noNumbers = (days: number, weekday: number) =>
  `Based on ${weekdayCount(days, weekday)}. Numbers aren’t shown for 1-person rooms.`
export const rule =
  '“Busier” and “quieter” mean at least 2 people outside the middle half, or at least 1 in rooms for up to 6 people. Closed days and hours with less than 30 minutes of data aren’t counted.'
/** One day in the list for screen readers: `Thu 19 Nov: average 4.2`. */
export const day = (date: string, people: string) => `${date}: average ${people}`

// Export of the days

export const exportHour = 'Weekday and hour'
export const exportDays = 'Days with data'
export const exportLower = 'Usual from (people)'
export const exportMedian = 'Median (people)'
export const exportUpper = 'Usual to (people)'
export const exportRule = 'Rule'
export const exportColumns = ['Date', 'People (average of the hour)']

// Overview

export const filter = 'Filter by usual occupancy'
/** Names of the filters. */
export const busier = 'Busier than usual'
export const quieter = 'Quieter than usual'
/** A filter with its number of rooms; phones show the short form. */
export const busierRooms = (count: number) => `${busierRoomsShort(count)} than usual`
export const busierRoomsShort = (count: number) => `${formatRooms(count)} busier`
export const quieterRooms = (count: number) => `${quieterRoomsShort(count)} than usual`
export const quieterRoomsShort = (count: number) => `${formatRooms(count)} quieter`
/** @param range such as `11:00–12:00` */
export const meaning = (weekday: number, range: string) =>
  `“Usually” is the middle half of ${weekdayName(weekday)}, ${range}`
/** For sites in several time zones. */
export const meaningInZones = '“Usually” is the middle half of the same weekday and hour'
/** Follows the meaning; phones omit it. */
export const meaningPeriod = ', open days of the past 8 weeks.'
export const closedToday = 'Closed today, so rooms aren’t compared.'
export const tooLittleHistory =
  'Rooms can’t be compared yet. At least 3 earlier days of the same weekday need data for this hour.'
export const noHistory =
  'Rooms can’t be compared with usual occupancy because history isn’t available. To see why, open a room and select a range other than Live.'
export const loading = 'Loading usual occupancy…'
/** @param reason a sentence */
export const loadFailed = (reason: string) =>
  `Rooms can’t be compared with usual occupancy right now. ${reason} Headroom will keep trying.`
export const stopComparing = 'Stop comparing'
