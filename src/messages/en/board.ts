/**
 * Messages of boards, on displays and in the preview of the board editor. Space is tight, so keep labels of tiles and of
 * the footer as short as possible. Numbers and times are passed in as formatted text, because each board has its own
 * number format.
 */
import { numbers } from '#messages/usual.ts'
import { stateLabels } from '#messages/common.ts'
import { plural } from '#src/messages/plural.ts'
import { formatNumber } from '#src/format/numbers.ts'
import type { DisplayedState } from '#src/domain/live-rooms/displayed-rooms.ts'

/** Heading of the board in place of its name. @param time such as `14:02` */
export const notLiveSince = (time: string) => `Not live since ${time}`
/** Heading of a board in the replay, in place of its name. @param date such as `25 Nov 2026` */
export const replayOf = (date: string) => `Replay of ${date}`
/**
 * Label of the clock on a board with rooms in several time zones.
 *
 * @param abbreviation such as `CET`; null if it equals `city`, such as `UTC`
 */
export const localTime = (city: string, abbreviation: string | null) =>
  abbreviation === null ? `${city} time` : `${city} time (${abbreviation})`

// Room tile

/** Shown in place of the state. @param duration such as `7 min` */
export const outdated = (duration: string) => `${duration} old`
/** Shown in place of `3 over`, where that is too long. */
export const overShort = 'Over'
/** Shown below the number of people. */
export const ofCapacity = (capacity: string) => `of ${capacity}`
/** Shown below the name of a room whose tile fails to render. */
export const tileFailed = 'Couldn’t show room'
/** Shown beside the name of a floor whose row fails to render. */
export const floorFailed = 'Couldn’t show floor'
/** Accessible name of a tile. */
export const roomWithoutData = (name: string) => `${name}, no data`
/** State of a room whose data at a past moment is withheld, in the replay. */
export const notShown = 'Not shown'
/** Accessible name of a tile. */
export const withheldRoom = (name: string) => `${name}, not shown`
/**
 * Accessible name of a tile that shows only the room's status.
 *
 * @param age such as `7 min old`; null for current data
 */
export const statusOnlyRoom = (name: string, isInUse: boolean, age: string | null) =>
  `${name}, ${isInUse ? 'in use' : 'free'}${age === null ? '' : `, ${age}`}`
/**
 * Accessible name of a tile with outdated data.
 *
 * @param room such as `Maple, 6 of 10 people, out of date`
 * @param age such as `7 min old`
 */
export const outdatedRoom = (room: string, age: string) => `${room}, ${age}`

// Floor plan

export const planOf = (floor: string) => `Plan of ${floor}`
/** Shown beside the dot that marks the position of the display, on up to three lines that break at spaces. */
export const youAreHere = 'You are here'
/** Accessible name of a room that fails to render. */
export const roomFailed = (name: string) => `Couldn’t show ${name}`
/** In place of the rooms of a board whose rooms were all removed or hidden. */
export const noRooms = 'This board has no rooms'
/** Heading of the page with the rooms that are not on any plan. */
export const roomsNotOnPlan = 'Rooms not on the plan'

// Totals by floor: column headings and rows

export const floorHeading = 'Floor'
export const roomsHeading = 'Rooms'
/** Heading above `3 of 13`; `freeHeading` replaces it where it is too long. */
export const freeRoomsHeading = 'Free rooms'
export const freeHeading = 'Free'
export const peopleHeading = 'People'
/** Beside the number of free rooms. @param rooms formatted number of all rooms on the floor */
export const ofRooms = (rooms: string) => `of ${rooms}`
/**
 * Accessible name of a floor's row.
 *
 * @param floor name of the floor, with its building if the board has several
 * @param free formatted number of free rooms
 * @param total formatted number of all rooms
 * @param rooms number of all rooms, which determines the plural form
 * @param people such as `37 people`
 */
export const floorSummary = (
  floor: string,
  free: string,
  total: string,
  rooms: number,
  people: string,
) =>
  `${floor}, ${plural(rooms, {
    one: `${free} of ${total} room free`,
    other: `${free} of ${total} rooms free`,
  })}, ${people}`
/** Accessible name of a floor's row without current data. */
export const floorWithoutData = (floor: string) => `${floor}, no current data`

// Legend beside a floor plan

/** Names of states in the legend, beside their icons. */
export const legendStates: Record<DisplayedState, string> = { ...stateLabels, over: 'Over' }

/** Below the number of free rooms in large digits. @param total formatted number of all rooms */
export const ofRoomsFree = (total: string, rooms: number) =>
  plural(rooms, { one: `of ${total} room free`, other: `of ${total} rooms free` })

// Footer

/**
 * @param figure such as `1,204` or `12+`, or `–` if unknown
 * @param atLeast whether there may be more people
 */
export const peopleTotal = (figure: string, people: number, atLeast: boolean) =>
  atLeast
    ? `${figure} people`
    : plural(people, { one: `${figure} person`, other: `${figure} people` })
/**
 * @param inUse formatted number of rooms in use
 * @param total formatted number of all rooms
 * @param rooms number of all rooms, which determines the plural form
 * @param unknown formatted number of rooms without current data; null if there are none
 */
export const roomsInUse = (inUse: string, total: string, rooms: number, unknown: string | null) => {
  const rest = unknown === null ? '' : `, ${unknown} unknown`
  return plural(rooms, {
    one: `${inUse} of ${total} room in use${rest}`,
    other: `${inUse} of ${total} rooms in use${rest}`,
  })
}
/** The number of rooms in a state, beside its icon. @param figure the formatted `rooms` */
export const stateCounts: Record<DisplayedState, (figure: string, rooms: number) => string> = {
  free: (figure) => `${figure} free`,
  'in-use': (figure) => `${figure} in use`,
  busy: (figure) => `${figure} busy`,
  full: (figure) => `${figure} full`,
  over: (figure) => `${figure} over`,
  stale: (figure) => `${figure} out of date`,
  'no-data': (figure) => `${figure} without data`,
}
/** Rooms whose data at a past moment is withheld, in the replay. @param figure formatted number */
export const withheldCount = (figure: string) => `${figure} not shown`
/** Shown when the sensor status cannot be loaded; `short` where `full` is too long. */
export const sensorStatusUnknown = { full: 'Sensor status unknown', short: 'Status unknown' }
/** Shown when the sensor status is outdated; `short` where `full` is too long. @param duration such as `7 min` */
export const sensorStatusAge = (duration: string) => ({
  full: `Sensor status ${duration} old`,
  short: `Status ${duration} old`,
})
/** Shown before the first data arrives. */
export const noDataYet = 'No data yet'
/** Age of live data. @param duration such as `3 s` */
export const liveAge = (duration: string) => `Live · ${duration} ago`
/** In place of the age of the data, in the replay. @param time such as `14:05` */
export const replayedTime = (time: string) => `Replay, ${time}`
/** Shown when data is no longer live. */
export const lastUpdated = (time: string) => `Last updated ${time}`
/** @param hiddenAt when outdated values will disappear or, if `isHidden`, when they did */
export const lastUpdatedAndHidden = (time: string, hiddenAt: string, isHidden: boolean) =>
  `Last updated ${time} · ${isHidden ? 'values hidden since' : 'values disappear at'} ${hiddenAt}`
/** @param duration such as `8 s` */
export const nextTry = (duration: string) => `Next try in ${duration}`
export const tryingNow = 'Trying now'
/** Shown in place of a footer that fails to render. */
export const totalsFailed = 'Couldn’t show totals'
/** Accessible name of the progress bar. */
export const pageProgress = (page: number, pages: number) =>
  `Page ${formatNumber(page)} of ${formatNumber(pages)}`
/** How many people are usually in a room at this time: `Usually 4–9`. */
export const usually = (lower: number, upper: number) => `Usually ${numbers(lower, upper)}`
