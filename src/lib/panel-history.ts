import * as v from 'valibot'
import { navigate } from './navigation.tsx'
import { getExplainParam, paths, roomIdFromPath, withExplainParam } from './routes.ts'

/** A panel that is open at certain URLs, above a page that is shown again when the panel closes. */
export type UrlPanel = {
  /** Returns whether the panel is open at a URL of the app. */
  isOpen: (href: string) => boolean
}

const split = (href: string) => {
  const { pathname, search } = new URL(href, window.location.origin)
  return { pathname, search }
}

/** An open room. */
export const roomPanel: UrlPanel = {
  isOpen: (href) => roomIdFromPath(split(href).pathname) !== null,
}

/** The breakdown of a value. */
export const explainPanel: UrlPanel = {
  isOpen: (href) => getExplainParam(split(href).search) !== null,
}

/** The board editor, which is open while the URL of the Displays page has `board`. */
export const boardEditorPanel: UrlPanel = {
  isOpen(href) {
    const { pathname, search } = split(href)
    return pathname === paths.displays && new URLSearchParams(search).has('board')
  },
}

const Trail = v.fallback(v.array(v.string()), [])

/** Returns the URLs of the history entries before the current one, oldest first (see `recordTrail`). */
function readTrail(): string[] {
  return v.parse(Trail, window.history.state)
}

const currentHref = () => window.location.pathname + window.location.search

/** Closing a panel goes back at most this many entries, and links restore the filters of at most as many. */
const maxTrailLength = 50

/**
 * Stores each history entry's trail, the URLs of the entries before it, in the state of the entry. Listens to the
 * events that wouter dispatches, so that this module can load after the first screen. Returns a function that stops
 * recording.
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

/** Returns the URL of the page from which a panel was opened; null if the app was opened with the panel open. */
export function panelOpener({ isOpen }: UrlPanel): string | null {
  return readTrail().findLast((href) => !isOpen(href)) ?? null
}

/**
 * Returns the query with which a page is open, or was open in the latest earlier history entry, without its breakdown;
 * empty if there is none.
 */
export function lastQuery(isPage: (path: string) => boolean): string {
  const href = [...readTrail(), currentHref()].findLast((one) => isPage(split(one).pathname))
  return href === undefined ? '' : withExplainParam(split(href).search, null)
}

/** Time after which going back counts as failed, in milliseconds. */
const goBackTimeoutMs = 1_000

/** Whether the browser is going back because a panel closes; a second Escape must not go back twice. */
let isClosing = false

/**
 * Closes a panel, so that Back never opens it again: goes back to the page from which it was opened and, if filters
 * have changed since, opens that page with the new filters. If the app was opened with the panel open, the page below
 * replaces the current history entry.
 *
 * @param href URL of the page below the panel
 */
export function closePanel({ isOpen }: UrlPanel, href: string): void {
  if (isClosing) return
  const trail = readTrail()
  const opener = trail.findLastIndex((before) => !isOpen(before))
  const steps = trail.length - Math.max(opener, 0)
  const showPage = () => {
    const here = currentHref()
    if (isOpen(here)) navigate(href, { replace: true })
    // The opener may have changed its own URL since, for example while the user typed a search.
    else if (trail[opener] !== href && here !== href) navigate(href)
  }
  if (steps === 0) {
    showPage()
    return
  }
  // A link that the user follows before the browser has gone back takes precedence.
  let followed: string | null = null
  const handlePush = () => (followed = currentHref())
  const handleArrival = () => {
    isClosing = false
    clearTimeout(timer)
    window.removeEventListener('popstate', handleArrival)
    window.removeEventListener('pushState', handlePush)
    const here = currentHref()
    if (followed === null) showPage()
    else if (here !== followed) navigate(followed, { replace: isOpen(here) })
  }
  // Browsers drop the oldest entries of a long history; going back to one of them does nothing.
  const timer = setTimeout(handleArrival, goBackTimeoutMs)
  window.addEventListener('popstate', handleArrival)
  window.addEventListener('pushState', handlePush)
  isClosing = true
  window.history.go(-steps)
}
