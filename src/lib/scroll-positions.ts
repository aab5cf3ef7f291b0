import { placeParam } from './overview-params.ts'
import { paths, roomIdFromPath } from './routes.ts'

/** Matches the widths at which a room fills the page and the overview is hidden (app/routes.tsx). */
export const roomFillsPageQuery = '(width < 60rem)'

/** Returns whether a room fills the page. False in jsdom, which has no `matchMedia`. */
function fillsRoomPage(): boolean {
  return typeof matchMedia === 'function' && matchMedia(roomFillsPageQuery).matches
}

/** Returns a string that is the same for all URLs of a page. A room beside the overview is part of the overview. */
function pageKey(): string {
  const { pathname, search } = window.location
  const place = placeParam.read(new URLSearchParams(search)) ?? ''
  const isPanel = roomIdFromPath(pathname) !== null && !fillsRoomPage()
  return `${isPanel ? paths.rooms : pathname} ${place}`
}

/** Returns a string that identifies a history entry: its URL, and the URLs of the entries before it from its state. */
function entryKey(): string {
  return JSON.stringify([window.history.state, window.location.href])
}

/** Maximum time in milliseconds for a page to load and become long enough for its earlier scroll position. */
const maxWaitMs = 10_000
/**
 * Number of frames for which to keep a position. Virtual lists scroll to their last position when they render, and
 * again when they have measured their rows.
 */
const framesToHold = 20

/** Events with which the user scrolls or starts to scroll. */
const userEvents = ['wheel', 'touchstart', 'pointerdown', 'keydown'] as const

/**
 * Opens every new page at the top, or at the element that the fragment of its URL names. When the user goes back or
 * forward to a page, restores its scroll position. Changes within a page, such as a filter or a panel, do not scroll.
 * Replaces the browser's scrolling, which runs before the page has rendered its content, except after a reload. Returns
 * a function that stops this.
 */
export function keepScrollPositions(): () => void {
  const { documentElement: root } = document
  const positions = new Map<string, number>()
  let entry = entryKey()
  let page = pageKey()
  let frame = 0

  const stopScrolling = () => cancelAnimationFrame(frame)
  const scrollTo = (position: number | undefined) => {
    const startedAt = performance.now()
    const targetId = position === undefined ? window.location.hash.slice(1) : ''
    let heldFrames = 0
    const scroll = () => {
      const before = root.scrollTop
      const target = document.getElementById(targetId)
      if (target) target.scrollIntoView()
      else root.scrollTop = position ?? 0
      const end = target ? root.scrollTop : (position ?? 0)
      const hasTarget = target !== null || targetId === ''
      heldFrames = hasTarget && Math.abs(before - end) < 2 ? heldFrames + 1 : 0
      if (heldFrames < framesToHold && performance.now() - startedAt < maxWaitMs)
        frame = requestAnimationFrame(scroll)
    }
    stopScrolling()
    // In the next frame, the page has rendered the new URL.
    frame = requestAnimationFrame(scroll)
  }
  /** Records the position of the entry that the user leaves, which is still on the screen. */
  const leaveEntry = () => {
    const previousPage = page
    positions.set(entry, root.scrollTop)
    entry = entryKey()
    page = pageKey()
    return page !== previousPage
  }
  const handleChange = () => {
    window.history.scrollRestoration = 'manual'
    if (leaveEntry()) scrollTo(undefined)
  }
  const handlePop = () => {
    if (leaveEntry()) scrollTo(positions.get(entry))
  }
  const handlePageHide = () => (window.history.scrollRestoration = 'auto')

  const end = new AbortController()
  const { signal } = end
  // Captures the events, because the page then renders the new URL, which can shorten the page and change its position.
  window.addEventListener('pushState', handleChange, { signal, capture: true })
  window.addEventListener('replaceState', handleChange, { signal, capture: true })
  window.addEventListener('popstate', handlePop, { signal, capture: true })
  window.addEventListener('pagehide', handlePageHide, { signal })
  for (const name of userEvents)
    window.addEventListener(name, stopScrolling, { signal, passive: true })
  if (window.location.hash !== '') scrollTo(undefined)
  return () => {
    stopScrolling()
    handlePageHide()
    end.abort()
  }
}
