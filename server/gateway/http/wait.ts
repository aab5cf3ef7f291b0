/** A period during which something is not tried again. Epoch milliseconds. */
export type Wait = { since: number; until: number }

/** Starts a wait of `ms` milliseconds. */
export function startWait(now: number, ms: number): Wait {
  return { since: now, until: now + ms }
}

/**
 * Whether a wait is not over. A clock that is set back to before the wait began ends the wait: otherwise, a failure while
 * the clock was hours fast would last for hours.
 */
export function isWaiting(wait: Wait | null | undefined, now: number): boolean {
  return wait !== null && wait !== undefined && now >= wait.since && now < wait.until
}
