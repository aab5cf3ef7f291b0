/** The replay of a past day. */
import { plural } from '#src/messages/plural.ts'
import { formatRooms } from '#messages/common.ts'
import { formatNumber } from '#src/format/numbers.ts'

export const replay = 'Replay'
/** Link to the replay, in the menu. */
export const pastDay = 'Replay a past day'
/** @param moment such as `Wed 25 Nov, 14:00` */
export const replayAt = (moment: string) => `Replay ${moment}`

// The band

export const notLive = 'Replay, not live'
/** Title of the browser tab. @param moment such as `Wed, 25 Nov 2026, 14:05` */
export const title = (moment: string) => `Replay, not live · ${moment}`
/** @param day such as `Wed, 25 Nov 2026` @param time such as `14:05` */
export const dayAndTime = (day: string, time: string) => `${day}, ${time}`
export const backToLive = 'Back to live'
export const escapeKey = 'Esc'
/** In place of the connection status. */
export const headerStatus = 'Replay'
export const headerNotLive = 'not live'

// Controls

export const controls = 'Replay controls'
export const previousDay = 'Previous day'
export const nextDay = 'Next day'
export const day = 'Day'
export const play = 'Play'
export const pause = 'Pause'
export const speed = 'Speed'
export const speedLabel = (speed: number) => `${formatNumber(speed)}×`
/** Describes a speed. @param minutes minutes of the day per second */
export const pace = (minutes: number) =>
  minutes < 1
    ? `1 min per ${formatNumber(Math.round(1 / minutes))} s`
    : `${formatNumber(minutes)} min per second`
export const timeOfDay = 'Time of day'
/** Value of the slider. @param people such as `141 people` */
export const sliderText = (time: string, people: string) => `${time}, ${people}`
export const noData = 'no data'
/** The last label of the time axis. */
export const endOfDay = '24:00'
export const layout = 'Layout'
export const cards = 'Cards'
export const plan = 'Floor plan'
export const board = 'Board'
export const chooseBoard = 'Choose a board'
/** Name of the curve over the day, and of its export. */
export const peopleOverDay = 'People over the day'

// Notes and states

export const loading = 'Loading the day'
export const unavailableTitle = 'Couldn’t load this day'
export const unavailableHint = 'Headroom will keep trying.'
export const historyUnavailable = 'Headroom can’t read its history right now.'
export const otherDayHint = 'Choose another day.'
export const dayRejected =
  'Headroom can’t replay this day. It may be older than the history that Headroom keeps.'
export const futureDay = 'This day is in the future.'
export const noDataOnDay = 'There is no data for this day.'
export const noRooms = 'No rooms with sensors in this location.'
export const noBoardRooms = 'No rooms with sensors on this board.'
export const boardsUnavailableTitle = 'Boards aren’t available'
export const otherLayoutHint = 'Choose another layout.'
export const noBoardsTitle = 'No boards yet'
export const noBoardsHint = 'Managers create boards on the Displays page.'
export const unknownBoardTitle = 'This board isn’t available'
export const unknownBoardReason =
  'It may have been deleted, or your account may not see all of its rooms.'
export const otherBoardHint = 'Choose another board.'
/** In place of the cards. @param state such as `Full` @param time such as `14:05` */
export const noneInState = (state: string, time: string) =>
  `No rooms with the state “${state}” at ${time}.`
export const allStatesButton = 'Show all states'
export const hourlyOnly =
  'Some rooms have only hourly values at this time, which can’t be replayed.'
export const provisional = 'Butlr may still correct the most recent minutes.'
/** @param zone such as `Europe/Berlin (CET)` */
export const zoneNote = (zone: string) => `Buildings in several time zones. Times are in ${zone}.`
export const withheldNote = (count: number) =>
  plural(count, {
    one: '1 room for 1–2 people isn’t shown: its minute data is kept for only 48 hours.',
    other: `${formatNumber(count)} rooms for 1–2 people aren’t shown: their minute data is kept for only 48 hours.`,
  })
export const withheldRoom = 'Not shown'
export const withheldReason = 'Room for 1–2 people: minute data is kept for only 48 hours.'
/** Label of the number of people. @param incomplete number of rooms with missing data */
export const peopleAt = (count: number, incomplete: number) =>
  incomplete > 0
    ? `people · ${formatRooms(incomplete)} missing data`
    : plural(count, { one: 'person', other: 'people' })
export const people = (count: number) =>
  plural(count, { one: '1 person', other: `${formatNumber(count)} people` })

// Export of the people over the day

export const exportRooms = 'Rooms'
export const exportWithheldRooms = 'Rooms not shown (for 1–2 people)'
export const exportLocalTime = 'Local time'
export const exportUtcTime = 'UTC time'
export const exportPeople = 'People (most in 5 minutes)'
export const exportKnownRooms = 'Rooms with data'
