import { currentHref, readTrail } from './history-trail.ts'
import { navigate } from './navigation.tsx'
import { getExplainParam, paths, roomIdFromPath, withExplainParam } from './routes.ts'
import { confirmLeaving } from './unsaved-changes.ts'

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

/** In place of the ID of a board while the editor creates one. */
export const newBoardId = 'new'

/** Returns the ID of the board in the editor at a URL of the app; null if the editor is closed. */
export function editedBoardId(href: string): string | null {
  const { pathname, search } = split(href)
  return pathname === paths.displays ? new URLSearchParams(search).get('board') : null
}

/** Returns whether a URL of the app is that of the Displays page without the board editor. */
export function isDisplayList(href: string): boolean {
  return split(href).pathname === paths.displays && editedBoardId(href) === null
}

/** The board editor. It is open while the URL of the Displays page has the parameter `board`. */
export const boardEditorPanel: UrlPanel = {
  isOpen: (href) => editedBoardId(href) !== null,
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
 * page below replaces the current history entry. If the panel has unsaved changes, asks first.
 *
 * @param href URL of the page below the panel
 */
export function closePanel(panel: UrlPanel, href: string): void {
  confirmLeaving(href, () => leavePanel(panel, href))
}

function leavePanel({ isOpen }: UrlPanel, href: string): void {
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
