/** The Insights page: range, headline, charts of a typical day and week, and states. */
import { plural } from '#src/messages/plural.ts'
import { formatDecimal } from '#src/format/decimals.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { formatPeople, formatRooms } from '#messages/common.ts'
import { formatList } from '#messages/topology.ts'

// Range and filters

/** @param dates such as `27 Sep – 26 Oct` */
export const compareWith = (dates: string) => `Compare with ${dates}`
export const kind = 'Kind'
export const allKinds = 'All'
export const tag = 'Tag'
export const anyTag = 'Any'
/** Clears the filters. */
export const showAllRooms = 'Show all rooms'

// States

export const loading = 'Loading insights'
export const loadingSection = (title: string) => `Loading: ${title}`
export const unavailableTitle = 'Insights aren’t available'
export const unavailableHint = 'Headroom will keep trying.'
export const noRooms = 'No rooms match the location and filters.'
export const historyUnavailable = 'Headroom can’t read its history right now.'
export const periodRejected =
  'Headroom can’t show this period. It may be longer than the history that Headroom keeps.'
export const futurePeriod = 'This period is in the future.'
/** @param error a sentence */
export const loadFailed = (error: string) => `${error} Headroom will keep trying.`
/** @param age such as `3 min` */
export const updateFailed = (error: string, age: string) => `${error} Showing data from ${age} ago.`
export const tryNow = 'Try now'
export const noData = 'No data in this period.'
export const closedPeriod = 'Closed in this period.'
/** @param dates such as `27 Oct – 25 Nov` @param date such as `20 Nov 2026` */
export const partialPeriod = (dates: string, date: string) =>
  `${dates} is incomplete: history begins on ${date}.`
export const noDataBefore = (dates: string, date: string) =>
  `No data for ${dates} to compare with: history begins on ${date}.`

// Headline

/** Accessible name of the headline. */
export const headline = 'Overview'
/** @param day such as `Wed 18 Nov` @param time such as `11:47` */
export const dayAndTime = (day: string, time: string) => `${day}, ${time}`
/** What screen readers read for `–`. */
export const noValue = 'no value'
export const people = 'people'
export const mostAtOnce = 'most at once'
export const knownAtPeak = (known: number, rooms: number) =>
  `${formatNumber(known)} of ${formatRooms(rooms)} had data then`
export const hourlyPeak = 'an estimate from hourly counts'
export const findingPeak = (done: number, weeks: number) =>
  `Searching for the peak: ${formatNumber(done)} of ${plural(weeks, { one: '1 week', other: `${formatNumber(weeks)} weeks` })}`
/** Shown while the search continues. */
export const peakSoFar = (people: number) => `So far: ${formatPeople(people)}`
export const smallRoomsLeftOut = (count: number) =>
  plural(count, {
    one: '1 room for 1–2 people is left out',
    other: `${formatNumber(count)} rooms for 1–2 people are left out`,
  })
export const frequency = 'Frequency'
export const frequencyNote = (usedFrom: number) =>
  `of opening hours had at least ${usedFrom} min of use`
export const occupancyInUse = 'Occupancy when in use'
export const occupancyNote = 'of seats were taken while a room was in use'
export const utilisation = 'Utilisation'
export const utilisationNote = 'of all seats, counting used hours in full'
export const times = 'times'
export const equals = 'equals'
export const rules = {
  frequency: (usedFrom: number) =>
    `Used room hours divided by the room hours with data. An hour counts as used if the room was in use for at least ${usedFrom} minutes. Opening hours only.`,
  /** @param unsized number of rooms without a capacity */
  occupancy: (unsized: number) =>
    `People in used hours, added minute by minute, divided by the seats of the rooms that were in use.${unsized === 0 ? '' : ` ${plural(unsized, { one: '1 room without a capacity is', other: `${formatNumber(unsized)} rooms without a capacity are` })} left out.`} Opening hours only.`,
  utilisation: 'Frequency × occupancy when in use. A used hour counts as a whole hour.',
}
/** Accessible name of the panel that a term opens. */
export const calculationOf = (term: string) => `${term}: calculation`
/** The parts are numbers with units. */
export const division = (value: string, by: string, result: string) =>
  `${value} ÷ ${by} = ${result}`
export const product = (one: string, other: string, result: string) =>
  `${one} × ${other} = ${result}`
export const usedHours = (hours: number) =>
  plural(hours, { one: '1 used hour', other: `${formatNumber(hours)} used hours` })
export const knownHours = (hours: number) =>
  plural(hours, { one: '1 hour with data', other: `${formatNumber(hours)} hours with data` })
export const personHours = (hours: number) =>
  plural(hours, { one: '1 person-hour', other: `${formatDecimal(hours)} person-hours` })
export const seatHours = (hours: number) =>
  plural(hours, {
    one: '1 seat-hour in use',
    other: `${formatDecimal(hours)} seat-hours in use`,
  })
export const noChange = 'no change'
/** @param amount such as `37` or `2 points` */
export const changeUp = (amount: string) => `↑ ${amount}`
export const changeDown = (amount: string) => `↓ ${amount}`
export const points = (count: number) =>
  plural(count, { one: '1 point', other: `${formatNumber(count)} points` })
export const changedFrom = (value: string) => `from ${value}`
/** @param some such as `1%` */
export const coverageNote = (some: string, none: string) =>
  `of open minutes with all sensors reporting; ${some} with some, ${none} with none`
export const noOpeningHours = 'no opening hours in this period'
export const roomsWithGaps = (count: number) =>
  plural(count, {
    one: '1 room with less than 80%',
    other: `${formatNumber(count)} rooms with less than 80%`,
  })

// A typical day

export const typicalDay = 'A typical day'
export const typicalDayNote = (days: number) =>
  plural(days, {
    one: 'People, 1 open day',
    other: `People, ${formatNumber(days)} open days`,
  })
export const typicalDayName = (dates: string) => `People by hour on a typical day, ${dates}`
/** @param from such as `12:00` */
export const hours = (from: string, to: string) => `${from}–${to}`
/** The label of the busiest hour. */
export const busiestHour = (value: number, at: string) => `${formatPeopleNumber(value)} at ${at}`
export const fromTo = (low: number, high: number) =>
  `, from ${formatPeopleNumber(low)} to ${formatPeopleNumber(high)}`
export const median = 'median'
export const middleHalf = 'middle half of days'
export const lowestToHighest = 'lowest to highest'
export const closed = 'closed'
export const noDataLegend = 'no data'
export const columnHour = 'Hour'
export const columnMedian = 'Median'
export const columnLower = 'Middle half from'
export const columnUpper = 'Middle half to'
export const columnLowest = 'Lowest'
export const columnHighest = 'Highest'
export const columnDays = 'Days'
export const columnBefore = (dates: string) => `Median, ${dates}`
export const tooltipMedian = (value: number) => `median ${formatPeopleNumber(value)}`
export const tooltipHalf = (low: number, high: number) =>
  `half of days ${formatPeopleNumber(low)}–${formatPeopleNumber(high)}`
export const tooltipAll = (low: number, high: number) =>
  `all days ${formatPeopleNumber(low)}–${formatPeopleNumber(high)}`
export const tooltipBefore = (dates: string, value: number) =>
  `${dates}: ${formatPeopleNumber(value)}`
/** People over a whole hour: an average, so it can be below 1. */
export const formatPeopleNumber = (value: number) =>
  value > 0 && value < 0.95 ? formatDecimal(value) : formatNumber(Math.round(value))

// Weekday × hour

export const week = 'By weekday and hour'
export const weekNote = 'Typical number of people'
/** @param weekday such as `Wednesdays` @param at such as `10:00–11:00` */
export const weekBusiest = (weekday: string, at: string) =>
  `Typical number of people. Busiest: ${weekday}, ${at}`
export const weekCaption = (dates: string) =>
  `Typical number of people by weekday and hour, ${dates}`
export const weekdays = [
  'Mondays',
  'Tuesdays',
  'Wednesdays',
  'Thursdays',
  'Fridays',
  'Saturdays',
  'Sundays',
] as const
export const columnWeekday = 'Weekday'
/** Accessible name of a cell. @param at such as `10:00–11:00` */
export const weekCell = (weekday: string, at: string, value: number, isOpen: boolean) =>
  `${weekday}, ${at}: ${formatPeopleNumber(value)} ${Math.round(value) === 1 ? 'person' : 'people'}${isOpen ? '' : ', closed'}`
export const weekCellUnknown = (weekday: string, at: string) => `${weekday}, ${at}: no data`
export const legendStep = (from: number, to: number) =>
  from === to ? formatNumber(from) : `${formatNumber(from)}–${formatNumber(to)}`
export const legendOver = (over: number) => `over ${formatNumber(over)}`
export const legendName = 'Colours: people'
export const selectedHour = (weekday: string, at: string) => `${weekday}, ${at}`
/** After the hour and before its rooms. */
export const onDays = (days: number) =>
  plural(days, { one: '(1 day):', other: `(${formatNumber(days)} days):` })
/** @param isOpen true if the numbers are averages, false if they are peaks @param names such as `Auditorium (59)` */
export const roomsOfHour = (isOpen: boolean, names: readonly string[], more: number) => {
  const rooms =
    more === 0
      ? formatList([...names])
      : `${names.join(', ')} and ${plural(more, { one: '1 more room', other: `${formatNumber(more)} more rooms` })}`
  return isOpen ? `${rooms}.` : `${rooms}, peak counts.`
}
export const roomOfHour = (name: string, people: number) =>
  `${name} (${formatPeopleNumber(people)})`
export const noRoomInUse = 'no room was in use.'
export const seeRooms = 'See rooms'
export const hideRooms = 'Hide rooms'
export const roomsOfHourTitle = (hour: string) => `Rooms: ${hour}`
export const columnRoom = 'Room'
export const columnAverage = 'People on average'
export const columnInUse = 'Used'
export const columnUsedHours = 'Hours in use'
export const columnKnownHours = 'Hours with data'
export const columnPeak = 'Peak'
export const usedOfHours = (used: number, known: number) =>
  plural(known, {
    one: `${formatNumber(used)} of 1 hour`,
    other: `${formatNumber(used)} of ${formatNumber(known)} hours`,
  })
export const listedOf = (listed: number, rooms: number) =>
  `The busiest ${formatNumber(listed)} of ${formatRooms(rooms)}. The CSV file lists all.`

// Exports

export const exportKind = 'Kind'
export const exportTags = 'Tags'
export const exportRooms = 'Rooms'
export const hourlyPart = 'part of the period has only hourly counts'
export const exportCompared = 'Compared with'
export const exportPeak = 'Most people at once'
export const exportYes = 'yes'
export const exportNo = 'no'
/** Columns of the file with the figures of the headline. */
export const headlineColumns = [
  'Figure',
  'Value',
  'Unit',
  'Part',
  'Unit of part',
  'Whole',
  'Unit of whole',
  'Time',
  'All sensors',
  'Value before',
  'Change',
]
export const percentUnit = '%'
export const usedHoursUnit = 'used hours'
export const knownHoursUnit = 'hours with data'
export const personHoursUnit = 'person-hours'
export const seatHoursUnit = 'seat-hours in use'
export const openMinutesUnit = 'open minutes'
export const roomsWithDataUnit = 'rooms with data'
export const roomsUnit = 'rooms'
export const allSensors = 'Coverage by all sensors'
export const someSensors = 'Coverage by some sensors'
export const noSensors = 'Without data'
