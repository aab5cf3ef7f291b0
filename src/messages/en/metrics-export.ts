/** Messages of the exports of the Metrics page. */

/** How a period is divided into windows. */
export const windows = 'Windows'
export const unit = 'Unit'
/** The unit of the metric `count`. */
export const counts = 'counts'
/** Whether the sum is exact or a bound. */
export const sumIs = 'Sum is'
/** Name of the table of a sensor's counts. */
export const countsTitle = (sensor: string) => `Counts from ${sensor}`
/** @param verdict such as `Upper bound` */
export const meaning = (verdict: string, reason: string) => `${verdict}: ${reason}`
export const mac = 'MAC address'
export const time = 'Time'
export const people = 'Count (people)'
export const yes = 'yes'
