/** The page `/displays`: displays, pairing, boards and their editor, and the activity list. */
import type { ReactNode } from 'react'
import { plural } from '#src/messages/plural.ts'
import { languageTag } from '#messages/language.ts'
import { formatNumber } from '#src/format/numbers.ts'
import type { ActivityKind } from '#src/contract/activity.ts'
import type { BoardLayout } from '#src/contract/board.ts'
import type { DisplayStatus, SuspensionReason } from '#src/contract/display.ts'

/** Messages of the whole page. */
export const loading = 'Loading…'
/** @param error a whole sentence: why the data could not be updated */
export const outdatedNotice = (error: string) => `${error} The data below may be out of date.`
export const managersOnlyNotice =
  'Only managers can change boards and displays. Ask your administrator for access.'
const accountNotice = (reason: string) => (
  <>
    <b className="font-semibold">Displays can’t show data yet.</b> {reason} Until then, no boards or
    displays are shown, and you can’t pair any.
  </>
)
export const accountMissingNotice = accountNotice(
  'Headroom needs its own Butlr account for them. Ask your administrator to set BUTLR_CLIENT_ID and BUTLR_CLIENT_SECRET and restart Headroom.',
)
export const accountRejectedNotice = accountNotice(
  'Butlr rejected Headroom’s BUTLR_CLIENT_ID and BUTLR_CLIENT_SECRET. Ask your administrator to check them. Headroom tries again every minute.',
)

/** Errors of requests. */
export const invalidCodeError = 'That code isn’t valid. Codes expire after ten minutes.'
export const tooManyCodesError = (minutes: number) =>
  plural(minutes, {
    one: 'Too many wrong pairing codes. Try again in a minute.',
    other: `Too many wrong pairing codes. Try again in ${formatNumber(minutes)} minutes.`,
  })

/** Errors below a form field. */
export const fieldInvalid = 'This value isn’t valid.'
export const nameMissing = 'Enter a name.'
export const nameTooLong = (characters: number) =>
  `Use ${formatNumber(characters)} characters or fewer.`
export const codeInvalid = 'Enter the 6-character code shown on the screen.'
export const boardMissing = 'Select a board.'
export const roomsMissing = 'Select at least one room.'
export const tooManyRooms = (rooms: number) => `Select up to ${formatNumber(rooms)} rooms.`
/** @param min smallest and @param max largest diagonal of a screen in inches */
export const diagonalInvalid = (min: number, max: number) =>
  `Enter a size from ${formatNumber(min)} to ${formatNumber(max)} inches.`
/** @param min shortest and @param max longest viewing distance in metres */
export const distanceInvalid = (min: number, max: number) =>
  `Enter a distance from ${formatNumber(min)} to ${formatNumber(max)} m.`
export const localeInvalid = 'Enter a language tag such as en-GB.'
export const daysMissing = 'Select at least one day.'
export const timeInvalid = 'Enter a time such as 07:30.'

/** The list of displays. */
export const displaysHeading = 'Displays'
export const noDisplays = 'No displays yet'
const formatDisplays = (count: number) =>
  plural(count, {
    one: `${formatNumber(count)} display`,
    other: `${formatNumber(count)} displays`,
  })
/** @param count displays with a warning, of `total` displays */
export const needAttention = (count: number, total: number) =>
  plural(count, {
    one: `${formatNumber(count)} of ${formatDisplays(total)} needs attention`,
    other: `${formatNumber(count)} of ${formatDisplays(total)} need attention`,
  })
/** Shown instead of the name of the display's board. */
export const boardDeleted = 'Board deleted'

/** Connection of a display. */
export const neverConnected = 'Never connected'
/** @param time such as `14:02`; @param age such as `3 min ago` */
export const notConnectedSince = (time: ReactNode, age: ReactNode) => (
  <>
    Not connected since {time} ({age})
  </>
)
/** @param state one of the labels below, null if unknown; @param age such as `3 s ago` */
export const lastSeen = (state: string | null, age: ReactNode) =>
  state === null ? (
    <>Last seen {age}</>
  ) : (
    <>
      {state} · last seen {age}
    </>
  )
export const pausedLabel = 'Paused'
export const freshnessLabels: Record<DisplayStatus['freshness'], string> = {
  live: 'Live',
  late: 'Late',
  stale: 'Not live',
  'no-data': 'No data',
}
export const boardPage = (page: number, pages: number) =>
  `Page ${formatNumber(page)} of ${formatNumber(pages)}`
/** Size of a screen in pixels. @param scale device pixels per CSS pixel */
export const screenResolution = (width: number, height: number, scale: number) =>
  scale === 1 ? `${width} × ${height}` : `${width} × ${height} at ${formatNumber(scale)}×`
/** Version of the app on a display, after its page and resolution. */
export const upToDate = 'up to date'
export const updatePending = 'update pending'

/** Warnings of a display. */
export const disconnectedWarning = 'Check that the screen is on and connected to the network.'
export const notLiveWarning = 'Not showing live data.'
/** @param duration such as `3 min` */
export const clockFastWarning = (duration: string) => `The clock is ${duration} fast.`
export const clockSlowWarning = (duration: string) => `The clock is ${duration} slow.`
/** @param reason the browser's reason for not keeping the screen on */
export const sleepWarning = (reason: string) => `The screen may go to sleep: ${reason}`
export const updateFailedWarning = 'The last update failed to start.'
/** Why a display shows no data, for staff. @param pairedBy the account that paired it */
export const suspensionReasons = (pairedBy: string): Record<SuspensionReason, string> => ({
  simulator:
    'Paused: this display was paired with the simulated building. It resumes if Headroom switches back. To use it now, revoke it and pair it again.',
  address:
    'Paused: this display was paired with a different Butlr server. It resumes if Headroom switches back. To use it now, revoke it and pair it again.',
  organisation:
    'Paused: this display was paired with a different organisation. It resumes if Headroom switches back. To use it now, revoke it and pair it again.',
  unverified: `Paused: Headroom can’t verify that ${pairedBy}, who paired this display, has access to this building. If you recognise the display, choose Edit, then Save. Otherwise, revoke it.`,
})

/** Actions on a display. The second message of a pair is the accessible name of the button, which contains its text. */
export const editButton = 'Edit'
export const editDisplay = (name: string) => `Edit ${name}`
export const revokeButton = 'Revoke'
/** Also the text of the button that confirms. */
export const revokeDisplay = (name: string) => `Revoke ${name}`
/** What happens when the display is revoked. */
export const revokeConsequence = (name: string) =>
  `${name} will show a pairing code within seconds.`
export const cancelButton = 'Cancel'
export const saveButton = 'Save'
export const nameField = 'Name'
export const boardField = 'Board'

/** Pairing. */
export const pairHeading = 'Pair a display'
/** @param address where displays start, such as `headroom.example.com/display` */
export const pairInstructions = (address: string) => (
  <>
    On the screen, open <b className="font-semibold text-ink">{address}</b>, then enter the code
    here.
  </>
)
export const codeField = 'Code'
export const codePlaceholder = 'ABC 234'
export const displayNameField = 'Display name'
export const displayNamePlaceholder = 'Lobby, left of the lifts'
/** Option that creates the default board. */
export const newBoardOption = 'All rooms, large cards (new board)'
export const continueButton = 'Continue'
export const pairQuestion = (code: ReactNode) => <>Does the screen in front of you show {code}?</>
/**
 * @param age such as `3 s ago`
 * @param address IP address of the screen
 * @param browser such as `Chrome 126 on Linux`
 */
export const pairRequest = (age: ReactNode, address: string, browser: string) => (
  <>
    Requested {age} from {address} by {browser}. If you can’t see this screen, cancel: someone else
    may have sent you the code.
  </>
)
export const pairButton = 'Pair'
export const pairedStatus = (name: string) =>
  `${name} is paired. Its board will appear in a moment.`

/** The list of boards. */
export const boardsHeading = 'Boards'
export const newBoard = 'New board'
export const noBoards = 'No boards yet. Pairing your first display creates one.'
export const boardNotInUse = 'Not in use'
const displayNames = new Intl.ListFormat(languageTag)
export const boardShownOn = (displays: readonly string[]) =>
  `Shown on ${displayNames.format(displays)}`
export const duplicateButton = 'Duplicate'
export const duplicateBoard = (name: string) => `Duplicate ${name}`
/** Name of a board's duplicate. */
export const duplicateName = (name: string) => `${name} (copy)`
export const deleteButton = 'Delete'
export const deleteBoard = (name: string) => `Delete ${name}`
/** The delete button after the first click; the second click deletes the board. */
export const confirmDeleteButton = 'Confirm delete'
export const confirmDeleteBoard = (name: string) => `Confirm delete: ${name}`

/** Layouts of a board: options of a select, and the start of the summary below. */
export const layoutLabels: Record<BoardLayout, string> = {
  cards: 'Large cards',
  rows: 'One row per room',
  plan: 'Floor plan',
  totals: 'Totals by floor',
}
/** Summary of a board. @param layout one of the labels above */
export const boardSummary = (
  layout: string,
  screen: { inches: number; isPortrait: boolean; metres: number },
) =>
  `${layout} on a ${formatNumber(screen.inches)}-inch ${screen.isPortrait ? 'portrait screen' : 'screen'}, viewed from ${formatNumber(screen.metres)} m`

/** The editor of a board. */
export const defaultBoardName = 'All rooms'
export const editBoardHeading = (name: string) => `Edit ${name}`
export const saveBoardButton = 'Save board'
export const overwriteButton = 'Overwrite with my version'
export const fieldErrorsNotice = 'Please fix the highlighted fields.'
export const boardDeletedNotice = 'This board was deleted. Saving will create a new one.'
export const changesKeptNotice = 'Your changes are kept. Saving will overwrite the other version.'

/** The rooms of a board. */
export const roomsField = 'Rooms'
export const allRoomsOption = 'All rooms'
export const floorOption = (floor: string, building: string) => `${floor}, ${building}`
export const tagOption = (tag: string) => `Tag: ${tag}`
/** Shows the list of rooms below. */
export const selectRoomsOption = 'Select rooms…'
export const selectedRoomsField = (count: number) => `Selected rooms (${formatNumber(count)})`
export const findRoomPlaceholder = 'Find a room'

/** The appearance of a board. */
export const layoutField = 'Layout'
export const themeField = 'Theme'
export const darkTheme = 'Dark'
export const lightTheme = 'Light'
/** A language tag, which sets the format of numbers and times. */
export const localeField = 'Number format'
export const localePlaceholder = languageTag
export const privacyField = 'Privacy for 1–2 person rooms'
export const showPeople = 'Show number of people'
/** Free or In use, without the number of people. */
export const showStatusOnly = 'Show status only'
/** @param rooms rooms of unknown capacity, which may be small */
export const statusOnlyWithoutCapacity = (rooms: number) =>
  plural(rooms, {
    one: `${formatNumber(rooms)} room has no capacity set, so it shows its status only. Set its capacity in Butlr or in the overrides file.`,
    other: `${formatNumber(rooms)} rooms have no capacity set, so they show their status only. Set their capacities in Butlr or in the overrides file.`,
  })

/** The screen of a board. */
export const diagonalField = 'Screen diagonal (inches)'
export const distanceField = 'Viewing distance (m)'
export const aspectField = 'Aspect ratio'
export const orientationField = 'Orientation'
export const landscape = 'Landscape'
export const portrait = 'Portrait'

/** When the screen is on. */
export const hoursLegend = 'Opening hours'
export const screenOnField = 'Screen on'
export const alwaysOn = 'Always'
export const openingHoursOnly = 'Opening hours only'
export const hoursFrom = 'From'
export const hoursTo = 'To'
export const outsideHoursField = 'Outside hours'
export const dimScreen = 'Dim'
export const screenOff = 'Off'

/** Short names of rooms on a board. */
export const shortNamesHeading = (count: number) => `Short names (${formatNumber(count)})`
export const shortNameRoomField = 'Room'
export const shortNameField = 'Short name'
export const addButton = 'Add'
export const removeButton = 'Remove'
export const removeShortName = (name: string) => `Remove short name ${name}`

/** The preview of a board. */
export const previewLabel = 'Preview'
export const previousPageButton = 'Previous page'
export const nextPageButton = 'Next page'
export const previewPage = (page: number, pages: number) =>
  `${formatNumber(page)} of ${formatNumber(pages)}`

/** The activity list. */
export const activityHeading = 'Activity'
/** @param zone such as `Europe/Berlin (CET)` */
export const activityDescription = (zone: string) =>
  `Changes to boards and displays in the past 90 days, up to ${formatNumber(1_000)}. Times are in ${zone}.`
/** @param name of the board or display; empty for pairing codes */
export const activityEvent = (event: ActivityKind, name: string) =>
  ({
    'board.created': `Created board ${name}`,
    'board.changed': `Edited board ${name}`,
    'board.deleted': `Deleted board ${name}`,
    'display.paired': `Paired display ${name}`,
    'display.changed': `Edited display ${name}`,
    'display.revoked': `Revoked display ${name}`,
    'pairing.refused': 'Entered a wrong pairing code',
  })[event]
/** @param account email or client ID; @param address IP address */
export const activitySource = (account: string, address: string) => `${account} from ${address}`
export const noActivity = 'No activity yet'
export const olderActivityButton = 'Show older activity'
