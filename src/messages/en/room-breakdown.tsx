/** Messages of a room's breakdown panel. */
import type { ReactNode } from 'react'
import { formatPeople, formatSensors, stateLabels } from './common.ts'
import { plural } from '#src/messages/plural.ts'
import { formatNumber, formatPercent } from '#src/format/numbers.ts'

// Sensors

/** Heading and accessible name of the list of sensors. */
export const sensorsHeading = 'Sensors'

export const unknownSum = 'unknown'

/** Screen readers read this instead of `?`, the count of a missing sensor. */
export const noCount = 'no count'

// Line below each sensor

/** @param age such as `3 s ago` */
export const sensorUpdated = (age: ReactNode) => <>updated {age}</>
export const sensorReporting = 'reporting'
export const sensorQuiet = 'quiet: online, sees no one'
export const sensorQuietWithoutZeros = 'quiet: online, sees no one (Butlr leaves out zeros)'
export const sensorMalformed = 'invalid reading: no usable count'
export const sensorImplausible = (count: number, maximum: number) =>
  `implausible count: ${formatNumber(count)} (sensor limit: ${formatNumber(maximum)})`
/** @param time such as `10:30` or `23 Nov, 10:30` */
export const sensorOffline = (time: ReactNode) => <>offline since {time}</>
/** @param time such as `10:30` or `23 Nov, 10:30` */
export const sensorSilent = (time: ReactNode) => <>not reporting since {time}</>
export const sensorOfflineNeverReported = 'offline, never reported'
export const sensorNeverReported = 'never reported'

/** @param date such as `5 Jan 2027` */
export const batteryDue = (date: string) => `Replace battery by ${date}`
/** @param date such as `5 Jan 2027` */
export const batteryOverdue = (date: string) => `Battery replacement overdue since ${date}`
/** @param time such as `10:30`; null if unknown */
export const hiveOffline = (hive: string, time: ReactNode) =>
  time === null ? (
    `${hive} is offline`
  ) : (
    <>
      {hive} has been offline since {time}
    </>
  )
/** The latest count of a sensor that is missing now. */
export const lastCount = (people: number, time: ReactNode) => (
  <>
    Last count: {formatPeople(people)} ({time})
  </>
)

// Devices that do not count

/** Heading and accessible name of the list of devices. */
export const notCountedHeading = 'Not counted'
export const unnamedDevice = 'Unnamed device'
/** Follows the name of the device: `Door: sensor mode unknown`. */
export const exclusionReasons = {
  test: 'test device, hidden',
  'no-address': 'no MAC address, hidden',
  uninstalled: 'not installed, hidden',
  traffic: 'counts people going through a door, not people in the room',
  'no-mode': 'sensor mode unknown',
}

// Rule behind the occupancy

const missingSensors = (missing: number, all: number) =>
  `${formatNumber(missing)} of ${formatSensors(all)}`

export const noSensorsRule = 'This room has no presence sensors, so people aren’t counted here.'
export const sumRule = (sensors: number) =>
  plural(sensors, {
    one: 'The sensor’s latest count in the past 2 minutes.',
    other: 'The sum of each sensor’s latest count in the past 2 minutes.',
  })
export const minimumRule = (missing: number, all: number) =>
  `The sum of each sensor’s latest count in the past 2 minutes. ${plural(missing, {
    one: `${missingSensors(missing, all)} isn’t reporting, so there may be more people.`,
    other: `${missingSensors(missing, all)} aren’t reporting, so there may be more people.`,
  })}`
/** Some sensors count 0 and the rest are missing, which does not prove that the room is empty. */
export const othersEmptyRule = (missing: number, all: number) =>
  plural(missing, {
    one: `No data: ${missingSensors(missing, all)} isn’t reporting, so the room may not be empty.`,
    other: `No data: ${missingSensors(missing, all)} aren’t reporting, so the room may not be empty.`,
  })
export const noReportsRule = (sensors: number) =>
  plural(sensors, {
    one: 'No data: the sensor isn’t reporting, so occupancy is unknown, not 0.',
    other: 'No data: none of this room’s sensors are reporting, so occupancy is unknown, not 0.',
  })
/** @param age such as `3 min ago` */
export const lastKnownRule = (age: ReactNode) => (
  <>
    None of this room’s sensors are reporting. This is the sum of their last counts, from {age}. It
    isn’t included in any total, and is hidden once it’s too old.
  </>
)
export const expiredRule = 'No data: the last update is too old to show.'

/** Why a quiet sensor counts as 0: the API leaves out zeros. */
export const zerosOmittedRule =
  'No sensor reported a 0, so Butlr seems to leave out zeros. Online sensors that send no count are counted as 0.'
/** Why a quiet sensor counts as 0: the whole room is silent. */
export const roomSilentRule =
  'None of this room’s sensors sent a count. Those that are online are counted as 0.'

// Rule behind the state, after an icon

export const freeRule = `${stateLabels.free}: no people counted and no sensors missing`
export const inUseRule = (threshold: number, capacity: number, limit: number) =>
  `${stateLabels['in-use']}: below ${formatPercent(threshold)} of capacity (fewer than ${formatNumber(limit)} of ${formatNumber(capacity)})`
/** Shown for a room that is never busy, such as a room for one person. */
export const inUseBelowCapacityRule = (capacity: number) =>
  `${stateLabels['in-use']}: below capacity (fewer than ${formatPeople(capacity)})`
export const inUseWithoutCapacityRule = `${stateLabels['in-use']}: 1 person or more. A room without a capacity is never ${stateLabels.busy} or ${stateLabels.full}.`
export const busyRule = (threshold: number, capacity: number, minimum: number) =>
  `${stateLabels.busy}: ${formatPercent(threshold)} of capacity or more (at least ${formatNumber(minimum)} of ${formatNumber(capacity)})`
export const fullRule = (capacity: number) =>
  `${stateLabels.full}: exactly at capacity (${formatPeople(capacity)})`
export const overRule = (capacity: number) =>
  `${stateLabels.over}: more than ${formatPeople(capacity)}`
export const staleRule = `${stateLabels.stale}: the last update is too old to show a current state`

// Settings, each with its value and source

export const settingsHeading = 'Room settings'
export const nameLabel = 'Name'
export const capacityLabel = 'Capacity'
export const busyThresholdLabel = 'Busy threshold'
/** The largest plausible count of one sensor. */
export const sensorLimitLabel = 'Sensor limit'
export const notSet = 'not set'

export const valueSources = {
  butlr: 'Butlr',
  default: 'Headroom default',
  overrides: 'Headroom settings',
}
/** @param butlrValue the name or number that the settings replace */
export const fromOverridesInsteadOf = (butlrValue: string) =>
  `Headroom settings (Butlr: ${butlrValue})`
/** Source of the name of a room that reports, but is not in Butlr's list of rooms. */
export const fromRoomId = 'room ID (Butlr doesn’t list this room)'

export const overridesNote = (note: string) => `Note in the settings: ${note}`
