/** The breakdown panel: how a number adds up, sensor by sensor or room by room. */
import type { ReactNode } from 'react'
import { formatPeople, formatRooms, formatSensors, stateLabels } from './common.ts'
import { languageTag } from './language.ts'
import { plural } from '#src/messages/plural.ts'
import { formatNumber, formatPercent } from '#src/format/numbers.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import type { OccupancyTotals } from '#src/domain/occupancy/totals.ts'

// The panel

/** A number of people: `112`, or `112+` when values are missing, so that it is a minimum. */
export const amount = (people: number, isMinimum: boolean) =>
  `${formatNumber(people)}${isMinimum ? '+' : ''}`

/** Heading of the panel: `Breakdown of 7+`. */
export const title = (people: number, isMinimum: boolean) =>
  `Breakdown of ${amount(people, isMinimum)}`
/** Heading of the panel when the number is older than it should be. */
export const outdatedTitle = (people: number, isMinimum: boolean) =>
  `Breakdown of ${amount(people, isMinimum)} (out of date)`
export const noDataTitle = 'Why there is no data'

export const closeButton = 'Close breakdown'

export const loadingTitle = 'Loading…'
export const loadingCounts = 'Getting the latest counts.'
export const loadingLocations = 'Getting locations.'
/** Heading above the reason why the first request failed. */
export const failedTitle = 'No data yet'
export const notFoundTitle = 'Not found'
export const notFoundMessage =
  'We couldn’t find the room or location in this link. It may have been removed.'

/** The account’s whole estate, in place of a location’s name. */
export const allSites = 'All sites'

// A room: its sensors

/** Heading and accessible name of the list of sensors. */
export const sensorsHeading = 'Sensors'

/** The sum below the list, after `=`. */
export const sum = (people: number, isMinimum: boolean) =>
  isMinimum ? `at least ${formatPeople(people)}` : formatPeople(people)
export const unknownSum = 'unknown'

/** Spoken in place of `?`, which stands for the count of a sensor that is missing. */
export const noCount = 'no count'

// A room: the line below each sensor

/** @param age such as `3 s ago` */
export const sensorUpdated = (age: ReactNode) => <>updated {age}</>
export const sensorReporting = 'reporting'
export const sensorQuiet = 'quiet: online, sees no one'
export const sensorQuietWithoutZeros = 'quiet: online, sees no one (Butlr leaves out zeros)'
export const sensorMalformed = 'invalid data: no count'
export const sensorImplausible = (count: number, maximum: number) =>
  `implausible count: ${formatNumber(count)} (sensor limit: ${formatNumber(maximum)})`
/** @param time such as `10:30` or `23 Nov, 10:30` */
export const sensorOffline = (time: ReactNode) => <>offline since {time}</>
/** @param time such as `10:30` or `23 Nov, 10:30` */
export const sensorSilent = (time: ReactNode) => <>no reports since {time}</>
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

// A room: devices that do not count

/** Heading and accessible name of the list of devices. */
export const notCountedHeading = 'Not counted'
export const unnamedDevice = 'Unnamed device'
/** Follows the name of the device: `Door: sensor mode unknown`. */
export const exclusionReasons = {
  test: 'test device, hidden',
  'no-address': 'no MAC address, hidden',
  uninstalled: 'not installed, hidden',
  traffic: 'counts people passing a door, not people in the room',
  'no-mode': 'sensor mode unknown',
}

// A room: the rule behind its occupancy

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
    one: `${missingSensors(missing, all)} is missing and may be seeing more people.`,
    other: `${missingSensors(missing, all)} are missing and may be seeing more people.`,
  })}`
/** Some sensors count 0 and the others are missing, which does not show that the room is empty. */
export const othersEmptyRule = (missing: number, all: number) =>
  plural(missing, {
    one: `No data: ${missingSensors(missing, all)} is missing and may be seeing people.`,
    other: `No data: ${missingSensors(missing, all)} are missing and may be seeing people.`,
  })
export const noReportsRule = (sensors: number) =>
  plural(sensors, {
    one: 'No data: the sensor isn’t reporting, so occupancy is unknown, not 0.',
    other: `No data: none of the ${formatSensors(sensors)} is reporting, so occupancy is unknown, not 0.`,
  })
/** @param age such as `3 min ago` */
export const lastKnownRule = (age: ReactNode) => (
  <>
    No sensors are reporting. This is the sum of their last counts, from {age}. It is shown for up
    to 10 minutes and not included in any total.
  </>
)
export const expiredRule = 'No data: the last update is too old to show.'

/** Why a quiet sensor counts as 0: the API leaves out zeros. */
export const zerosOmittedRule =
  'No sensor reported a 0, so Butlr seems to leave out zeros. Online sensors that send no count are treated as 0.'
/** Why a quiet sensor counts as 0: the whole room is silent. */
export const roomSilentRule =
  'None of this room’s sensors sent a count. Those that are online are treated as 0.'

// A room: the rule behind its state, after an icon

export const freeRule = `${stateLabels.free}: no people counted and no sensors missing`
export const inUseRule = (threshold: number, capacity: number, limit: number) =>
  `${stateLabels['in-use']}: below ${formatPercent(threshold)} of capacity (fewer than ${formatNumber(limit)} of ${formatNumber(capacity)})`
/** A room that is never busy, such as one for one person. */
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

// A room: its settings, each with its value and source

export const settingsHeading = 'Room settings'
export const nameLabel = 'Name'
export const capacityLabel = 'Capacity'
export const busyThresholdLabel = 'Busy from'
/** The largest count of one sensor that is plausible. */
export const sensorLimitLabel = 'Sensor limit'
export const notSet = 'not set'

/** Sources of a value. */
export const fromButlr = 'Butlr'
export const fromDefault = 'Headroom default'
export const fromOverrides = 'overrides file'
/** @param butlrValue the name or number that the overrides file replaces */
export const fromOverridesInsteadOf = (butlrValue: string) =>
  `overrides file (Butlr: ${butlrValue})`
/** Source of the name of a room that reports, but is not in Butlr's list of rooms. */
export const fromRoomId = 'room ID (Butlr doesn’t list this room)'

export const overridesNote = (note: string) => `Note in the overrides file: ${note}`

// A location: the rooms and locations in it

export const breakdownHeading = 'Breakdown'
/** Accessible name of the list of sites, buildings or floors. */
export const locationsList = 'Locations'
/** Accessible name of the list of rooms without missing data. */
export const roomsList = 'Rooms'
/** Headings of the two lists of rooms. */
export const incompleteHeading = 'Missing data'
export const completeHeading = 'Complete'
/** Accessible name of the list below `incompleteHeading`. */
export const incompleteRoomsList = 'Rooms with missing data'

/** Below the heading of the panel. */
export const incompleteRooms = ({ incompleteRooms: incomplete, rooms }: OccupancyTotals) =>
  plural(incomplete, {
    one: `${formatNumber(incomplete)} of ${formatRooms(rooms)} has missing data`,
    other: `${formatNumber(incomplete)} of ${formatRooms(rooms)} have missing data`,
  })

/** Below a location: `7 of 10 rooms in use, 2 with missing data`. */
export const roomsInUse = ({ inUse, rooms, incompleteRooms: incomplete }: OccupancyTotals) =>
  incomplete === 0
    ? `${formatNumber(inUse)} of ${formatRooms(rooms)} in use`
    : `${formatNumber(inUse)} of ${formatRooms(rooms)} in use, ${formatNumber(incomplete)} with missing data`

/** Spoken in place of a dash, which stands for the amount of a room that the total leaves out. */
export const notIncluded = 'not included'

export const sensorsMissing = (count: number) => `${formatSensors(count)} missing`
export const neverReported = 'No data, never reported'
/** @param time such as `10:30` or `23 Nov, 10:30` */
export const lastReported = (time: ReactNode) => <>No data, last reported {time}</>
/** The other sensors of the room count 0. */
export const missingAndEmpty = (missing: number) =>
  `No data: ${formatSensors(missing)} missing, 0 people counted`
/** @param age such as `3 min ago` */
export const lastCountNotIncluded = (people: number, age: ReactNode) => (
  <>
    Last count: {formatPeople(people)}, {age} (not included)
  </>
)
export const noSensors = 'No presence sensors'

/** Below a list that is cut off. */
export const moreRooms = (rooms: number, people: number, incomplete: number) => {
  const text = plural(rooms, {
    one: `${formatNumber(rooms)} more room with ${formatPeople(people)}`,
    other: `${formatNumber(rooms)} more rooms with ${formatPeople(people)}`,
  })
  return incomplete === 0 ? text : `${text} (${formatNumber(incomplete)} with missing data)`
}
export const emptyRooms = (rooms: number) => `${formatRooms(rooms)} with 0 people`
export const roomsWithoutSensors = (rooms: number) =>
  `${formatRooms(rooms)} without presence sensors (not counted)`

/** The rule behind the total and, if values are missing, why it is a minimum. */
export const totalRule = ({ incompleteRooms: incomplete, rooms }: OccupancyTotals) => {
  const rule = 'The sum of all rooms. Each room is the sum of its sensors’ latest counts.'
  if (incomplete === 0) return rule
  const share = `${formatNumber(incomplete)} of ${formatRooms(rooms)}`
  const cause = plural(incomplete, {
    one: `${share} has missing sensors or no data.`,
    other: `${share} have missing sensors or no data.`,
  })
  return `${rule} ${cause} Missing values are left out of the total.`
}
export const expiredTotal = 'The last update is too old to calculate a total.'

const listFormat = new Intl.ListFormat(languageTag)

/** A number of test devices: `1 test device`, `3 test devices`. */
const formatTestDevices = (count: number) =>
  plural(count, {
    one: `${formatNumber(count)} test device`,
    other: `${formatNumber(count)} test devices`,
  })

/** A number of sensors that are not installed: `1 uninstalled sensor`, `3 uninstalled sensors`. */
const formatUninstalledSensors = (count: number) =>
  plural(count, {
    one: `${formatNumber(count)} uninstalled sensor`,
    other: `${formatNumber(count)} uninstalled sensors`,
  })

/** At least one of the counts is above 0. */
export const devicesNotCounted = (counts: {
  test: number
  uninstalled: number
  traffic: number
}) => {
  const { test, uninstalled, traffic } = counts
  const devices = [
    test > 0 && formatTestDevices(test),
    uninstalled > 0 && formatUninstalledSensors(uninstalled),
    traffic > 0 &&
      plural(traffic, {
        one: `${formatNumber(traffic)} traffic sensor`,
        other: `${formatNumber(traffic)} traffic sensors`,
      }),
  ]
  return `Not counted: ${listFormat.format(devices.filter((one) => one !== false))}.`
}
export const hiddenRooms = (rooms: number) =>
  `Not counted: ${formatRooms(rooms)} hidden in the overrides file.`
/** @param parts such as `rooms of Floor 3 (at least 2)` */
export const missingFromButlr = (parts: string) => `Missing from Butlr’s data: ${parts}.`

// Where the data comes from

export const dataSourceHeading = 'Data source'
export const sourceLabel = 'Counts'
export const sourceValue = 'Butlr Reporting API, presence by room and sensor'
export const windowLabel = 'Time window'
/** @param from such as `10:28` */
export const windowValue = (from: string, to: string) => `${from} to ${to}`
/** In place of a time zone. */
export const severalZones = 'UTC (sites in several time zones)'
/** Followed by an age. */
export const updatedLabel = 'Last update'
export const freshnessLabel = 'Freshness'
export const freshnessLabels: Record<Freshness, string> = {
  live: 'Live',
  late: 'Late',
  stale: 'Stale (out of date)',
  'no-data': 'Too old to show',
}
/** Which sensors are online. */
export const sensorHealthLabel = 'Sensor health'
/** @param time such as `10:30` */
export const sensorHealthSource = (time: ReactNode) => <>Butlr topology, {time}</>
export const sensorHealthUnknown = 'Not available'
