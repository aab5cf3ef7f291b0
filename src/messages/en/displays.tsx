/**
 * Messages of the page `/displays`: displays, pairing and the activity list. The messages of boards are in `boards.ts`.
 */
import type { ReactNode } from 'react'
import { plural } from '#src/messages/plural.ts'
import { formatNumber } from '#src/format/numbers.ts'
import type { ActivityKind } from '#src/contract/activity.ts'
import type { OpeningHours } from '#src/contract/board.ts'
import type { DisplayStatus, SuspensionReason } from '#src/contract/display.ts'

// The whole page
export const loading = 'Loading…'
/** @param error a whole sentence: why the data could not be updated */
export const outdatedNotice = (error: string) => `${error} The data below may be out of date.`
export const managersOnlyNotice =
  'Only managers can change boards and displays. Ask your administrator for access.'
const accountNotice = (reason: string) => (
  <>
    <b className="font-semibold">Displays can’t show data right now.</b> {reason} Until this is
    fixed, boards and displays are hidden, and you can’t pair displays.
  </>
)
export const accountMissingNotice = accountNotice(
  'Headroom needs its own Butlr account for them. Ask your administrator to set BUTLR_CLIENT_ID and BUTLR_CLIENT_SECRET and restart Headroom.',
)
export const accountRejectedNotice = accountNotice(
  'Butlr rejected Headroom’s BUTLR_CLIENT_ID and BUTLR_CLIENT_SECRET. Ask your administrator to check them. Headroom tries again every minute.',
)

// Request errors
export const invalidCodeError = 'That code isn’t valid. Codes expire after ten minutes.'
export const tooManyCodesError = (minutes: number) =>
  plural(minutes, {
    one: 'Too many wrong pairing codes. Try again in a minute.',
    other: `Too many wrong pairing codes. Try again in ${formatNumber(minutes)} minutes.`,
  })

// List of displays
export const displaysHeading = 'Displays'
export const noDisplays = 'No displays yet'
const formatDisplays = (count: number) =>
  plural(count, {
    one: `${formatNumber(count)} display`,
    other: `${formatNumber(count)} displays`,
  })
/** Shown if the list lacks displays that another version of Headroom stored. */
export const unreadableDisplays = (count: number) =>
  plural(count, {
    one: `${formatNumber(count)} display isn’t shown because it was saved by a different version of Headroom. Ask your administrator to run that version again.`,
    other: `${formatNumber(count)} displays aren’t shown because they were saved by a different version of Headroom. Ask your administrator to run that version again.`,
  })
/** @param count displays with a warning, of `total` displays */
export const needAttention = (count: number, total: number) =>
  plural(count, {
    one: `${formatNumber(count)} of ${formatDisplays(total)} needs attention`,
    other: `${formatNumber(count)} of ${formatDisplays(total)} need attention`,
  })
/** Shown instead of the name of the display's board. */
export const boardDeleted = 'Board deleted'
export const boardUnreadable = 'Board can’t be read'

// Connection of a display
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
  late: 'Delayed',
  stale: 'Not live',
  'no-data': 'No data',
}
/** In place of the labels above outside the opening hours of the board. */
const until = (what: string) => (time: string | null) =>
  time === null ? what : `${what} until ${time}`
/** @param time such as `Mon 07:00`; null if the screen never turns on */
export const screenOff: Record<OpeningHours['otherwise'], (time: string | null) => string> = {
  dim: until('Screen dimmed'),
  black: until('Screen off'),
}
export const boardPage = (page: number, pages: number) =>
  `Page ${formatNumber(page)} of ${formatNumber(pages)}`
/** Size of a screen in pixels. @param scale device pixels per CSS pixel */
export const screenResolution = (width: number, height: number, scale: number) =>
  scale === 1 ? `${width} × ${height}` : `${width} × ${height} at ${formatNumber(scale)}×`
/** Whether a display runs the latest version of the app, shown after its page and resolution. */
export const upToDate = 'latest version'
export const updatePending = 'app update pending'

// Warnings about a display
export const disconnectedWarning = 'Check that the screen is on and connected to the network.'
/** @param orientation that of the board */
export const orientationWarning = (orientation: 'landscape' | 'portrait') =>
  orientation === 'landscape'
    ? 'The board is for a landscape screen, but this screen is upright.'
    : 'The board is for an upright screen, but this screen is landscape.'
export const notLiveWarning = 'Not showing live data.'
/** @param duration such as `3 min` */
export const clockFastWarning = (duration: string) => `The clock is ${duration} fast.`
export const clockSlowWarning = (duration: string) => `The clock is ${duration} slow.`
/** @param reason a sentence: the browser's reason for not keeping the screen on */
export const sleepWarning = (reason: string) => `The screen may go to sleep. ${reason}`
export const updateFailedWarning = 'The last app update failed.'
/** Why a display shows no data, for staff. @param pairedBy the account that paired it */
export const suspensionReasons = (pairedBy: string): Record<SuspensionReason, string> => ({
  simulator:
    'Paused: this display was paired while Headroom was using the simulated building. It will resume if Headroom switches back. To use it now, revoke it and pair it again.',
  address:
    'Paused: this display was paired while Headroom was connected to a different Butlr server. It will resume if Headroom switches back. To use it now, revoke it and pair it again.',
  organisation:
    'Paused: this display was paired while Headroom was connected to a different organisation. It will resume if Headroom switches back. To use it now, revoke it and pair it again.',
  unverified: `Paused: Headroom can’t verify that ${pairedBy}, who paired this display, has access to this building. If you recognise the display, choose Edit, then Save. Otherwise, revoke it.`,
})

// Actions on a display. The second message of a pair is the button's accessible name, which contains its text.
export const editButton = 'Edit'
export const editDisplay = (name: string) => `Edit ${name}`
export const revokeButton = 'Revoke'
/** Also the text of the button that confirms. */
export const revokeDisplay = (name: string) => `Revoke ${name}`
export const revokeConsequence = (name: string) =>
  `${name} will show a pairing code within seconds.`
export const cancelButton = 'Cancel'
export const saveButton = 'Save'
export const nameField = 'Name'
export const boardField = 'Board'

// Pairing
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
    Requested {age} from {address} by {browser}. If no screen in front of you shows this code,
    cancel: the code may belong to someone else’s device.
  </>
)
export const pairButton = 'Pair'
export const pairedStatus = (name: string) =>
  `${name} is paired. Its board will appear in a moment.`

// Activity list
export const activityHeading = 'Activity'
/** @param zone such as `Europe/Berlin (CET)` */
export const activityDescription = (zone: string) =>
  `Up to ${formatNumber(1_000)} changes and wrong pairing codes from the past 90 days. Times are in ${zone}.`
/** @param name name of the board or display; empty for pairing codes */
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
/** A display that someone unpaired with its remote control. */
export const displayUnpaired = (name: string) => `Unpaired display ${name} with its remote control`
export const displaySource = (address: string) => `From ${address}`
export const noActivity = 'No activity yet'
export const olderActivityButton = 'Show older activity'
