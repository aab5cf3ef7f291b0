import * as v from 'valibot'
import { navigate } from './navigation.tsx'
import { getExplainParam, paths, roomIdFromPath, withExplainParam } from './routes.ts'

/** A panel that is open at certain URLs, above a page that remains when the panel closes. */
export type UrlPanel = {
  /** Returns whether the panel is open at a URL of the app. */
  isOpen: (href: string) => boolean
}

const split = (href: string) => {
  const { pathname, search } = new URL(href, window.location.origin)
  return { pathname, search }
}

export const roomPanel: UrlPanel = {
  isOpen: (href) => roomIdFromPath(split(href).pathname) !== null,
}

export const explainPanel: UrlPanel = {
  isOpen: (href) => getExplainParam(split(href).search) !== null,
}

/** The board editor. It is open while the URL of the Displays page has the parameter `board`. */
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

/** Returns the URL of the page from which a panel was opened, or null if the app was opened with the panel open. */
export function panelOpener({ isOpen }: UrlPanel): string | null {
  return readTrail().findLast((href) => !isOpen(href)) ?? null
}

/**
 * Returns the current query of a page, or its query in the latest earlier history entry, without the breakdown. Empty
 * if there is none.
 */
export function lastQuery(isPage: (path: string) => boolean): string {
  const href = [...readTrail(), currentHref()].findLast((one) => isPage(split(one).pathname))
  return href === undefined ? '' : withExplainParam(split(href).search, null)
}

/** Time after which going back counts as failed, in milliseconds. */
const goBackTimeoutMs = 1_000

/** Whether the browser is going back to close a panel. A second Escape must not go back twice. */
let isClosing = false

/**
 * Closes a panel in such a way that Back does not open it again. Goes back to the page from which the panel was opened.
 * If filters have changed since, opens that page with the new filters. If the app was opened with the panel open, the
 * page below replaces the current history entry.
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
    // The page below can have changed its own URL, for example while the user typed a search.
    else if (trail[opener] !== href && here !== href) navigate(href)
  }
  if (steps === 0) {
    showPage()
    return
  }
  // If the user follows a link before the browser has gone back, the link takes precedence.
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
  // Browsers drop the oldest entries of a long history. Going back to one of them has no effect.
  const timer = setTimeout(handleArrival, goBackTimeoutMs)
  window.addEventListener('popstate', handleArrival)
  window.addEventListener('pushState', handlePush)
  isClosing = true
  window.history.go(-steps)
}
