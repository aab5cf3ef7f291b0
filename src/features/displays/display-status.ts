import { minute, second } from '#src/domain/time/duration.ts'
import { formatDuration } from '#src/format/durations.ts'
import type { Display, DisplayStatus, SuspensionReason } from '#src/contract/display.ts'

const freshnessLabels = {
  live: 'Live',
  late: 'Late',
  stale: 'Not live',
  'no-data': 'No data',
} as const
const minReportedSkewMs = 2_000
/** After failures a display polls every 15 s, so one that is silent this long is off or has no network. */
const minDisconnectedMs = 2 * minute
const allowedMissedPolls = 6

/** Returns how long a display may be silent before it counts as disconnected, in milliseconds. */
function disconnectedAfterMs(pollSeconds: number): number {
  return Math.max(minDisconnectedMs, allowedMissedPolls * pollSeconds * second)
}

/** Whether a display is connected. `now` in Unix milliseconds of the server's clock. */
export function isConnected(
  { lastSeenAt }: Pick<Display, 'lastSeenAt'>,
  now: number,
  pollSeconds: number,
): boolean {
  return lastSeenAt !== null && now - lastSeenAt < disconnectedAfterMs(pollSeconds)
}

/** Labels the freshness that a connected display last reported: `Live`, `Not live`. */
export function displayFreshnessLabel({ freshness }: DisplayStatus): string {
  return freshnessLabels[freshness]
}

/** Formats the screen size: `1920 × 1080`, with ` at 2 ×` for high pixel densities. */
export function formatScreen({ screen: { width, height, pixelRatio } }: DisplayStatus): string {
  return `${width} × ${height}${pixelRatio === 1 ? '' : ` at ${pixelRatio} ×`}`
}

/** Describes the clock skew of a display: `Clock 3 min ahead`; empty if it is less than two seconds. */
function describeClockSkew({ clockSkewMs }: DisplayStatus): string {
  if (clockSkewMs === null || Math.abs(clockSkewMs) < minReportedSkewMs) return ''
  return `Clock ${formatDuration(Math.abs(clockSkewMs))} ${clockSkewMs > 0 ? 'ahead' : 'behind'}`
}

const suspensionSources: Record<Exclude<SuspensionReason, 'unverified'>, string> = {
  simulator: 'the simulated building',
  address: 'a different Butlr',
  organisation: 'a different organisation',
}

/** Describes for staff why a display is suspended and how to use it again. */
export function describeSuspension(reason: SuspensionReason, pairedBy: string): string {
  if (reason === 'unverified') {
    return `Paused: it is not known whether ${pairedBy}, who paired it, may see this building. If you know the screen, choose Change and Save. Otherwise revoke it.`
  }
  return `Paused: paired with ${suspensionSources[reason]}. Resumes if Headroom is switched back. To use it now, revoke it and pair it again.`
}

/** Labels whether a display runs the served version. Versions are hashes, which mean nothing to users. */
export function versionLabel({ version }: DisplayStatus, served: string): string {
  return version === served ? 'up to date' : 'update pending'
}

/** Returns the warnings of a display. While it is disconnected, its last status is outdated and not shown. */
export function getWarnings({ status, lastSeenAt }: Display, connected: boolean): string[] {
  if (lastSeenAt !== null && !connected) {
    return ['Not connected. Check that the screen is on and has a network.']
  }
  if (status === null) return []
  const { awake, unhealthyVersion, freshness } = status
  return [
    freshness === 'stale' || freshness === 'no-data' ? 'It shows no live data.' : '',
    describeClockSkew(status),
    awake.state === 'refused' ? `The screen may fall asleep: ${awake.reason}` : '',
    unhealthyVersion === null ? '' : 'The last update did not start correctly.',
  ].filter((words) => words !== '')
}

/** Returns `2 of 5 displays need attention`, or null if none does. `now` in Unix milliseconds of the server's clock. */
export function attentionLabel(
  displays: readonly Display[],
  now: number,
  pollSeconds: number,
): string | null {
  const count = displays.filter(
    (one) => getWarnings(one, isConnected(one, now, pollSeconds)).length > 0,
  ).length
  if (count === 0) return null
  const noun = displays.length === 1 ? 'display' : 'displays'
  return `${count} of ${displays.length} ${noun} ${count === 1 ? 'needs' : 'need'} attention`
}
