/** Messages of the breakdown panel, which shows how a number adds up. */
import type { ReactNode } from 'react'
import { formatPeople, formatRooms, formatSensors } from './common.ts'
import { formatList, formatTestDevices, formatUninstalledSensors } from './topology.ts'
import { plural } from '#src/messages/plural.ts'
import { formatNumber } from '#src/format/numbers.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import type { OccupancyTotals } from '#src/domain/occupancy/totals.ts'

// The panel

/** A number of people: `112`, or `112+` when values are missing and the number is a minimum. */
export const amount = (people: number, isMinimum: boolean) =>
  `${formatNumber(people)}${isMinimum ? '+' : ''}`

/** Heading of the panel: `Breakdown of 7+ · Maple`. @param name name of the room or location */
export const title = (name: string, people: number, isMinimum: boolean) =>
  `Breakdown of ${amount(people, isMinimum)} · ${name}`
/** Heading of the panel when the number is out of date. */
export const outdatedTitle = (name: string, people: number, isMinimum: boolean) =>
  `Breakdown of ${amount(people, isMinimum)} (out of date) · ${name}`
export const noDataTitle = (name: string) => `Why there’s no data · ${name}`

export const closeButton = 'Close breakdown'

export const loadingTitle = 'Loading…'
export const loadingCounts = 'Getting the latest counts.'
export const loadingLocations = 'Getting locations.'
/** Heading above the reason why the first request failed. */
export const failedTitle = 'No data yet'
export const notFoundTitle = 'Not found'
export const notFoundMessage =
  'We couldn’t find the room or location in this link. It may have been removed.'

/** Replaces a location's name when the breakdown covers everything that the account can see. */
export const allSites = 'All sites'

// Shared by rooms and locations

/** The sum below the list, after `=`. */
export const sum = (people: number, isMinimum: boolean) =>
  isMinimum ? `at least ${formatPeople(people)}` : formatPeople(people)

// Locations: the rooms and locations in them

/** Heading of the parts of a total, below the title of the panel. */
export const termsHeading = 'How it adds up'
/** Accessible name of the list of sites, buildings or floors. */
export const locationsList = 'Locations'
/** Accessible name of the list of rooms without missing data. */
export const roomsList = 'Rooms'
/** Headings of the two lists of rooms. */
export const incompleteHeading = 'Missing data'
export const completeHeading = 'Complete'
/** Accessible name of the list below `incompleteHeading`. */
export const incompleteRoomsList = 'Rooms with missing data'

/** Shown below the heading of the panel. */
export const incompleteRooms = ({ incompleteRooms: incomplete, rooms }: OccupancyTotals) =>
  plural(incomplete, {
    one: `${formatNumber(incomplete)} of ${formatRooms(rooms)} has missing data`,
    other: `${formatNumber(incomplete)} of ${formatRooms(rooms)} have missing data`,
  })

/** Shown below a location: `7 of 10 rooms in use, 2 with missing data`. */
export const roomsInUse = ({ inUse, rooms, incompleteRooms: incomplete }: OccupancyTotals) =>
  incomplete === 0
    ? `${formatNumber(inUse)} of ${formatRooms(rooms)} in use`
    : `${formatNumber(inUse)} of ${formatRooms(rooms)} in use, ${formatNumber(incomplete)} with missing data`

/** Screen readers read this instead of the dash beside a room that the total leaves out. */
export const notIncluded = 'not included'

export const sensorsMissing = (count: number) => `${formatSensors(count)} missing`
export const neverReported = 'No data, never reported'
/** @param time such as `10:30` or `23 Nov, 10:30` */
export const lastReported = (time: ReactNode) => <>No data, last reported {time}</>
/** Shown when the other sensors of the room count 0. */
export const missingAndEmpty = (missing: number) =>
  `No data: ${formatSensors(missing)} missing, 0 people counted`
/** @param age such as `3 min ago` */
export const lastCountNotIncluded = (people: number, age: ReactNode) => (
  <>
    Last count: {formatPeople(people)}, {age} (not included)
  </>
)
export const noSensors = 'No presence sensors'

/** Shown below a list that is cut off. */
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

/** How the total is calculated and, if values are missing, why it is a minimum. */
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
export const expiredTotal = 'No total: the last update is too old.'

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
  return `Not counted: ${formatList(devices.filter((part) => part !== false))}.`
}
export const hiddenRooms = (rooms: number) =>
  `Not counted: ${formatRooms(rooms)} hidden under Settings.`
/** @param parts such as `at least 2 rooms on Floor 3` */
export const missingFromButlr = (parts: string) => `Missing from Butlr’s data: ${parts}.`

// Where the data comes from

export const dataSourceHeading = 'Data source'
export const sourceLabel = 'Counts'
export const sourceValue = 'Butlr Reporting API, presence by room and sensor'
export const windowLabel = 'Time window'
/** @param from such as `10:28` */
export const windowValue = (from: string, to: string) => `${from} to ${to}`
/** Shown in place of a time zone. */
export const severalZones = 'UTC (sites in several time zones)'
/** Followed by an age. */
export const updatedLabel = 'Last update'
export const freshnessLabel = 'Freshness'
export const freshnessLabels: Record<Freshness, string> = {
  live: 'Live',
  late: 'Delayed',
  stale: 'Out of date',
  'no-data': 'Too old to show',
}
/** Which sensors are online. */
export const sensorHealthLabel = 'Sensor health'
/** @param time such as `10:30` */
export const sensorHealthSource = (time: ReactNode) => <>Butlr sensor list, {time}</>
export const sensorHealthUnknown = 'Not available'
