import { spanInWords } from '#src/time/duration.ts'
import type { DisplayStatus, SuspensionReason } from '#src/wall-display/display-contract.ts'

const freshnessWords = { live: 'Live', late: 'Late', stale: 'Stale', 'no-data': 'No data' } as const
const worthAWordMs = 2_000

/** `Live`, `Stale`; what the display itself said last. */
export function freshnessInWords({ freshness }: DisplayStatus): string {
  return freshnessWords[freshness]
}

/** `1920 × 1080`, on sharper screens with `at 2 ×`. */
export function screenInWords({ screen: { width, height, pixelRatio } }: DisplayStatus): string {
  return `${width} × ${height}${pixelRatio === 1 ? '' : ` at ${pixelRatio} ×`}`
}

/** `Clock 3 min ahead`; empty while it is right within two seconds. */
export function skewInWords({ clockSkewMs }: DisplayStatus): string {
  if (clockSkewMs === null || Math.abs(clockSkewMs) < worthAWordMs) return ''
  return `Clock ${spanInWords(Math.abs(clockSkewMs))} ${clockSkewMs > 0 ? 'ahead' : 'behind'}`
}

const pairedWith: Record<SuspensionReason, string> = {
  simulator: 'the simulated building',
  address: 'a different Butlr',
  organisation: 'a different organisation',
}

/** Why a display is suspended and what can be done, for staff. */
export function suspensionInWords(reason: SuspensionReason): string {
  return `Paused: paired with ${pairedWith[reason]}. Resumes if Headroom is switched back. To use it now, revoke it and pair it again.`
}

/** Everything about a display that somebody should look at. */
export function warningsOf(status: DisplayStatus, served: string): string[] {
  const { awake, version, unhealthyVersion } = status
  return [
    skewInWords(status),
    awake.state === 'refused' ? `The screen may fall asleep: ${awake.reason}` : '',
    version === served ? '' : `Version ${version}, not ${served} yet`,
    unhealthyVersion === null ? '' : `Version ${unhealthyVersion} did not work there`,
  ].filter((words) => words !== '')
}
