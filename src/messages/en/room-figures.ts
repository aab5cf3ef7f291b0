import { minimumUse } from '#src/domain/history/minutes.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { formatDecimal } from '#src/format/decimals.ts'
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
