/** Messages of the table of rooms. */
import { peopleOrMore } from '#messages/occupancy.ts'

/** Column headings, most of them also in CSV files. */
export const columnLabels = {
  room: 'Room',
  floor: 'Floor',
  kind: 'Kind',
  occupancy: 'People',
  capacity: 'Capacity',
  utilisation: 'Utilisation',
  usual: 'Usual',
  state: 'State',
  sensors: 'Sensors',
  age: 'Updated',
}
export const columns = 'Columns'
/** Name of the link with the number of people: `7+ people in Maple, show breakdown`. */
export const showPeopleBreakdown = (room: string, shown: { people: number; atLeast: boolean }) =>
  `${peopleOrMore(shown.people, shown.atLeast)} in ${room}, show breakdown`
/** Tooltip of a capacity that does not come from Butlr. */
export const fromOverrides = 'Set in Headroom'

// CSV file and clipboard

/** A column that marks the rooms in which a sensor is missing from the number of people. */
export const csvIncomplete = 'Incomplete count'
export const csvYes = 'yes'
/** A column of plain numbers. */
export const csvUtilisation = 'Utilisation (%)'
/** Bounds of the usual number of people, and the people above it; negative below it. */
export const csvUsualLower = 'Usual occupancy, from'
export const csvUsualUpper = 'Usual occupancy, to'
export const csvUsualDifference = 'Difference from usual occupancy'
