import * as v from 'valibot'

const Trail = v.fallback(v.array(v.string()), [])

/** Returns the URLs of the history entries before the current one, oldest first (see `recordTrail`). */
export function readTrail(): string[] {
  return v.parse(Trail, window.history.state)
}

/** Returns the path and the query of the page. */
export const currentHref = () => window.location.pathname + window.location.search

/** Maximum number of entries that closing a panel can go back, and that links search for filters to restore. */
const maxTrailLength = 50

/**
 * Stores the trail of each history entry, which is the URLs of the entries before it, in the entry's state. Listens to
 * wouter's events, so that this module can load after the first screen. Returns a function that stops recording.
 */
export function recordTrail(): () => void {
  let href = currentHref()
  let trail = readTrail()
  const handlePush = () => {
    trail = [...trail, href].slice(-maxTrailLength)
    href = currentHref()
    window.history.replaceState(trail, '')
  }
  const handleReplace = () => {
    href = currentHref()
    if (!Array.isArray(window.history.state)) window.history.replaceState(trail, '')
  }
  const handlePop = () => {
    href = currentHref()
    trail = readTrail()
  }
  window.addEventListener('pushState', handlePush)
  window.addEventListener('replaceState', handleReplace)
  window.addEventListener('popstate', handlePop)
  return () => {
    window.removeEventListener('pushState', handlePush)
    window.removeEventListener('replaceState', handleReplace)
    window.removeEventListener('popstate', handlePop)
  }
}
