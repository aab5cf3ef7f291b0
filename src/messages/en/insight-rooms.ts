/** The Insights page: the ranking of rooms, the evidence of a verdict, and the comparison of rooms. */
import { plural } from '#src/messages/plural.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { formatPeople } from '#messages/common.ts'

type Verdict =
  | 'too-small'
  | 'too-large'
  | 'never-used'
  | 'check-sensor'
  | 'too-little-data'
  | 'about-right'
  | 'no-capacity'
  | 'not-judged'

// Ranking

export const rightSize = 'Are the rooms the right size?'
export const rightSizeNote = 'Group sizes by minutes in use. The tick marks capacity.'
export const verdicts: Record<Verdict, string> = {
  'too-small': 'Too small',
  'too-large': 'Too large',
  'never-used': 'Never used',
  'check-sensor': 'Check sensor',
  'too-little-data': 'Too little data',
  'about-right': 'About right',
  'no-capacity': 'No capacity set',
  'not-judged': 'Not assessed',
}
export const filterLabel = 'Filter by right size'
export const all = 'All'
export const sortLabels = {
  attention: 'Needs attention',
  name: 'Name',
  place: 'Kind and floor',
  utilisation: 'Utilisation',
  frequency: 'Frequency',
  occupancy: 'Occupancy when in use',
  typical: 'Typical group',
  'nearly-all': '95th percentile',
  peak: 'Peak',
  seats: 'Seats',
  coverage: 'Coverage',
}
export const columnRoom = 'Room'
export const columnGroups = 'Group sizes'
/** The verdict covers eight weeks, the other columns the selected range. */
export const columnRightSize = 'Right size, 8 weeks'
export const columnKind = 'Kind'
export const columnSeatsServing = 'Seats needed'
export const columnServed = 'Use served by seats needed (%)'
export const percentOf = (column: string) => `${column} (%)`
/** Follows a verdict, in a narrow column: `Too large · needs 6`. */
export const needs = (seats: number) => `needs ${formatNumber(seats)}`
/** Accessible name of the link to the evidence. @param verdict such as `Too large · needs 6` */
export const showEvidence = (verdict: string, room: string) => `${verdict}: evidence for ${room}`
export const onlyBriefVisits = 'only brief visits'
export const rule = (seats: string, served: string, over: string) =>
  `Too large: ${seats} of its seats or fewer would have served ${served} of its use. Too small: over capacity for more than ${over} of its use.`
export const showAll = (rooms: number) =>
  plural(rooms, { one: 'Show 1 room', other: `Show all ${formatNumber(rooms)} rooms` })
export const showFewer = 'Show fewer'
export const noMatch = 'No rooms with this verdict.'
export const peakOfSeats = (peak: string, seats: string) => `peak ${peak} / ${seats}`
export const equation = (frequency: string, occupancy: string, utilisation: string) =>
  `${frequency} × ${occupancy} = ${utilisation}`
export const table = 'Rooms by use and right size'

// Comparison of rooms

export const compareRoom = (room: string) => `Compare ${room}`
export const compare = 'Compare rooms'
export const compareNote = 'Median people by hour on a typical day'
/** @param most the maximum number of rooms */
export const compareHint = (most: number) =>
  `Select another room in the table, up to ${formatNumber(most)}.`
/** Shown in the ranking while rooms are selected. */
export const selectedRooms = (rooms: number) =>
  plural(rooms, { one: '1 room selected', other: `${formatNumber(rooms)} rooms selected` })
/** In the row of the room that was selected last. */
export const showChart = 'Show chart'
export const showComparison = (rooms: number) => `Show chart of ${formatNumber(rooms)} rooms`
export const columnHour = 'Hour'
export const roomValue = (room: string, value: string) => `${room} ${value}`
export const compareName = (dates: string) => `Rooms compared by hour of a typical day, ${dates}`
export const removeRoom = (room: string) => `Remove ${room}`
export const clearComparison = 'Clear'

// Evidence

export const evidencePath = 'Insights / Right size'
export const closeEvidence = 'Close evidence'
/** @param dates such as `1 Oct – 25 Nov` @param hours number of open hours */
export const evidencePeriod = (dates: string, hours: number) =>
  `${dates} (8 weeks, ${plural(hours, { one: '1 open hour', other: `${formatNumber(hours)} open hours` })})`
export const seats = (count: number) =>
  plural(count, { one: '1 seat', other: `${formatNumber(count)} seats` })
export const noCapacity = 'no capacity set'
/** @param share such as `94%` */
export const served = (count: number, share: string) =>
  `${seats(count)} would have served ${share} of its use.`
export const neverMoreThan = (people: number) =>
  `There were never more than ${formatPeople(people)} at once in 8 weeks.`
export const overFor = (share: string) => `Over capacity for ${share} of its use.`
export const upTo = (people: number) =>
  `There were up to ${formatPeople(people)} at once in 8 weeks.`
export const rightSized = 'The size is about right.'
export const neverUsed = 'Never used.'
export const neverUsedDetail = (minutes: number) =>
  `No open hour in 8 weeks had ${formatNumber(minutes)} min of use or more.`
export const checkSensors = 'Check the sensors before a verdict.'
/** @param verdict sentences */
export const ifRight = (verdict: string) => `If their counts are right: ${verdict}`
export const tooLittleData = 'Too little data for a verdict.'
export const tooLittleDetail = (share: string, required: string) =>
  `${share} of open minutes have data from all sensors; at least ${required} is needed.`
export const noCapacitySet = 'No capacity set.'
export const notJudged = 'Not assessed.'
export const notJudgedKind =
  'People pass through rooms of this kind, so the number of seats says little about their size.'
export const notJudgedSmall = 'Rooms for 1–2 people aren’t assessed.'
export const openChart = 'Open chart'
export const groupSizes = 'Group sizes'
export const groupSizesNote = (minutes: number, hours: number) =>
  `share of time in use (${formatNumber(minutes)} min, ${formatNumber(hours)} h)`
export const groupSizesName = (room: string) => `Time in use by number of people, ${room}`
export const columnPeople = 'People'
export const columnMinutes = 'Minutes'
export const columnShare = 'Share of use (%)'
export const columnServedBy = 'Use served by this many seats (%)'
export const seatsServed = 'Use served by number of seats'
export const rowSeats = 'Seats'
/** A number of seats and its share of the capacity: `21 (60%)`. */
export const seatsAndShare = (seats: number, share: string) => `${formatNumber(seats)} (${share})`
export const rowServed = 'Use served'
export const minuteByMinute =
  'Counted minute by minute, so a meeting that is full for five minutes counts for five minutes.'
export const basis = 'What this is based on'
/** Headings of the exported columns. */
export const basisColumns = ['Item', 'Value']
export const coverage = 'Coverage'
/** @param complete such as `99%` */
export const coverageOf = (complete: string, some: string, none: string) =>
  `${complete} of open minutes with all sensors, ${some} with some, ${none} with none. Minutes with a missing sensor may hide larger groups.`
export const inUse = 'In use'
export const inUseOf = (used: number, known: number) =>
  `${formatNumber(used)} of ${formatNumber(known)} open hours with data`
export const ruleTitle = 'Rule'
export const capacityUsed = 'Capacity used'
export const capacityToday = (count: number) =>
  `${seats(count)}: today’s capacity, also used for days before a change`
export const notConsidered = 'Not considered'
export const notConsideredText =
  'Bookings, furniture, equipment. Headroom counts people, not seats in use.'
export const missingRoom = 'This room doesn’t match the location and filters, or no longer exists.'
export const groupSizeRange = (from: number, to: number) =>
  from === to ? formatPeople(from) : `${formatNumber(from)}–${formatPeople(to)}`
/** A share that is rounded to 0, but is not 0. */
export const belowOne = '<1'
export const shareOfUse = (share: string) => `${share} of its use`
export const loadingEvidence = 'Loading evidence'
