/** Messages about boards on the page `/displays`: list, editor, preview and field errors. */
import { plural } from '#src/messages/plural.ts'
import { distanceSymbols } from '#messages/distances.ts'
import { languageTag } from '#messages/language.ts'
import { formatList } from '#messages/topology.ts'
import { formatNumber } from '#src/format/numbers.ts'
import type {
  BoardClock,
  BoardDraft,
  BoardLayout,
  BoardPrivacy,
  BoardScreen,
  DistanceUnit,
  OpeningHours,
} from '#src/contract/board.ts'

/** A number of inches with the article that its pronunciation requires: `a 55`, `an 8`, `an 11`, `an 85`. */
export const withArticle = (inches: number) =>
  `${/^(8|11\b|18\b)/.test(String(inches)) ? 'an' : 'a'} ${formatNumber(inches)}`

// Errors below form fields
export const fieldInvalid = 'Enter a valid value.'
export const nameMissing = 'Enter a name.'
export const nameTooLong = (characters: number) =>
  `Use ${formatNumber(characters)} characters or fewer.`
export const codeInvalid = 'Enter the 6-character code shown on the screen.'
export const boardMissing = 'Select a board.'
export const roomsMissing = 'Select at least one room.'
export const tooManyRooms = (rooms: number) => `Select up to ${formatNumber(rooms)} rooms.`
/** `min` and `max`: the smallest and the largest diagonal of a screen in inches. */
export const diagonalInvalid = (min: number, max: number) =>
  `Enter a size from ${formatNumber(min)} to ${formatNumber(max)} inches.`
/** `min` and `max`: the shortest and the longest viewing distance in the unit. */
export const distanceInvalid = (min: number, max: number, units: DistanceUnit) =>
  `Enter a distance from ${formatNumber(min)} to ${formatNumber(max)} ${distanceSymbols[units]}.`
export const localeInvalid = 'Enter a language code such as en-GB.'
export const daysMissing = 'Select at least one day.'
export const timeInvalid = 'Enter a time such as 07:30.'

// List of boards
export const boardsHeading = 'Boards'
export const newBoard = 'New board'
export const noBoards = 'No boards yet. Pairing your first display creates one.'
export const boardNotInUse = 'Not in use'
export const boardShownOn = (displays: readonly string[]) => `Shown on ${formatList(displays)}`
export const editButton = 'Edit'
export const duplicateButton = 'Duplicate'
export const duplicateBoard = (name: string) => `Duplicate ${name}`
export const duplicateName = (name: string) => `${name} (copy)`
export const deleteButton = 'Delete'
export const deleteBoard = (name: string) => `Delete ${name}`
/** Why a board cannot be deleted. */
export const boardInUse = (displays: readonly string[]) =>
  `Shown on ${formatList(displays)}. To delete this board, first select another board for ${plural(displays.length, { one: 'this display', other: 'these displays' })}.`
/** The delete button after the first click; the second click deletes the board. */
export const confirmDeleteButton = 'Confirm delete'
export const confirmDeleteBoard = (name: string) => `Confirm delete: ${name}`

/** The layouts of a board: options of a select, and the start of `boardSummary`. */
export const layoutLabels: Record<BoardLayout, string> = {
  cards: 'Large cards',
  rows: 'One row per room',
  plan: 'Floor plan',
  totals: 'Totals by floor',
  'find-room': 'Free rooms',
}
/** Summary of a board. @param layout one of `layoutLabels` */
export const boardSummary = (
  layout: string,
  screen: { inches: number; isPortrait: boolean; distance: string },
) =>
  `${layout} on ${withArticle(screen.inches)}-inch ${screen.isPortrait ? 'portrait screen' : 'screen'}, viewed from ${screen.distance}`

/** Shown if the list lacks boards that this version of Headroom cannot read. */
export const unreadableBoards = (count: number) =>
  plural(count, {
    one: `${formatNumber(count)} board isn’t shown because Headroom can’t read it. If a different version of Headroom saved it, ask your administrator to run that version again.`,
    other: `${formatNumber(count)} boards aren’t shown because Headroom can’t read them. If a different version of Headroom saved them, ask your administrator to run that version again.`,
  })

// Board editor
export const defaultBoardName = 'All rooms'
export const editBoardHeading = (name: string) => `Edit ${name}`
export const saveBoardButton = 'Save board'
export const boardSaved = 'Board saved'
/** Keeps the draft, so that the next save overwrites the other version. */
export const keepMineButton = 'Keep my version'
export const fieldErrorsNotice = 'Please fix the highlighted fields.'
export const boardDeletedNotice = 'This board was deleted. Saving will create a new one.'
export const changesKeptNotice = 'Your changes are kept. Saving will overwrite the other version.'

// Board editor: rooms
export const roomsField = 'Rooms'
export const allRoomsOption = 'All rooms'
/** Headings that distinguish locations and tags with the same name. */
export const roomGroups = { site: 'Sites', building: 'Buildings', floor: 'Floors', tag: 'Tags' }
export const floorOption = (floor: string, building: string) => `${floor}, ${building}`
export const tagOption = (tag: string) => `Tag: ${tag}`
/** Opens the list of rooms below. */
export const selectRoomsOption = 'Select rooms…'
export const selectedRoomsField = (count: number) => `Selected rooms (${formatNumber(count)})`
/** Below the list of rooms. */
export const moreRooms = (shown: number, all: number) =>
  `The first ${formatNumber(shown)} of ${formatNumber(all)} rooms are listed. Search for others by name or floor.`
export const findRoomPlaceholder = 'Find a room'

// Board editor: appearance
export const layoutField = 'Layout'
export const themeField = 'Theme'
export const themeOptions: Record<BoardDraft['theme'], string> = { dark: 'Dark', light: 'Light' }
export const clockField = 'Clock'
export const clockOptions: Record<BoardClock, string> = {
  locale: 'Automatic',
  '12-hour': '12-hour (2:05 pm)',
  '24-hour': '24-hour (14:05)',
}
export const pageNumberField = 'Page number'
export const pageNumberOptions = { off: 'Hidden', on: 'Shown as 2 / 5' }
/** How many people are usually in a room at this time, on its card. */
export const usualField = 'Usual occupancy'
export const usualOptions = { off: 'Hidden', on: 'Shown if there is space' }
/** The floor on which the display hangs, for a board of free rooms. */
export const locationField = 'Display floor'
export const noLocation = 'Not set'
/** Shown while no floor is set. */
export const locationHint =
  'Set the floor to show the nearest rooms first, with arrows to other floors.'
/** Shown if the floor is set, but the account can no longer see it in Butlr. */
export const unknownLocation = 'Unknown floor'

// Board editor: logo
export const logoField = 'Logo'
export const logoHint = 'PNG, JPEG or SVG, up to 64 KB.'
export const chooseLogoButton = 'Choose file…'
export const replaceLogoButton = 'Replace…'
export const removeLogoButton = 'Remove logo'
export const logoNone = 'None'
/** Shown beside a logo that is already stored. */
export const logoStored = 'Current logo'
/** Follows an error of the gateway when the rest of the board is saved. */
export const logoNotSaved = (error: string) => `The board was saved, but its logo wasn’t. ${error}`

/** A language tag, which sets the format of numbers and times. */
export const localeField = 'Number and time format'
export const localePlaceholder = languageTag
export const privacyField = 'Privacy for 1–2-person rooms'
export const privacyOptions: Record<BoardPrivacy, string> = {
  exact: 'Number of people',
  /** Free or In use, without the number of people. */
  'small-rooms-in-words': 'Status only',
}
/** @param rooms number of rooms of unknown capacity, which are treated as small */
export const statusOnlyWithoutCapacity = (rooms: number) =>
  plural(rooms, {
    one: `${formatNumber(rooms)} room has no capacity set, so only its status is shown. Set its capacity in Butlr or under Settings.`,
    other: `${formatNumber(rooms)} rooms have no capacity set, so only their status is shown. Set their capacities in Butlr or under Settings.`,
  })

// Board editor: screen
export const diagonalField = 'Screen diagonal (inches)'
export const distanceFields: Record<DistanceUnit, string> = {
  metres: `Viewing distance (${distanceSymbols.metres})`,
  feet: `Viewing distance (${distanceSymbols.feet})`,
}
export const unitsField = 'Distance unit'
export const unitOptions: Record<DistanceUnit, string> = { metres: 'Metres', feet: 'Feet' }
export const aspectField = 'Aspect ratio'
export const orientationField = 'Orientation'
export const orientationOptions: Record<BoardScreen['orientation'], string> = {
  landscape: 'Landscape',
  portrait: 'Portrait',
}

// Board editor: when the screen is on
export const hoursLegend = 'Opening hours'
export const screenOnField = 'Screen on'
export const screenOnOptions = { off: 'Always', on: 'Opening hours only' }
export const hoursFrom = 'From'
export const hoursTo = 'To'
/** @param zone such as `Europe/Berlin (CET)` */
export const hoursZone = (zone: string) => `Times are in ${zone}.`
/** Shown if the start and the end are the same. */
export const wholeDayHint = 'From each start, the screen stays on for 24 hours.'
/** Shown if the end is before the start. */
export const nextDayHint = 'The end is on the next day.'
export const outsideHoursField = 'Outside opening hours'
export const outsideHoursLabels: Record<OpeningHours['otherwise'], string> = {
  dim: 'Dim',
  black: 'Off',
}

// Board editor: remote control
export const unpairFromRemoteField = 'Unpairing with the remote control'
export const unpairFromRemoteOptions = { off: 'Not allowed', on: 'Allowed, with confirmation' }

// Board editor: short names of rooms
export const shortNamesHeading = (count: number) => `Short names (${formatNumber(count)})`
/** Accessible name of the fields for a short name. */
export const addShortName = 'Add a short name'
export const shortNameRoomField = 'Room'
export const shortNameField = 'Short name'
export const addButton = 'Add'
export const removeButton = 'Remove'
export const removeShortName = (name: string) => `Remove short name ${name}`
