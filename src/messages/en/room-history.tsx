/** Messages about a room over a period: figures, charts, and the state of the history. */
import { minimumUse } from '#src/domain/history/minutes.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { formatDecimal } from '#src/format/decimals.ts'
import { formatPeople } from '#messages/common.ts'
import { plural } from '#src/messages/plural.ts'

// The equation: frequency × occupancy when in use = utilisation

export const frequency = 'Frequency'
export const occupancyInUse = 'Occupancy when in use'
export const utilisation = 'Utilisation'
/** @param minutes minutes in use from which an hour counts as used */
export const frequencyNote = (minutes: number) =>
  `share of opening hours used for ${formatNumber(minutes)} min or more`
export const occupancyInUseNote = 'people ÷ seats while in use'
export const utilisationNote = 'share of seats in use'
/** Shown in place of a percentage if the capacity is unknown. */
export const noCapacity = 'No capacity set'
/** A difference of percentages. */
export const percentagePoints = (points: number) =>
  plural(points, { one: `${formatNumber(points)} point`, other: `${formatNumber(points)} points` })
/** @param change such as `12 points` */
export const changeUp = (change: string) => `↑ ${change}`
export const changeDown = (change: string) => `↓ ${change}`
export const noChange = 'no change'
/** After the change: `from 47%`. */
export const changedFrom = (share: string) => `from ${share}`

// Figures

export const peak = 'peak'
/** The largest sum of the sensors’ maximums in one minute. */
export const upperBound = (people: number) => `upper bound ${formatNumber(people)}`
export const averageInUse = 'average when in use'
/** Beside the average. */
export const averageUnit = (people: number) => plural(people, { one: 'person', other: 'people' })
export const typicalFirstUse = 'typical first use'
export const earliest = (time: string) => `earliest ${time}`
export const typicalLastUse = 'typical last use'
export const latest = (time: string) => `latest ${time}`
export const firstUse = 'first use'
export const lastUse = 'last use'
export const busiestHour = 'busiest hour'
export const averagePeople = (people: number) =>
  `${formatDecimal(people)} ${averageUnit(people)} on average`
/** `8 / 12` */
export const ofSeats = (seats: number) => `/ ${formatNumber(seats)}`
export const seats = (count: number) =>
  plural(count, { one: `${formatNumber(count)} seat`, other: `${formatNumber(count)} seats` })
export const notKept = 'not kept for small rooms'
export const notByMinute = 'needs minute data'
/** In place of a first or last use: the room was in use, but never long enough. */
export const onlyBriefUse = `less than ${minimumUse} min in any hour`

/**
 * @param hours past hours within opening hours
 * @param share such as `99%`
 */
export const coverage = (hours: number, share: string, gaps: number) => {
  const unit = plural(hours, { one: 'open hour', other: 'open hours' })
  return `Data from all sensors for ${share} of ${formatDecimal(hours)} ${unit}. ${describeGaps(gaps)}`
}
export const noOpeningHours = (gaps: number) =>
  `No opening hours in this period. ${describeGaps(gaps)}`
const describeGaps = (gaps: number) =>
  gaps === 0
    ? 'No gaps, day or night.'
    : plural(gaps, {
        one: `${formatNumber(gaps)} gap, counting day and night.`,
        other: `${formatNumber(gaps)} gaps, counting day and night.`,
      })
export const showGaps = 'Show gaps'
export const comparison = 'Compare with an earlier period'
const historyBegins = (date: string) => `History begins on ${date}.`
/**
 * Sentences below the switch.
 *
 * @param dates the dates of the earlier period, such as `13 – 19 Nov`
 * @param begin such as `20 Nov 2026`; null if the history begins before the period
 */
export const noEarlierData = (dates: string, begin: string | null) =>
  `No data for ${dates}.${begin === null ? '' : ` ${historyBegins(begin)}`}`
export const partialEarlierData = (begin: string) =>
  `The earlier period is incomplete. ${historyBegins(begin)}`
export const comparisonFailed = (dates: string) =>
  `Couldn’t load ${dates}. Headroom will keep trying.`
export const estimated =
  'For part of this period, the number of sensors in the room is an estimate.'
export const provisional = 'The last ten minutes may still change.'
export const hourly = 'Only the hour of each peak is known, not the minute.'
export const hourlyData = 'For part of this period, Butlr provides only hourly counts.'
/** @param seats the capacity; null if unknown */
export const now = (people: string, seats: string | null) =>
  seats === null ? `Now ${people}` : `Now ${people} of ${seats}`

// How a figure was calculated, in a panel that its label opens

export const minutesCounted = 'Minutes counted'
export const minutesMissing = 'Minutes missing'
export const calculation = 'Calculation'
const minimumUseRule = `a 60-minute period with at least ${minimumUse} minutes in use`
export const rules = {
  frequency:
    'Hours with enough minutes in use, divided by the hours with at least 30 minutes of data. Opening hours only.',
  occupancyInUse:
    'Average number of people while in use, divided by the seats. Used opening hours only.',
  utilisation: 'Frequency × occupancy when in use. Opening hours only.',
  peak: 'The largest sum of the sensors’ counts in one minute, at any time of day.',
  averageInUse:
    'Sum of the people in all minutes, divided by the minutes with at least one person, at any time of day.',
  firstUse: `The first minute in use that starts ${minimumUseRule}. Over several days, the median time.`,
  lastUse: `The last minute in use that ends ${minimumUseRule}. Over several days, the median time.`,
  busiestHour: 'The hour of the week with the most people on average.',
}
/** The parts are strings with units. */
export const division = (value: string, by: string, result: string) =>
  `${value} ÷ ${by} = ${result}`
/** The parts are percentages. */
export const product = (value: string, by: string, result: string) => `${value} × ${by} = ${result}`
export const usedHours = (hours: number) =>
  plural(hours, { one: '1 used hour', other: `${formatNumber(hours)} used hours` })
export const hoursWithData = (hours: number) =>
  plural(hours, { one: '1 hour with data', other: `${formatNumber(hours)} hours with data` })
export const minutesInUse = (minutes: number) => `${formatNumber(minutes)} min in use`
export const minutesWithData = (minutes: number) => `${formatNumber(minutes)} min with data`
export const personMinutes = (minutes: number) =>
  `${formatDecimal(minutes)} ${plural(minutes, { one: 'person-minute', other: 'person-minutes' })}`
/** The calculation of typical times of use. @param days those with a first and a last use */
export const medianOfDays = (days: number) =>
  plural(days, { one: '1 day with use', other: `median of ${formatNumber(days)} days with use` })
export const times = (value: string, seatCount: number) => `(${value} × ${seats(seatCount)})`

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
/** The blue steps: `1–20%`. */
export const legendShares = ['1–20%', '21–40%', '41–60%', '61–69%'] as const
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
export const weekHoursNote = (byCapacity: boolean) =>
  byCapacity
    ? 'average number of people; colour shows share of capacity'
    : 'average number of people'
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
