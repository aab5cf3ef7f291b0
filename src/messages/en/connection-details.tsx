/** Messages of the panel that the connection status opens: terms and their values. */
import type { ReactNode } from 'react'
import { formatDuration } from '#src/format/durations.ts'
import { formatNumber } from '#src/format/numbers.ts'

/** Shown while requests fail; sends the next request immediately. */
export const tryNowButton = 'Try now'

export const lastUpdateTerm = 'Last update'
/**
 * @param age such as `3 s ago`; null before the first update
 * @param incomplete whether the last update lacked data
 */
export const lastUpdate = (age: ReactNode, incomplete: boolean) => (
  <>
    {age ?? 'none yet'}
    {incomplete && ', incomplete'}
  </>
)

export const responseTimeTerm = 'Response time'
export const responseTime = (ms: number) => `${formatNumber(Math.round(ms))} ms`

export const updateIntervalTerm = 'Update interval'

export const roomsTerm = 'Rooms with data'
export const sensorsTerm = 'Sensors reporting'
/** A part of all rooms or sensors: `12 of 56`. */
export const share = (count: number, total: number) =>
  `${formatNumber(count)} of ${formatNumber(total)}`

export const clockTerm = 'Device clock'
/** @param skew milliseconds by which the device's clock is ahead; negative when it is behind, null when unknown */
export const clockSkew = (skew: number | null) => {
  if (skew === null) return 'not measured yet'
  if (Math.abs(skew) < 2_000) return 'in sync with the server'
  return `${formatDuration(Math.abs(skew))} ${skew > 0 ? 'ahead of' : 'behind'} the server`
}
