/** Messages shown while the page loads the session. */

/** For screen readers only. */
export const loading = 'Loading Headroom'
export const serverUnreachableTitle = 'Can’t reach the Headroom server'
export const serverUnreachable = 'Headroom will keep trying.'
