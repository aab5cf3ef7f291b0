/** Findings about a sensor over a period of the history. A finding is never certain. */
import { plural } from '#src/messages/plural.ts'
import { formatNumber } from '#src/format/numbers.ts'

const formatDays = (days: number) =>
  plural(days, { one: '1 day', other: `${formatNumber(days)} days` })

/** @param minutes minutes in use */
export const neverAboveOne = (days: number, minutes: number) =>
  `Never counted more than 1 person in ${formatDays(days)} (${formatNumber(minutes)} minutes in use).`
/** @param minutes minutes at night, all of them with a count above 0 */
export const neverZero = (minutes: number) =>
  `Never at 0 at night: counted people in all ${formatNumber(minutes)} minutes between 00:00 and 05:00.`
/** @param other name of a sensor */
export const twin = (other: string, days: number) =>
  `Same counts as ${other} for ${formatDays(days)}.`
export const silent = (silentHours: number, hours: number) =>
  `Silent for ${formatNumber(silentHours)} of ${formatNumber(hours)} hours.`

/** What each finding can mean for the figures of the room. */
export const effects = {
  'never-above-one': 'Figures may be too low.',
  'never-zero': 'Figures may be too high.',
  twin: 'People may be counted twice.',
  silent: 'Figures may be too low.',
}
export const findingNames = {
  'never-above-one': 'Never above 1',
  'never-zero': 'Never 0 at night',
  twin: 'Same as another sensor',
  silent: 'Silent hours',
}

/** Beside figures of a room with a suspect sensor. */
export const checkSensor = 'Check sensor'
/** @param findings sentences */
export const suspectOf = (findings: string) => `Check sensor: ${findings}`
/** @param sensor name of a sensor @param finding a sentence @param effect a sentence */
export const suspectNote = (sensor: string, finding: string, effect: string) =>
  `Check sensor ${sensor}. ${finding} ${effect}`
/** Like `suspectNote`, beside current figures. */
export const recentSuspectNote = (sensor: string, finding: string, effect: string) =>
  `Past 7 days: check sensor ${sensor}. ${finding} ${effect}`

// Section of Insights

export const sensors = 'Can the sensors be trusted?'
/** @param dates such as `19–25 Nov` */
export const sensorsNote = (dates: string) => `${dates}, by sensor and room`
/** Accessible name of the table. */
export const table = 'Sensors to check'
export const noSuspects = (count: number) =>
  plural(count, {
    one: 'Nothing stands out about the 1 sensor.',
    other: `Nothing stands out about the ${formatNumber(count)} sensors.`,
  })
export const noSensors = 'There is no data about sensors.'
/** @param healthy number of sensors without a finding */
export const others = (healthy: number) =>
  plural(healthy, {
    one: 'Nothing stands out about 1 other sensor.',
    other: `Nothing stands out about ${formatNumber(healthy)} other sensors.`,
  })
export const notCertain =
  'A finding is not certain: a quiet room looks like a sensor that misses people.'
export const columns = {
  sensor: 'Sensor',
  mac: 'MAC address',
  room: 'Room',
  finding: 'Finding',
  evidence: 'Evidence',
  effect: 'Effect',
}
export const showAll = (count: number) => `Show all ${formatNumber(count)}`
export const showFewer = 'Show fewer'
export const tooManyRooms = (most: number) =>
  `Select a site, building or floor with at most ${formatNumber(most)} rooms to check its sensors.`
