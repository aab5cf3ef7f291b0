/** Messages of the room panel. */
import type { ReactNode } from 'react'
import type { SensorHealth } from '#src/domain/occupancy/sensor-health.ts'
import type { HistoryReason, HistoryStatus } from '#src/contract/history-status.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { formatPeople } from '#messages/common.ts'
import { plural } from '#src/messages/plural.ts'

// Header

/** The panel’s accessible name until the name of the room is known. */
export const unnamedRoom = 'Room'
/** Back link on phones, by the page from which the room was opened. */
export const backTo = {
  rooms: 'All rooms',
  sensors: 'Sensors',
  insights: 'Insights',
  displays: 'Displays',
  metrics: 'What the metrics mean',
}
export const previousRoom = (name: string) => `Previous room: ${name}`
export const nextRoom = (name: string) => `Next room: ${name}`
export const copyLink = 'Copy link'
/** Appears beside the button for a few seconds, as does `copyFailed`. */
export const linkCopied = 'Link copied'
export const copyFailed = 'Couldn’t copy the link. Copy it from the address bar.'
export const close = 'Close'

// Summary

/** Tooltip of the number of people. */
export const showBreakdown = 'Show breakdown'
/** @param time an age such as `4 min ago`, or a time such as `14:02` */
export const lastUpdated = (time: ReactNode) => <>Last updated {time}</>

/** Label of a percentage: `64% of capacity`. */
export const ofCapacity = 'of capacity'
/** Label of a number of people. */
export const peakToday = 'peak today'
/** @param time such as `08:34` */
export const peakTodayAt = (time: string) => `peak today, ${time}`
/** Label of `2 of 3`. */
export const sensorsReporting = 'sensors reporting'
/**
 * `2 of 3`
 *
 * @param reporting a number, or `–` if unknown
 * @param small renders text in smaller type
 */
export const reportingShare = (
  reporting: ReactNode,
  expected: number,
  small: (words: string) => ReactNode,
) => (
  <>
    {reporting} {small(`of ${formatNumber(expected)}`)}
  </>
)

// Sensors

export const sensors = 'Sensors'
/**
 * The period of the sensors’ counts and of the metrics (`currentOccupancyRequest` in src/contract/reporting.ts), beside
 * a heading.
 */
export const currentPeriod = 'past 2 minutes'
export const noSensors = 'This room has no presence sensors, so people aren’t counted here.'

// Column headings
export const sensorColumn = 'Sensor'
/** The latest count: a column of 56 pixels. */
export const latestColumn = 'Latest'
export const barsColumn = 'People (same scale)'
export const healthColumn = 'Health'

/** What screen readers read for `–`. */
export const noCurrentCount = 'No current count'

export const healthLabels: Record<SensorHealth['kind'], string> = {
  reporting: 'Reporting',
  // Followed by an age.
  reported: 'Last reported',
  quiet: 'Quiet',
  offline: 'Offline',
  silent: 'Not reporting',
  implausible: 'Implausible count',
  malformed: 'Invalid reading',
}

// Details below the health, in a column of 132 pixels
export const quietDetail = 'online, sees no one'
/** @param time such as `14:02` */
export const offlineSince = (time: ReactNode) => <>since {time}</>
/** @param age such as `4 min ago` */
export const lastSeen = (age: ReactNode) => <>last report {age}</>
export const neverSeen = 'never reported'
export const invalidDetail = 'no usable count'
export const implausibleDetail = (count: number, maximum: number) =>
  `${formatNumber(count)} (limit: ${formatNumber(maximum)})`

// Sum: `4 North + 3 Centre + 2 Door = 9 people`

export const sumAtLeast = (people: number) => `at least ${formatPeople(people)}`
export const sumUnknown = 'unknown'

// Description of the sum, beside it
export const sumOfLatest = (sensors: number) =>
  plural(sensors, { one: 'Latest count', other: 'Sum of the latest counts' })
export const sumOfLastKnown = (sensors: number) =>
  plural(sensors, { one: 'Last known count', other: 'Sum of the last known counts' })
/** @param missing number of missing sensors */
export const sumIncomplete = (missing: number) =>
  plural(missing, {
    one: 'There may be people that the missing sensor didn’t count',
    other: 'There may be people that the missing sensors didn’t count',
  })

// Metrics

export const allMetrics = 'All metrics'
/** @param period such as `past 2 minutes` */
export const allMetricsCaption = (period: string) => `${allMetrics}, ${period}`
export const allMetricsRegion = (period: string) => `${allMetricsCaption(period)}, table`
export const metricColumn = 'Metric'
export const roomColumn = 'Room'
export const meaningColumn = 'Meaning for the room'

// Placeholders

export const loading = 'Loading room'
export const loadingSensors = 'Loading sensors'
export const notFoundTitle = 'Room not found'
export const notFoundText = (id: string) =>
  `We couldn’t find a room with the ID “${id}”. Check the link for typos. The room may also have been removed.`
export const hiddenTitle = 'This room is hidden'
export const hiddenText =
  'Headroom doesn’t show it or count the people in it. Managers can change this.'
export const noDataTitle = 'No data yet'
/** @param error a sentence */
export const noDataText = (error: string) =>
  `${error} Headroom will keep trying and show the room as soon as it can.`
export const seeAllRooms = 'See all rooms'

// History

/** In an error message: `Couldn’t show the history.` */
export const historyName = 'the history'
/** The beginnings of sentences that end with a reason: nothing can be shown, or only what is collected. */
const historyUnavailableBecause = 'History is unavailable because'
const notUpdatedBecause = 'History isn’t being updated because'
/** @param because one of these beginnings */
const historyReasons: Record<HistoryReason, (because: string) => string> = {
  starting: () => 'History is starting. This takes up to a minute.',
  restarting: () => 'History is restarting. This takes up to a minute.',
  no_directory: () =>
    'History is off because it needs a directory that all Headroom servers share. Ask your administrator to set HEADROOM_HISTORY_DIR.',
  time_unknown: (because) =>
    `${because} Butlr hasn’t confirmed the current time yet. If this takes more than a few minutes, ask your administrator to check the connection to Butlr.`,
  store_unreachable: (because) =>
    `${because} the Headroom server can’t access its data store. Ask your administrator to check the store.`,
  lease_lost: () =>
    'Another Headroom server is taking over the history. This takes up to a minute.',
  disk_full: (because) =>
    `${because} the server’s disk is full. Ask your administrator to free up space.`,
  file_error: (because) =>
    `${because} the Headroom server can’t read or write its files. Ask your administrator to check the server log and HEADROOM_HISTORY_DIR.`,
  butlr_unavailable: (because) =>
    `${because} Butlr isn’t responding or is limiting requests. Headroom will keep trying.`,
  butlr_refused: (because) =>
    `${because} Butlr rejects Headroom’s requests for past data. Ask your administrator to check the server log.`,
  butlr_denied: (because) =>
    `${because} Headroom’s Butlr account doesn’t have access to past data. Ask your administrator to check the account.`,
  butlr_invalid: (because) =>
    `${because} Butlr sends unexpected responses. Headroom will keep trying.`,
}
const noAccount =
  'History is off because Headroom has no Butlr account of its own. Ask your administrator to set BUTLR_CLIENT_ID and BUTLR_CLIENT_SECRET and restart Headroom.'
const notInstalled =
  'History can’t be shown because its database (DuckDB) isn’t installed on the server. Ask your administrator to install it and restart Headroom.'
/** Why no history can be shown. @param reason the reason for `unavailable`; null if unknown */
export function historyUnavailable(
  state: HistoryStatus['state'],
  reason: HistoryReason | null,
): string {
  if (state === 'no_account') return noAccount
  if (state === 'not_installed') return notInstalled
  if (reason === null) return 'History is unavailable right now.'
  return historyReasons[reason](historyUnavailableBecause)
}
/** Why nothing is collected, while what is collected is shown. @param reason null if unknown */
export const historyNotUpdated = (reason: HistoryReason | null) =>
  reason === null
    ? 'History isn’t being updated right now.'
    : historyReasons[reason](notUpdatedBecause)
/** Follows the reason. */
export const shownDirectly = 'Sensors, chart and metrics come directly from Butlr.'
export const notShown =
  'The room’s peak, frequency, utilisation, times of use, hours of the week, group sizes and comparisons need the history, so they aren’t shown.'
export const collecting = (collected: number, due: number) =>
  `Collecting history: ${formatNumber(collected)} of ${plural(due, { one: `${formatNumber(due)} day`, other: `${formatNumber(due)} days` })}.`
/** @param date such as `3 Oct 2026` */
export const collectedFrom = (date: string) => `History begins on ${date}.`
/** For a selected period before the first day of the history. */
export const beforeHistory = (date: string) =>
  `There is no history for this period. History begins on ${date}.`
/** Button after `beforeHistory`. */
export const showLastWeek = 'Show the last 7 days'
export const collectingProgress = 'Days collected'
