/** Messages of exports: CSV files, images and the clipboard. */
import { formatNumber } from '#src/format/numbers.ts'
import { plural } from '#src/messages/plural.ts'

export const copyButton = 'Copy'
/** @param rows such as `3 rooms` */
export const copied = (rows: string) => `Copied ${rows}`
export const copyFailed = 'Your browser blocked copying'
export const csvButton = 'CSV'
export const rows = (count: number) =>
  plural(count, { one: '1 row', other: `${formatNumber(count)} rows` })
/** Accessible name of a button with the text `action`. */
export const actionOf = (action: string, table: string) => `${action}: ${table}`

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
/** @param first such as `2026-11-26` or `2026-11-26T09:14` */
export const fromTo = (first: string, last: string) =>
  first === last ? first : `${first} to ${last}`
/** A period or a time in a title, with its zone: `2026-11-26 to 2026-11-28 Europe/Berlin`. */
export const inZone = (time: string, zone: string) => `${time} ${zone}`

/** Headings of the columns that identify a room. */
export const roomColumns = {
  room: 'Room',
  id: 'Room ID',
  floor: 'Floor',
  building: 'Building',
  site: 'Site',
}

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
