/** Messages about a room over a period: figures, charts, and the state of the history. */
import { formatNumber } from '#src/format/numbers.ts'
import { formatPeople } from '#messages/common.ts'
import { plural } from '#src/messages/plural.ts'
import { averagePeople, minutesWithData } from './room-figures.ts'

// Sections of the history, and their charts and tables

export const overTime = 'Over time'
export const chartName = (dates: string) => `People by sensor, ${dates}`

export const dayByDay = 'Day by day'
export const dayByDayNote = 'smallest to largest count each day, and the middle count by time'
export const dayByDayName = (dates: string) => `People by day, ${dates}`
export const capacityLine = 'capacity'
export const medianLine = 'middle'
export const beforeLine = 'earlier period'
export const closed = 'closed'
export const noData = 'no data'
export const columnDay = 'Day'
export const columnSmallest = 'Smallest'
export const columnMiddle = 'Middle'
export const columnLargest = 'Largest'
export const columnPeakAt = 'Peak at'
export const columnMissing = 'Minutes missing'
/** A column with the times at which a sensor was missing, `atTimes`, or `noneMissing`. */
export const columnIncomplete = 'Sensors missing'
export const atTimes = 'at times'
export const noneMissing = 'none'
export const columnMiddleBefore = 'Middle, earlier period'
export const columnFirstUse = 'First use'
export const columnLastUse = 'Last use'
export const dayRange = (min: number, max: number) =>
  min === max ? formatPeople(max) : `${formatNumber(min)} to ${formatPeople(max)}`
export const dayMiddle = (people: number) => `middle ${formatNumber(people)}`
export const dayBefore = (people: number) => `earlier period: ${formatNumber(people)}`
export const dayMissing = (minutes: number) => `${formatNumber(minutes)} min without data`

export const usageCalendar = 'Usage calendar'
export const calendarNote = 'one row per day, peak per 15 min'
export const calendarName = (dates: string) => `Usage calendar, ${dates}`
export const peakColumn = 'peak'
export const noSuchTime = 'no such time: the clocks go forward'
/** The people in a quarter of an hour in which a sensor was missing. */
export const peopleAtLeast = (people: number) => `at least ${formatPeople(people)}`
/** Also in the legend of an image, which is narrow. */
export const sensorMissing = 'a sensor was missing'
export const daySensorMissing = 'a sensor was missing at times'
export const repeatedTime = 'this time occurred twice; the larger number is shown'
export const calendarWithheld =
  'Minute data for 1–2-person rooms is deleted after 48 hours, so times of use aren’t shown.'

export const legendFree = 'Free'
/** A blue step in percent of capacity: `21–40%`. */
export const legendShares = (from: number, to: number | null) => `${legendPeople(from, to)}%`
export const legendBusy = 'Busy, full'
export const legendOver = 'Over'
export const legendPeople = (from: number, to: number | null) => {
  if (to === null) return `${formatNumber(from)}+`
  return from === to ? formatNumber(from) : `${formatNumber(from)}–${formatNumber(to)}`
}
export const legendShareScale = 'Share of capacity'
export const legendPeopleScale = 'People'
export const legendProvisional = 'may still change'
export const legendPartial = 'sensors missing: there may be more people'

export const weekHours = 'By weekday and hour'
export const averageNote = 'average number of people'
export const weekHoursNote = (byCapacity: boolean) =>
  byCapacity ? `${averageNote}; colour shows share of capacity` : averageNote
export const weekHoursCaption = (dates: string) => `People by weekday and hour, ${dates}`
export const columnWeekday = 'Weekday'
export const columnHour = 'Hour'
export const columnAverage = 'Average number of people'
export const columnInUse = 'Minutes in use'
export const columnKnown = 'Minutes with data'
export const columnPeak = 'Peak'

export const groupSizes = 'Group sizes'
export const groupSizesNote = (minutes: number) =>
  `share of time in use (${formatNumber(minutes)} min)`
export const groupSizesName = (dates: string) => `Time in use by number of people, ${dates}`
export const columnPeople = 'People'
export const columnMinutes = 'Minutes'
export const columnShare = 'Share of time in use (%)'
export const noDataInPeriod = 'No data in this period.'
export const neverInUse = 'The room wasn’t in use in this period.'

export const coverageTitle = 'Coverage'
export const gapTime = (from: string, to: string) => `${from}–${to}: no data from any sensor`
export const moreGaps = (count: number) =>
  plural(count, { one: '1 more gap', other: `${formatNumber(count)} more gaps` })
export const gapsTitle = 'Gaps'
export const noGaps = 'none'
export const allSensors = 'All sensors'
export const completeShare = (share: string, minutes: number) =>
  `${share} of ${formatNumber(minutes)} min, day and night`
export const capacityUsed = 'Capacity'
/** Below `noCapacity`. */
export const countsAsLarger =
  'The history treats this as a room for three or more people and keeps its minute data. If it is for one or two people, set its capacity in Butlr or under Settings.'
export const otherUnsizedRooms = (count: number) =>
  plural(count, {
    one: '1 other room has no capacity set',
    other: `${formatNumber(count)} other rooms have no capacity set`,
  })
/** Name of the list of rooms. */
export const unsizedRooms = 'Rooms with no capacity set'
export const openingHours = 'Opening hours'
/** @param zone such as `Europe/Berlin (CET)` */
export const localTime = (zone: string) => `Local time, ${zone}`
/** @param time such as `14:52` */
export const peakAt = (time: string) => `peak at ${time}`
/** The end of a day on an axis of hours. */
export const endOfDay = '24:00'
export const notYet = 'not yet'
export const dayPeak = (people: number, time: string) =>
  `peak of the day: ${formatNumber(people)} at ${time}`
/** Accessible name of a cell: `Mon, 08:00 to 09:00`. */
export const weekHour = (weekday: string, from: string, to: string) =>
  `${weekday}, ${from} to ${to}`
export const weekHourCell = (label: string, people: number, isOpen: boolean, minutes: number) =>
  `${label}: ${averagePeople(people)}${isOpen ? '' : ', closed'}, ${minutesWithData(minutes)}`
export const weekHourUnknown = (label: string) => `${label}: no data`
export const weekHourOutside = (label: string) => `${label}: not in this period`
/** Title of a bar: `3 people`, `11–15 people`. */
export const groupSize = (from: number, to: number) =>
  from === to ? formatPeople(from) : `${formatNumber(from)}–${formatPeople(to)}`
export const groupMinutes = (minutes: number) => `${formatNumber(minutes)} min`
/** @param share such as `24.6%` */
export const groupShare = (share: string) => `${share} of the time in use`
/** What screen readers read for `–`. */
export const noValue = 'no value'
export const loading = 'Loading history'
/** @param error a sentence */
export const loadFailed = (error: string) => `${error} Headroom will keep trying.`
export const updateFailed = (error: string) => `${error} Showing the last data received.`
/** Another period stays visible because the selected one cannot be loaded now. @param dates such as `19–25 Nov` */
export const showsOtherPeriod = (error: string, dates: string) => `${error} Still showing ${dates}.`
export const smallRoom = 'For 1–2-person rooms, only hourly data is kept after 48 hours.'
export const noMinutes = 'Minute data isn’t available for this period.'
/** Sentences to which `loadFailed` or `updateFailed` adds the next step. */
export const historyUnavailable = 'Headroom can’t read its history right now.'
export const periodBegins = 'This period has just begun, so there is no data yet.'
/** Why a period can never be shown. */
export const periodProblems = {
  future: 'This period is in the future.',
  too_long: 'This period is longer than the history that Headroom keeps.',
  not_found:
    'Headroom has no history for this room, or your account doesn’t have access to the room.',
}
/** Buttons below `periodProblems`. */
export const showRange = {
  live: 'Show live data',
  '7d': 'Show the last 7 days',
  yesterday: 'Show yesterday',
}
