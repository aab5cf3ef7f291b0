/** Messages of the exports of the breakdown panel. */

/** Name of the table, in titles. */
export const title = 'breakdown'

// Labels of lines above the table

export const people = 'People'
export const valueIs = 'Value is'
export const rule = 'Rule'
export const zeros = 'Quiet sensors'
export const notes = 'Note'
export const lastCountAt = 'Last count at'
export const lastKnownRule =
  'None of this room’s sensors are reporting. This is the sum of their last counts. It isn’t included in any total.'

/** Whether a value is exact. */
export const exact = 'exact'
export const atLeast = 'at least'
export const lastKnown = 'last known'

// Sensors of a room

export const sensorColumns = [
  'Sensor',
  'MAC address',
  'People',
  'Status',
  'Updated',
  'Missing since',
  'Last count (people)',
  'Last count at',
  'Replace battery by',
  'Offline hive',
]
export const offline = 'offline'
export const silent = 'not reporting'
/** @param reason such as `test device, hidden` */
export const notCounted = (reason: string) => `not counted: ${reason}`

// Parts of a location

export const locationColumns = [
  'Name',
  'Kind',
  'ID',
  'People',
  'Value is',
  'Rooms',
  'Rooms in use',
  'Rooms with missing data',
  'Sensors missing',
  'Why not included',
  'Last count (people)',
  'Last count at',
]
/** Why a total leaves out a room. */
export const exclusions = {
  'no-data': 'no data',
  'last-known': 'last count only',
  'at-least-nobody': 'sensors missing, 0 people counted',
  'no-sensors': 'no presence sensors',
}
