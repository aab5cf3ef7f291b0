/** The printable report of a place or a room: one page of paper. */
import { plural } from '#src/messages/plural.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { formatRooms, formatSensors } from '#messages/common.ts'

export const report = 'Report'
/** Title of the browser tab, which the browser also uses as the name of a PDF file. */
export const reportOf = (name: string) => `Report: ${name}`
export const print = 'Print'
export const backToRooms = 'Back to Rooms'
export const backToInsights = 'Back to Insights'
/** @param room name of a room */
export const backToRoom = (room: string) => `Back to ${room}`
export const loading = 'Loading report'
export const stillLoading = 'Loading. Print when the report is complete.'
export const ready = 'One page, A4 or Letter.'
/** Accessible name of the page of paper. */
export const paper = (name: string) => `Report of ${name}`
export const willKeepTrying = 'Headroom will keep trying.'
/** In place of figures. */
export const figuresLoading = 'Loading…'
export const figuresMissing = 'Couldn’t load these figures.'

// Heading and footer

export const headroom = 'Headroom'
/** @param dates such as `27 Oct – 25 Nov 2026` @param zone such as `Europe/Berlin (CET)` */
export const useOfRooms = (rooms: number, dates: string, zone: string) =>
  `Use of ${formatRooms(rooms)}, ${dates}, ${zone}`
export const useOfRoom = (dates: string, zone: string) => `Use of the room, ${dates}, ${zone}`
/** @param hours sentences such as `Mon–Fri 08:00–18:00, Europe/Berlin (CET). 21 open days so far.` */
export const openingHours = (hours: string) => `Opening hours: ${hours}`
export const neverOpen = 'none.'
export const filters = (names: readonly string[]) => `Filters: ${names.join(', ')}.`
/** The list contains only rooms with this verdict. @param verdict such as `Too small` */
export const listedVerdict = (verdict: string) => `list: ${verdict.toLowerCase()}`
/** @param age such as `3 min` */
export const outOfDate = (age: string) => `Out of date: figures from ${age} ago.`
export const usedRule = (minutes: number) =>
  `Used: at least ${formatNumber(minutes)} min in the hour.`
/** @param sized number of rooms with a capacity */
export const equationRule = (sized: number, rooms: number) =>
  `Utilisation = frequency × occupancy when in use (people ÷ today’s seats), in opening hours.${
    sized === rooms
      ? ''
      : ` Occupancy leaves out ${plural(rooms - sized, { one: '1 room', other: `${formatNumber(rooms - sized)} rooms` })} without a capacity.`
  }`
/** @param withheldRooms number of rooms for one or two people */
export const peakRule = (withheldRooms: number) =>
  `Peak: the largest sum of counts in one minute, day and night.${
    withheldRooms === 0
      ? ''
      : ` Peak, run-outs and over capacity leave out ${plural(withheldRooms, { one: '1 room', other: `${formatNumber(withheldRooms)} rooms` })} for 1–2 people.`
  }`
export const hourlyRule =
  'For part of this period, Butlr provided only hourly counts: peak, run-outs and over capacity in it are estimates.'
/** @param dates such as `27 Sep – 26 Oct` */
export const comparedWith = (dates: string) => `Arrows compare with ${dates}.`
export const eightWeeks = (dates: string) => `Right size over 8 weeks, ${dates}.`
export const onePage = 'Page 1 of 1'

// Figures

/** Accessible name of the figures at the top. */
export const overview = 'Overview'
export const coverage = 'Coverage'
export const coverageNote = 'of open minutes with all sensors'
/** @param share such as `1%` */
export const noCoverage = (share: string) => `${share} with none`
export const frequency = 'Frequency'
export const frequencyNote = (minutes: number) =>
  `of opening hours had at least ${formatNumber(minutes)} min of use`
export const occupancyInUse = 'Occupancy when in use'
export const occupancyNote = 'of seats taken while in use'
export const utilisation = 'Utilisation'
export const utilisationNote = 'of all seats, counting used hours in full'
export const people = (count: number) => plural(count, { one: 'person', other: 'people' })
export const mostAtOnce = 'Most at once'
export const noPeak = 'No data.'

// Report of a place

/** @param order such as `Needs attention` */
export const firstRooms = (shown: number, rooms: number, order: string) =>
  shown === rooms
    ? `${formatRooms(rooms)}. Order: ${order.toLowerCase()}.`
    : `The first ${formatNumber(shown)} of ${formatRooms(rooms)}. Order: ${order.toLowerCase()}.`
/** @param order such as `Name` */
export const reversedOrder = (order: string) => `${order}, reversed`
/** @param verdict such as `Too small` */
export const verdictCount = (count: number, verdict: string) =>
  `${formatNumber(count)} ${verdict.toLowerCase()}`
export const countsLoading = 'Right size: loading…'
export const columnRoom = 'Room'
export const columnUtilisation = 'Utilisation'
export const columnFrequency = 'Frequency'
export const columnOccupancy = 'In use'
export const columnPeak = 'Peak'
export const columnSeats = 'Seats'
export const columnGroups = 'Group sizes'
export const columnRightSize = 'Right size, 8 weeks'
export const thinCoverage = (share: string) => `${share} coverage`
/** Explains the mark beside names of rooms. */
export const sensorsToCheck = (sensors: number) =>
  `${formatSensors(sensors)} to check: figures of these rooms may be wrong.`
export const enoughRooms = 'Enough rooms of each size?'
export const columnSize = 'Seats'
export const columnRooms = 'Rooms'
export const columnMost = 'Groups'
export const columnNoneFree = 'None free'
export const columnTime = 'Time'
export const columnDays = 'Days'
export const anySize = 'any'
export const orMore = (seats: number) => `${formatNumber(seats)} or more`
/** Explains the column of groups, and states how many sizes are listed. */
export const sizesNote = (shown: number, sizes: number) =>
  shown === sizes
    ? 'Groups: most at once'
    : `${formatNumber(shown)} of ${formatNumber(sizes)} sizes. Groups: most at once`
export const overCapacity = 'Over capacity'
export const times = (events: number) =>
  plural(events, { one: 'once', other: `${formatNumber(events)} times` })
export const latestTimes = (shown: number, events: number) =>
  `the latest ${formatNumber(shown)} of ${formatNumber(events)} times`
export const columnDay = 'Day'
export const columnFromTo = 'From–to'
export const columnPeople = 'People'

// Report of a room

export const unknownRoom = 'This room doesn’t exist, or you don’t have access to it.'
export const noSensors = 'This room has no presence sensors.'
export const groups = 'Groups'
export const typicalGroup = 'Typical group'
export const nearlyAll = '95th percentile'
export const averageInUse = 'Average when in use'
export const busiestHour = 'Busiest hour'
export const typicalUse = 'Typical first and last use'
export const rightSize = 'Is the room the right size?'
export const sensors = 'Sensors'
export const noWholeDay = 'No day of the period is over yet, so the sensors aren’t checked.'
export const smallRoomSensors = 'The sensors of rooms for 1–2 people aren’t checked.'
export const moreFindings = (count: number) =>
  plural(count, {
    one: '1 more finding is on the room’s page.',
    other: `${formatNumber(count)} more findings are on the room’s page.`,
  })
