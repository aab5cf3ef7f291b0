/** Messages of the Sensors page. */
import type { ReactNode } from 'react'
import { formatPeople, formatRooms, formatSensors } from './common.ts'
import { formatList, formatTestDevices, formatUninstalledSensors } from './topology.ts'
import { plural } from '#src/messages/plural.ts'
import { formatNumber, formatPercent } from '#src/format/numbers.ts'
import type { Anomaly } from '#src/domain/anomalies/anomaly.ts'
import type { HiddenReason } from '#src/domain/topology/sensor-directory.ts'

// Totals: a large number such as `38 of 40`, with its label below

/** Accessible name of the totals. */
export const totalsLabel = 'Totals'
/** Follows a large number: `38`, `of 40`. */
export const ofTotal = (total: number) => `of ${formatNumber(total)}`
export const presenceSensorsReporting = 'presence sensors reporting'
export const sensorsOnline = 'sensors online'
export const hivesOnline = 'hives online'

// Toolbar

/** Accessible name of the filter by problem. */
export const issueFilterLabel = 'Filter by problem'
/** Clears the filter. Followed by the number of sensors. */
export const allIssues = 'All'
export const searchLabel = 'Find a sensor'
export const searchPlaceholder = 'Name, MAC or room'
/** Accessible name of the choice between `groupingOptions`. */
export const groupingLabel = 'Grouping'
export const groupingOptions = { hive: 'By hive', none: 'Ungrouped' }
/** Sort orders, in the menu that replaces the column headings on narrow pages. */
export const sortOptions = {
  problem: 'Problems first',
  name: 'By name',
  room: 'By room',
  mode: 'By mode',
  heartbeat: 'By heartbeat',
  report: 'By last report',
  battery: 'By battery',
  hive: 'By hive',
}

// Problems

/** Labels of problems, in the table and in the filter. */
export const issueLabels: Record<
  | Anomaly['kind']
  | 'hive'
  | 'offline'
  | 'implausible'
  | 'malformed'
  | 'battery-past'
  | 'battery-due'
  | 'unknown',
  string
> = {
  hive: 'Hive offline',
  offline: 'Offline',
  implausible: 'Implausible count',
  malformed: 'Invalid reading',
  silent: 'Online but not reporting',
  'battery-past': 'Battery overdue',
  stuck: 'Stuck overnight',
  constant: 'Unchanged for hours',
  crowded: 'Over capacity for a long time',
  overlap: 'Duplicate of another sensor',
  history: 'Suspect in the last 7 days',
  'battery-due': 'Battery due soon',
  unknown: 'Status unknown',
}
/** Shown in place of `Hive offline`, in a row below the row of the hive. */
export const offlineWithHive = 'Offline (hive offline)'
/**
 * Shown below a problem: when it started.
 *
 * @param time such as `10:30` or `23 Nov, 10:30`
 */
export const since = (time: ReactNode) => <>since {time}</>

// Evidence of an anomaly, below its label. Anomalies are never certain. Times look like `10:30`.

/** @param lastReport date and time; null if unknown */
export const silentEvidence = (lastReport: string | null) =>
  lastReport === null
    ? 'Possible fault: no counts for 30 minutes or more while other sensors in the room reported. Last report unknown.'
    : `Possible fault: no counts for 30 minutes or more while other sensors in the room reported. Last report: ${lastReport}.`
/**
 * @param minutes number of minutes with data
 * @param all number of minutes from `from` to `to`
 */
export const stuckEvidence = (
  people: number,
  minutes: number,
  all: number,
  from: string,
  to: string,
) => {
  const finding = `Possibly stuck: never dropped below ${formatNumber(people)} between ${from} and ${to}`
  return minutes === all
    ? `${finding}.`
    : `${finding} (data for ${formatNumber(minutes)} of ${formatNumber(all)} minutes).`
}
export const constantEvidence = (people: number, from: string, to: string) =>
  `Possibly stuck: stayed at exactly ${formatNumber(people)} from ${from} to ${to}.`
export const crowdedEvidence = (people: number, capacity: number, from: string, to: string) =>
  `Possible overcount: at least ${formatPeople(people)} from ${from} to ${to} in a room for ${formatNumber(capacity)}.`
export const overlapEvidence = (other: string, minutes: number, from: string, to: string) =>
  plural(minutes, {
    one: `Possible duplicate: all nine metrics matched those of ${other} for ${formatNumber(minutes)} minute between ${from} and ${to}.`,
    other: `Possible duplicate: all nine metrics matched those of ${other} for ${formatNumber(minutes)} minutes between ${from} and ${to}.`,
  })
/** Link to the chart that shows the evidence, and its accessible name. */
export const chartLink = 'View chart'
export const chartLinkLabel = (room: string) => `View chart of ${room}`

// Table: column headings

/** Accessible name of the table. */
export const tableLabel = 'Sensors'
export const columnLabels = {
  name: 'Sensor',
  problem: 'Health',
  room: 'Room',
  mode: 'Mode',
  heartbeat: 'Heartbeat',
  report: 'Last report',
  battery: 'Battery',
  hive: 'Hive',
}

// Table: a sensor

/** Status of a sensor without problems. */
export const statusLabels = {
  reporting: 'Reporting',
  online: 'Online',
} as const
export const offline = 'Offline'
/** Shown if it is unknown whether a sensor or hive is online, or which mode a sensor has. */
export const unknown = 'Unknown'
export const hiddenReasonLabels: Record<HiddenReason, string> = {
  test: 'Test device',
  uninstalled: 'Not installed',
}
export const noMacAddress = 'No MAC address'
export const noRoom = 'No room'
export const modeLabels = { presence: 'Presence', traffic: 'Traffic' }
/** Shown in place of the time of a heartbeat or report. */
export const never = 'Never'
/** Power supply. */
export const wired = 'Wired'
export const noBatteryDate = 'No due date'
/** Shown below the date by which a battery should be replaced. */
export const batteryDueToday = 'Today'
export const batteryDueIn = (days: number) =>
  plural(days, { one: `In ${formatNumber(days)} day`, other: `In ${formatNumber(days)} days` })
export const batteryOverdueBy = (days: number) =>
  plural(days, {
    one: `${formatNumber(days)} day overdue`,
    other: `${formatNumber(days)} days overdue`,
  })
/** @param name the name of a sensor or hive; null if it has none */
export const rowFailed = (name: string | null) =>
  name === null ? 'Couldn’t show this hive.' : `Couldn’t show ${name}.`

// Table: a hive, in one line: `Floor 3 hive 1 · online · network stability 98% · 4 sensors`

export const noKnownHive = 'No known hive'
/** @param time such as `10:30` or `23 Nov, 10:30`; null if unknown */
export const offlineHive = (name: string, time: ReactNode) =>
  time === null ? (
    `${name}, offline`
  ) : (
    <>
      {name}, offline since {time}
    </>
  )
export const hiveOnline = 'online'
export const hiveStatusUnknown = 'status unknown'
export const networkStability = (share: number) => `network stability ${formatPercent(share)}`
/** @param shown number of the hive's sensors that match the filters */
export const hiveSensors = (shown: number, all: number) => {
  if (all === 0) return 'no sensors'
  return shown === all ? formatSensors(all) : `${formatNumber(shown)} of ${formatSensors(all)}`
}
export const hiveSensorsWithoutData = (sensors: number, roomsWithoutData: number) =>
  `${formatSensors(sensors)}, ${formatRooms(roomsWithoutData)} without data`

// Notices above the table

/**
 * @param problem a sentence: why the last request failed
 * @param age such as `4 min ago`
 */
export const outdatedNotice = (problem: string, age: ReactNode) => (
  <>
    {problem} Showing sensor data from {age}.
  </>
)
/** @param parts such as `at least 1 sensor` */
export const missingNotice = (parts: string) =>
  `Butlr sent incomplete sensor data. Missing: ${parts}.`
/** @param parts such as `1 floor and 2 rooms` */
export const duplicatesNotice = (parts: string) =>
  `Butlr lists ${parts} more than once. Duplicates count only once.`

/** @param most the maximum number of rooms */
export const historyUncheckedNotice = (most: number) =>
  `With more than ${formatNumber(most)} rooms, Headroom doesn’t check the past seven days of the sensors. To check them, select a site, building or floor in Insights.`

/** The hidden test devices and uninstalled sensors, followed by a button. At least one of the counts is above 0. */
export const hiddenDevices = (test: number, uninstalled: number, shown: boolean) => {
  const parts = [
    test > 0 && formatTestDevices(test),
    uninstalled > 0 && formatUninstalledSensors(uninstalled),
  ]
  const devices = formatList(parts.filter((part) => part !== false))
  return plural(test + uninstalled, {
    one: shown ? `${devices} is shown.` : `${devices} is hidden.`,
    other: shown ? `${devices} are shown.` : `${devices} are hidden.`,
  })
}
// Buttons beside `hiddenDevices`, and their accessible names.
export const showHiddenButton = 'Show'
export const showHiddenLabel = 'Show hidden devices'
export const hideHiddenButton = 'Hide'
export const hideHiddenLabel = 'Hide test devices and uninstalled sensors'

// Shown in place of the table

export const loading = 'Loading sensors'
export const unavailableTitle = 'No sensor data yet'
export const unavailableHint = 'Headroom will keep trying and show sensors here as soon as it can.'
export const emptyTitle = 'No sensors found'
export const noMatch = (query: string) => `No sensors match “${query}”`
/** @param issue the label of a problem */
export const noneWithIssue = (issue: string) => `No sensors with the problem “${issue}”`
export const noMatchWithIssue = (query: string, issue: string) =>
  `No sensors matching “${query}” have the problem “${issue}”`
export const clearSearchButton = 'Clear search'
/** Clears the filter by problem. */
export const clearFilterButton = 'Clear filter'
/** Clears the filter by location. */
export const allSitesButton = 'Show all sites'
