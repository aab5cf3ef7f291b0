/** Messages about a room's sensors over a period: metrics, and questions about sensors that see hardly anyone. */
import { formatNumber } from '#src/format/numbers.ts'
import { formatPeople } from '#messages/common.ts'

export const sensorsMax = 'max'
export const sensorCoverage = 'Coverage'
/** Minutes with readings, below their share of all minutes. */
export const sensorReadings = (minutes: number) => `${formatNumber(minutes)} min`
/** In place of `sensorReadings` for longer windows: windows with readings, and their length such as `30 min`. */
export const sensorWindows = (windows: number, length: string) =>
  `${formatNumber(windows)} × ${length}`
export const zerosOmitted =
  'Butlr leaves out zeros, so means and minimums cover only the times with people, and the coverage is unknown.'
export const sensorsWithheld =
  'Sensor history for 1–2-person rooms is deleted after 48 hours. Select Live to see current counts.'

/** The question that the Butlr tutorial suggests for a sensor that never sees more than one person. */
export const neverMoreThanOne = (sensor: string, period: string) =>
  `${sensor} never saw more than 1 person ${period}. Is the space too small for more?`
export const neverAnyone = (sensor: string, period: string) =>
  `${sensor} saw no one ${period}. Is the space in use?`
/** @param duration such as `20 h`, or `lessThanMinute` */
export const sawOnePerson = (duration: string) => `It saw 1 person for a total of ${duration}.`
export const sawOnePersonWhile = (duration: string, other: string, people: number) =>
  `It saw 1 person for a total of ${duration}, while ${other} saw up to ${formatNumber(people)}.`
export const lessThanMinute = 'less than a minute'
export const othersSaw = (other: string, people: number) =>
  `${other} saw up to ${formatPeople(people)}.`
export const checkSeating = (sensor: string) =>
  `Check whether there is seating for more people under ${sensor}, or whether something blocks its view.`
/** Period in the question. */
export const inDays = (days: number) => `in ${formatNumber(days)} days`
/** @param period such as `past 24 hours` */
export const inPast = (period: string) => `in the ${period}`
export const onDay = (date: string) => `on ${date}`

/** The meanings of metrics over a past period that differ from their current meanings. */
export const lastMeaning = 'occupancy at the end of the period'
export const firstMeaning = 'occupancy at the start of the period'

/** Meanings for a range whose data comes directly from Butlr. @param length length of a window, such as `30 min` */
export const sumOfWindows = (length: string) =>
  `for diagnostics: sum of the means of all ${length} windows`
export const countOfWindows = (length: string) =>
  `for diagnostics: number of ${length} windows with readings`
