/** A period without retries after a failure. The times are Unix milliseconds. */
export type Wait = { since: number; until: number }

export function startWait(now: number, ms: number): Wait {
  return { since: now, until: now + ms }
}

/**
 * Returns whether a wait is in progress. Setting the clock back to before its start ends the wait: otherwise, a failure
 * while the clock was hours fast would block retries for hours.
 */
export function isWaiting(wait: Wait | null | undefined, now: number): boolean {
  return wait !== null && wait !== undefined && now >= wait.since && now < wait.until
}
