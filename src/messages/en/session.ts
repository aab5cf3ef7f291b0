/** Messages while the page loads the session: for a moment, or until the server responds. */

/** Read only by screen readers. */
export const loading = 'Loading Headroom'
export const serverUnreachableTitle = 'Can’t reach the Headroom server'
export const serverUnreachable = 'Headroom will keep trying.'
