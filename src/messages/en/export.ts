/** Messages of exports: CSV files, images and the clipboard. */

export const copyButton = 'Copy'
/** @param rows such as `3 rooms` */
export const copied = (rows: string) => `Copied ${rows}`
export const copyFailed = 'Your browser blocked copying'
export const csvButton = 'CSV'

/**
 * The title and file name of an export: `Maple, Floor 3, Main building - occupancy, 24 h`.
 *
 * @param subject what is exported, then where it is
 * @param details filters, or metric and range; may be empty
 */
export const exportTitle = (subject: readonly string[], details: readonly string[]) =>
  details.length === 0 ? subject.join(', ') : `${subject.join(', ')} - ${details.join(', ')}`

// Filters, also in the heading of printed pages

/** Rooms with this many seats or more. */
export const seatsOrMore = (count: number) => `${count} or more seats`
export const includesHidden = 'with hidden sensors'

// Labels of lines above the table

export const location = 'Location'
export const filters = 'Filters'
export const noFilters = 'none'
/** The time at which the numbers were received. */
export const dataAsOf = 'Data as of'
export const unknownTime = 'unknown'
export const range = 'Range'
export const timeZone = 'Time zone'

// Sensors

/** Headings of columns that the table of sensors does not have. */
export const sensorColumnLabels = {
  mac: 'MAC address',
  suspicions: 'Possible problems',
  floor: 'Floor',
  building: 'Building',
  status: 'Status',
  power: 'Power',
  batteryDue: 'Battery due',
  hiveStatus: 'Hive status',
}
/** Power supply. */
export const battery = 'Battery'
