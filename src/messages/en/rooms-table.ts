/** Messages of the table of rooms. */
import { formatRooms } from '#messages/common.ts'
import { peopleOrMore } from '#messages/occupancy.ts'

/** Column headings, also in CSV files. */
export const columnLabels = {
  room: 'Room',
  floor: 'Floor',
  kind: 'Type',
  occupancy: 'People',
  capacity: 'Capacity',
  utilisation: 'Utilisation',
  state: 'State',
  sensors: 'Sensors',
  age: 'Updated',
}
export const columns = 'Columns'
/** Name of the link with the number of people: `7+ people in Maple, show breakdown`. */
export const showPeopleBreakdown = (room: string, shown: { people: number; atLeast: boolean }) =>
  `${peopleOrMore(shown.people, shown.atLeast)} in ${room}, show breakdown`
/** Tooltip of a capacity that does not come from Butlr. */
export const fromOverrides = 'From the overrides file'
export const copyButton = 'Copy'
export const copied = (rooms: number) => `Copied ${formatRooms(rooms)}`
export const copyFailed = 'Your browser blocked copying'
export const csvButton = 'CSV'
/** Label in a CSV file: the time of the numbers. */
export const csvAsOf = 'Data as of'
export const csvUnknownTime = 'unknown'
/** `23 Nov, 10:00, Europe/Berlin (CET)`. */
export const csvTime = (time: string, zone: string) => `${time}, ${zone}`
/** Label in a CSV file: the filters of the URL, such as `state=busy`. */
export const csvFilters = 'Filters'
export const csvNoFilters = 'none'
