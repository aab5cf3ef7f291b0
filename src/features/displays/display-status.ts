import { minute, second } from '#src/domain/time/duration.ts'
import * as text from '#messages/displays.tsx'
import { formatDuration } from '#src/format/durations.ts'
import type { Board } from '#src/contract/board.ts'
import type { Display, DisplayStatus, SuspensionReason } from '#src/contract/display.ts'

const minReportedSkewMs = 2_000
/**
 * A display retries failed polls within seconds, so a display that is silent for this long is off or has no network.
 */
const minDisconnectedMs = 2 * minute
/** Number of polls that a display may miss before it counts as disconnected. */
const allowedMissedPolls = 6

/** Returns how long a display may be silent before it counts as disconnected, in milliseconds. */
function disconnectedAfterMs(pollSeconds: number): number {
  return Math.max(minDisconnectedMs, allowedMissedPolls * pollSeconds * second)
}

export function isConnected(
  { lastSeenAt }: Pick<Display, 'lastSeenAt'>,
  now: number,
  pollSeconds: number,
): boolean {
  return lastSeenAt !== null && now - lastSeenAt < disconnectedAfterMs(pollSeconds)
}

/** A display reports its status every minute, so a status is outdated after three minutes. */
const maxStatusAgeMs = 3 * minute

/**
 * The contact with a display: `never` before its first request, `lost` while it sends none, `requests-only` while its
 * last status report is outdated, otherwise `reporting`.
 */
export type DisplayContact = 'never' | 'lost' | 'requests-only' | 'reporting'

/** Returns the contact with a display. `now` is Unix milliseconds by the server's clock. */
export function displayContact(
  { lastSeenAt, statusAt }: Pick<Display, 'lastSeenAt' | 'statusAt'>,
  now: number,
  pollSeconds: number,
): DisplayContact {
  if (lastSeenAt === null) return 'never'
  if (!isConnected({ lastSeenAt }, now, pollSeconds)) return 'lost'
  // A time in the future dates from before the gateway's clock was set back.
  const isCurrent = statusAt !== null && Math.abs(now - statusAt) < maxStatusAgeMs
  return isCurrent ? 'reporting' : 'requests-only'
}

/** Formats the screen size: `1920 × 1080`, with ` at 2×` for high pixel densities. */
export function formatScreen({ screen: { width, height, pixelRatio } }: DisplayStatus): string {
  return text.screenResolution(width, height, pixelRatio)
}

/** Describes the clock skew of a display: `The clock is 3 min fast.`; empty if it is less than two seconds. */
function describeClockSkew({ clockSkewMs }: DisplayStatus): string {
  if (clockSkewMs === null || Math.abs(clockSkewMs) < minReportedSkewMs) return ''
  const duration = formatDuration(Math.abs(clockSkewMs))
  return clockSkewMs > 0 ? text.clockFastWarning(duration) : text.clockSlowWarning(duration)
}

function screenOrientation({ screen: { width, height } }: DisplayStatus) {
  return width >= height ? 'landscape' : 'portrait'
}

/** Describes for staff why a display is suspended and how to use it again. */
export function describeSuspension(reason: SuspensionReason, pairedBy: string): string {
  return text.suspensionReasons(pairedBy)[reason]
}

/**
 * Returns a label that shows whether a display runs the served version. It replaces the version itself, a hash that
 * means nothing to users.
 */
export function versionLabel({ version }: DisplayStatus, served: string): string {
  return version === served ? text.upToDate : text.updatePending
}

/**
 * Returns the warnings of a display. An outdated status causes no warnings.
 *
 * @param boards the boards of the account, one of which the display shows
 */
export function getWarnings(
  { status, boardId }: Display,
  contact: DisplayContact,
  boards: readonly Board[],
): string[] {
  if (contact === 'lost') return [text.disconnectedWarning]
  if (status === null || contact !== 'reporting') return []
  const { awake, unhealthyVersion, freshness } = status
  const orientation = boards.find(({ id }) => id === boardId)?.screen.orientation
  return [
    orientation !== undefined && orientation !== screenOrientation(status)
      ? text.orientationWarning(orientation)
      : '',
    freshness === 'stale' || freshness === 'no-data' ? text.notLiveWarning : '',
    describeClockSkew(status),
    awake.state === 'refused' ? text.sleepWarning(awake.reason) : '',
    unhealthyVersion === null ? '' : text.updateFailedWarning,
  ].filter((words) => words !== '')
}

/**
 * Returns `2 of 5 displays need attention`, or null if none does. `now` is Unix milliseconds by the server's clock.
 */
export function attentionLabel(
  displays: readonly Display[],
  boards: readonly Board[],
  now: number,
  pollSeconds: number,
): string | null {
  const count = displays.filter(
    (one) => getWarnings(one, displayContact(one, now, pollSeconds), boards).length > 0,
  ).length
  return count === 0 ? null : text.needAttention(count, displays.length)
}
