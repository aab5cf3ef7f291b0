/** Messages of the Settings page. */
import { formatNumber, formatPercent } from '#src/format/numbers.ts'
import { formatRooms } from '#messages/common.ts'

export const title = 'Settings'
export const loading = 'Loading settings…'
export const saving = 'Saving…'
/** Accessible name of the links to the sections. */
export const sectionsLabel = 'Sections'
/** @param reason a sentence */
export const outdated = (reason: string) => `These settings may be out of date. ${reason}`
export const storeUnavailable =
  'Headroom’s data store is unavailable, so settings can’t be changed right now. The last known settings stay in effect.'
export const saveButton = 'Save'
export const cancelButton = 'Cancel'
export const undoButton = 'Undo'
/** Tooltip of the button `Undo` beside a message. */
export const undoKeys = 'Undo (Ctrl+Z)'
export const resetButton = 'Reset'
/** Accessible name of the button `Reset`. @param what such as a room */
export const resetLabel = (what: string) => `Reset ${what}`

// Sources of values

export const fromButlr = 'Butlr'
export const fromFile = 'Settings file'
export const fromDefault = 'Headroom default'
export const fromAllRooms = 'Same as all rooms'
export const notSet = 'Not set'
/** @param by account; null if hidden. @param date such as `12 Nov, 09:41 CET` */
export const fromAccount = (by: string | null, date: string) =>
  by === null ? `Changed on ${date}` : `${by}, ${date}`
/** @param field such as `Name`. @param source such as `Settings file` */
export const fieldSource = (field: string, source: string) => `${field}: ${source}`
export const readOnly = 'Read-only'
export const fileHint = 'Only your administrator can change values from the settings file.'

/** @param value Butlr's value */
export const butlrSays = (value: string) => `Butlr’s value: ${value}`
/** Button beside Butlr's value. */
export const butlrsValue = 'Use Butlr’s value'

// Opening hours

export const openingHours = 'Opening hours'
export const openingHint =
  'Frequency, occupancy and utilisation cover only these hours. Usual occupancy covers only open days.'
export const openingOf = (site: string) => `Opening hours of ${site}`
export const noSites = 'Building details are unavailable right now.'
/** Accessible name of the list of sites. */
export const sitesLabel = 'Sites'
export const workingWeek = 'Working week'
export const weekdays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const
export const weekdaysShort = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'] as const
export const open = 'Open'
export const openFrom = 'Open from'
export const openTo = 'Open to'
export const to = 'to'
export const sameEveryDay = 'same every day'
/** Follows a closing time that is on the day after the opening time. */
export const nextDayEveryDay = 'on the next day, same every day'
export const setByDay = 'Set by day'
export const setForAllDays = 'Same every day'
/** Label of a field. @param day such as `Monday` */
export const timesOfDay = (day: string) => `${day}, open`
export const timesHint =
  'Whole hours, such as 08:00-18:00 or 09:00-12:00, 13:00-17:00. Hours such as 22:00-02:00 end on the next day, and stay open if only that day is closed.'
export const invalidTimes =
  'Enter whole hours such as 08:00-18:00 or, until the next day, 22:00-02:00, in order and without overlap.'
export const overlappingTimes = 'Hours after midnight overlap with the hours of the next day.'
export const invalidHours =
  'The opening and closing times must differ. For 24 hours, choose 00:00 to 24:00.'
export const noOpenDay = 'Select at least one day.'
export const closedDays = 'Closed days'
export const noClosedDays = 'None'
export const firstDay = 'First closed day'
export const lastDay = 'Last closed day (optional)'
export const addDay = 'Add'
/** Accessible name of the fields for closed days. */
export const addClosedDays = 'Add closed days'
export const invalidDays = 'Enter a first day, and a last day at most a year later.'
/** @param days such as `Fri 30 Oct 2026` */
export const removeDays = (days: string) => `Remove ${days}`
export const timeZone = 'Time zone'
export const saveOpening = (site: string) => `Save opening hours of ${site}`
export const discard = 'Discard changes'
export const resetOpening = 'Reset to default (Mon–Fri, 08:00–18:00)'
export const openingSaved = (site: string) => `Opening hours of ${site} saved`

// Rooms

export const rooms = 'Rooms'
/** @param place such as `Main building`; null for all sites */
export const roomCount = (count: number, place: string | null, hidden: number) =>
  [
    place === null ? formatRooms(count) : `${formatRooms(count)} in ${place}`,
    ...(hidden > 0 ? [`${formatNumber(hidden)} hidden`] : []),
  ].join(', ')
export const showLabel = 'Show'
export const roomFilterLabels = {
  all: 'All',
  'no-capacity': 'Without capacity',
  changed: 'Changed',
  hidden: 'Hidden',
}
export const columns = {
  name: 'Name',
  kind: 'Kind',
  floor: 'Floor',
  capacity: 'Capacity',
  source: 'Capacity source',
  hidden: 'Hidden',
  actions: 'Actions',
}
export const noRooms = 'No rooms match this filter.'
/** Values of a room. */
export const roomFields = {
  name: 'Name',
  kind: 'Kind',
  capacity: 'Capacity',
  busyFrom: 'Busy threshold',
  maximumSensorCount: 'Sensor limit',
}
export const whatOfRoom = (field: keyof typeof roomFields, room: string) =>
  `${roomFields[field].toLowerCase()} of ${room}`
export const roomValueSaved = (field: keyof typeof roomFields, room: string) =>
  `${roomFields[field]} of ${room} saved`
export const roomValueReset = (field: keyof typeof roomFields, room: string) =>
  `${roomFields[field]} of ${room} was reset`
/** Label of a checkbox. */
export const hideRoom = (room: string) => `Hide ${room}`
/** Accessible name of the settings of a room. */
export const settingsOf = (room: string) => `Settings of ${room}`
export const editRoom = 'Edit room'
export const closeEditor = 'Done'
export const hiddenLabel = 'Hidden'
/** Unit after a busy threshold, without a space. */
export const percentOfCapacity = '% of capacity'
/** Unit after a sensor limit. */
export const peoplePerSensor = ' people per sensor'
export const showRoom = 'Show room'
export const setCapacity = 'Set capacity'
export const invalidCapacity = 'Enter a whole number from 1 to 100,000.'
export const invalidName = 'Enter 1 to 200 characters.'
export const capacitySaved = (room: string, capacity: number) =>
  `Capacity of ${room} is ${formatNumber(capacity)}`
/** Follows a message about rooms whose new capacity is one or two. */
export const deletesMinutes =
  'Minute data older than 48 hours is hidden from now on and deleted in two days; hourly figures stay.'
export const nameSaved = (name: string) => `Room renamed to ${name}`
export const kindSaved = (room: string, kind: string) => `Kind of ${room} is now ${kind}`
export const roomHidden = (room: string) => `${room} is hidden`
export const roomShown = (room: string) => `${room} is shown`
export const roomReset = (room: string) => `${room} was reset`
export const settingReset = (what: string) => `${what} was reset`

// Thresholds

export const thresholds = 'Thresholds'
export const thresholdsHint = 'Apply to all sites'
export const busyFrom = 'Busy'
export const usedHour = 'An hour counts as used'
export const sensorLimit = 'Sensor limit'
/** The sensor limit if none is set. */
export const defaultSensorLimit = (multiple: number, withoutCapacity: number) =>
  `${formatNumber(multiple)} × capacity, or ${formatNumber(withoutCapacity)} without a capacity`
export const tooLarge = 'Too large'
export const tooSmall = 'Too small'
/** The text around each value, with its spaces, and its name in messages. */
export const thresholdWords = {
  busyFrom: { name: 'Busy from', before: 'from', after: '% of capacity' },
  usedFromMinutes: { name: 'Used hour: minutes', before: 'from', after: ' minutes in use' },
  maximumSensorCount: {
    name: 'Sensor limit',
    before: 'at most',
    after: ' people per sensor; higher counts are ignored as faults',
  },
  seats: { name: 'Too large: seats', before: 'when', after: '% of its seats or fewer' },
  served: { name: 'Too large: use', before: 'would have served', after: '% of its use' },
  over: {
    name: 'Too small: use',
    before: 'when over capacity for more than',
    after: '% of its use',
  },
}
export const thresholdSaved = (label: string) => `${label}: saved`
/** @param least, most the limits */
export const invalidNumber = (least: number, most: number) =>
  `Enter a whole number from ${formatNumber(least)} to ${formatNumber(most)}.`

// Recent changes

export const recentChanges = 'Recent changes'
export const noChanges = 'No changes yet.'
export const showAllChanges = 'Show all'
/** Accessible name of the button `Undo`. @param what such as `Oak: Capacity 12 → 14` */
export const undoLabel = (what: string) => `Undo ${what}`
export const changeUndone = 'Change undone'
export const moreItems = (count: number) => `${formatNumber(count)} more`
/** Place of a value that applies to all sites. */
export const allSites = 'All sites'
export const fieldLabels: Partial<Record<string, string>> = {
  name: 'Name',
  kind: 'Kind',
  capacity: 'Capacity',
  busyFrom: 'Busy from',
  maximumSensorCount: 'Sensor limit',
  usedFromMinutes: 'Used hour: minutes',
  seats: 'Too large: seats',
  served: 'Too large: use',
  over: 'Too small: use',
  openingHours: 'Opening hours',
  closedDays: 'Closed days',
  timezone: 'Time zone',
  hidden: 'Hidden',
  note: 'Note',
}
/** @param before, after null if not set */
export const valueChanged = (field: string, before: string | null, after: string | null) =>
  after === null
    ? `${field} reset${before === null ? '' : ` (was ${before})`}`
    : `${field} ${before === null ? '' : `${before} `}→ ${after}`
export const unknownCapacity = 'unknown'
export const yes = 'yes'
export const no = 'no'
/** A share as a threshold shows it. */
export const share = (value: number) => formatPercent(value)
