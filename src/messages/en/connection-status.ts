/** Messages of the connection status in the top bar. Its details are in connection-details.tsx. */
import { formatDuration } from '#src/format/durations.ts'
import { ago } from './units.ts'

/** Accessible name of the panel that the status opens. */
export const panelLabel = 'Live data'

// The status, where space is tight. It changes every second.

export const connecting = 'Connecting'
/** @param age age of the data in milliseconds */
export const live = (age: number) => `Live · ${ago(formatDuration(age))}`
/** @param age age of the data in milliseconds */
export const late = (age: number) => `Delayed · ${ago(formatDuration(age))}`
/**
 * The text breaks only after its first word, because the header shows the rest in full or not at all.
 *
 * @param delay milliseconds until the next request; null while one is in progress
 */
export const reconnecting = (delay: number | null) => {
  const next = delay === null ? 'trying now' : `next try in ${formatDuration(delay)}`
  return `Reconnecting ${`· ${next}`.replaceAll(' ', '\u00a0')}`
}
export const signedOut = 'Signed out'

// Shown beside the status, on wide screens.

/** How often the data is updated. */
export const updateInterval = (ms: number) => `every ${formatDuration(ms)}`
/** Shown after the session has ended. @param time such as `14:02` */
export const dataFrom = (time: string) => `data from ${time}`

// Announced to screen readers when the status changes.

export const dataIsLive = 'Data is live.'
export const dataIsLate = 'Data is delayed.'
export const noData = 'No data. Headroom will keep trying.'
export const dataIsNotLive = 'Data is no longer live. Headroom will keep trying.'
