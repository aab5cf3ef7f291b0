import { minute, second, formatDuration } from '#src/domain/time/duration.ts'
import type { Display, DisplayStatus, SuspensionReason } from '#src/contract/display.ts'

const freshnessLabels = {
  live: 'Live',
  late: 'Late',
  stale: 'Not live',
  'no-data': 'No data',
} as const
const minReportedSkewMs = 2_000
/** A display that backs off after failures asks every 15 s; one that missed all of this is off, or cut off. */
const minDisconnectedMs = 2 * minute
const allowedMissedPolls = 6

/** From which silence on a display counts as not connected, milliseconds. */
function disconnectedAfterMs(pollSeconds: number): number {
  return Math.max(minDisconnectedMs, allowedMissedPolls * pollSeconds * second)
}

/** Whether a display is still heard. `now` in Unix milliseconds by the server's clock. */
export function isConnected(
  { lastSeenAt }: Pick<Display, 'lastSeenAt'>,
  now: number,
  pollSeconds: number,
): boolean {
  return lastSeenAt !== null && now - lastSeenAt < disconnectedAfterMs(pollSeconds)
}

/** `Live`, `Not live`; what the display itself said last, while it is connected. */
export function displayFreshnessLabel({ freshness }: DisplayStatus): string {
  return freshnessLabels[freshness]
}

/** `1920 × 1080`, on sharper screens with `at 2 ×`. */
export function formatScreen({ screen: { width, height, pixelRatio } }: DisplayStatus): string {
  return `${width} × ${height}${pixelRatio === 1 ? '' : ` at ${pixelRatio} ×`}`
}

/** `Clock 3 min ahead`; empty while it is right within two seconds. */
export function describeClockSkew({ clockSkewMs }: DisplayStatus): string {
  if (clockSkewMs === null || Math.abs(clockSkewMs) < minReportedSkewMs) return ''
  return `Clock ${formatDuration(Math.abs(clockSkewMs))} ${clockSkewMs > 0 ? 'ahead' : 'behind'}`
}

const suspensionSources: Record<Exclude<SuspensionReason, 'unverified'>, string> = {
  simulator: 'the simulated building',
  address: 'a different Butlr',
  organisation: 'a different organisation',
}

/** Why a display is suspended and what can be done, for staff. */
export function describeSuspension(reason: SuspensionReason, pairedBy: string): string {
  if (reason === 'unverified') {
    return `Paused: it is not known whether ${pairedBy}, who paired it, may see this building. If you know the screen, choose Change and Save. Otherwise revoke it.`
  }
  return `Paused: paired with ${suspensionSources[reason]}. Resumes if Headroom is switched back. To use it now, revoke it and pair it again.`
}

/** Whether a display runs what the gateway serves. Versions are hashes, which tell people nothing. */
export function versionLabel({ version }: DisplayStatus, served: string): string {
  return version === served ? 'up to date' : 'update pending'
}

/** Everything about a display that somebody should look at. Of one that is not connected nothing else is known. */
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

/** `2 of 5 displays need attention`; null while all are well. `now` in Unix milliseconds by the server's clock. */
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
