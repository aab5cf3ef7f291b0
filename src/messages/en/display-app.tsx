/**
 * Messages of the pages `/display` and `/display/check`, which run on the display. People read `/display` from a few
 * metres away.
 */
import type { ReactNode } from 'react'
import { plural } from '#src/messages/plural.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { formatRooms } from '#messages/common.ts'
import type { BoardLayout } from '#src/contract/board.ts'

export const headroom = 'Headroom'

// Reasons for failed requests
export const serverUnreachable = 'Can’t reach the Headroom server.'
export const unexpectedResponse = 'The Headroom server sent an unexpected response.'

/** Shown instead of a screen that cannot be displayed. */
export const screenFailed = 'Headroom can’t show this board right now. It will try again.'

/** Button for the installer; `F` is its keyboard shortcut. */
export const fullScreenButton = 'Full screen (F)'

// The menu that OK on a remote control opens.
export const menuLabel = 'Display menu'
export const nextPageItem = 'Next page'
export const previousPageItem = 'Previous page'
export const fullScreenItem = 'Full screen'
export const checkItem = 'Check this display'
export const closeItem = 'Close'
/** Shown only if the board allows unpairing; opens the question below. */
export const unpairItem = 'Unpair this display…'
export const unpairQuestion = 'Unpair this display?'
export const unpairNotice = 'It will show a pairing code until someone pairs it again.'
export const cancelItem = 'Cancel'
export const unpairButton = 'Unpair'

// Pairing
export const pairHeading = 'Pair this display'
export const gettingCode = 'Getting a code…'
/** Follows the reason why there is no code. */
export const retryNotice = 'Headroom will keep trying.'
/** @param address such as `headroom.example.com/displays` */
export const openStep = (address: ReactNode) => <>Scan the QR code, or go to {address}</>
export const codeStep = 'Sign in and enter the code'
export const boardStep = 'Name this display and choose its board'
export const unknownDisplayNotice =
  'This display was paired before, but the server no longer recognises it. If the pairing is restored, the board will return automatically.'
/** Accessible name of the QR code. */
export const qrCode = 'QR code for pairing this display'
export const codeExpiry = (minutes: number) =>
  plural(minutes, {
    one: `This code works once and expires in ${formatNumber(minutes)} minute`,
    other: `This code works once and expires in ${formatNumber(minutes)} minutes`,
  })
/** Shown beside the expiry of the code. */
export const nextCode = 'Then a new code appears'

// The result of pairing, shown for a few seconds.
export const paired = 'Paired'
export const boardTerm = 'Board'
export const pairedByTerm = 'Paired by'
export const pairedUntilTerm = 'Paired until'
const layouts: Record<BoardLayout, string> = {
  cards: 'large cards',
  rows: 'one row per room',
  plan: 'floor plan',
  totals: 'totals by floor',
  'find-room': 'free rooms',
}
export const boardSummary = (name: string, layout: BoardLayout, rooms: number) =>
  `${name}, ${layouts[layout]}, ${formatRooms(rooms)}`
/** @param date such as `26 Nov 2027` */
export const pairedUntil = (date: string) => `${date}, unless revoked`
/** Shown at the size of the room names. */
export const sizeSample =
  'Room names are this size. Check that you can read them from where people will stand.'
/** Shown beside the sample. @param distance viewing distance of the board, such as `3 m` */
export const sampleDistance = (distance: string) => `Sized for ${distance}`
/** @param duration such as `8 s` */
export const boardAppears = (duration: string) => `The board will appear in ${duration}`

// Shown on a display that is paired but may not show its board
export const pausedHeading = 'Display paused'
/** Follows the reason why the display is paused. @param address such as `headroom.example.com/displays` */
export const pausedNotice = (address: ReactNode) => (
  <>
    It will resume automatically once this is resolved. Staff can find out what to do at {address}.
  </>
)

// The text-only board, shown if the regular board fails to render.

/** @param label such as `12+`; @param duration such as `7 min` */
export const outdatedRoom = (label: string, duration: string) => `${label}, ${duration} old`
/** @param duration such as `12 s` */
export const updatedAgo = (duration: string) => `Updated ${duration} ago`

// The page `/display/check`, for the person who installs a screen.
export const checkHeading = 'Check this display'
// The result of a check. The column is narrow.
export const checking = 'Checking…'
export const good = 'Good'
export const checkThis = 'Check this'

export const browserTerm = 'Browser'
/** @param minimum the oldest version that works */
export const browserVersion = (browser: string, version: string, minimum: number) =>
  `${browser} ${version} (${minimum} or later required)`
export const unknownBrowser = 'Unknown browser (has all required features)'

export const wakeLockTerm = 'Stays awake'
export const wakeLockHeld = 'The screen won’t sleep while it shows a board'
export const wakeLockPending = 'Waiting for the browser'
/** @param reason a sentence */
export const wakeLockRefused = (reason: string) =>
  `${reason} To keep the screen awake, turn off the device’s screensaver and sleep mode.`
// The two reasons below are also part of a warning to staff: “The screen may go to sleep. …”.
export const wakeLockDenied =
  'The browser refused to keep the screen on. The device may be saving power.'
export const wakeLockUnsupported = 'This browser can’t keep the screen on.'

export const networkTerm = 'Network'
export const measuring = 'Measuring…'
export const latency = (medianMs: number, slowestMs: number, requests: number) =>
  plural(requests, {
    one: `Median ${formatNumber(medianMs)} ms, slowest ${formatNumber(slowestMs)} ms (${formatNumber(requests)} request)`,
    other: `Median ${formatNumber(medianMs)} ms, slowest ${formatNumber(slowestMs)} ms (${formatNumber(requests)} requests)`,
  })

export const clockTerm = 'Clock'
export const clockUnknown = 'Unknown: can’t reach the Headroom server'
export const clockInSync = 'In sync with the Headroom server'
/** @param duration such as `3 min` */
export const clockAhead = (duration: string) =>
  `${duration} ahead of the Headroom server. Boards still show the correct time.`
export const clockBehind = (duration: string) =>
  `${duration} behind the Headroom server. Boards still show the correct time.`

export const screenTerm = 'Screen'
type PixelSize = { width: number; height: number }
/** @param scale device pixels per CSS pixel; @param page size of the browser’s window */
export const screenResolution = (screen: PixelSize, scale: number, page: PixelSize) =>
  `${screen.width} × ${screen.height} at ${formatNumber(scale)}×, window ${page.width} × ${page.height}`

export const diagonalField = 'Screen diagonal (inches)'
/** Label of a rectangle with the size of a bank card. */
export const bankCard = 'Bank card'
export const sizeInstructions = (centimetres: number) =>
  `The line should be ${formatNumber(centimetres)} cm long, and the card should match a real one. If not, correct the size above.`
/** Shown at the size of room names for this viewing distance. */
export const namesAt = (metres: number) => `Names at ${formatNumber(metres)} m`
export const overscanInstructions =
  'You should see all four sides of the outer frame. If not, turn off overscan on the TV. Boards stay inside the dashed frame.'
export const displayLink = 'Open the display'
