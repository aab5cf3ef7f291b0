/**
 * Scrolls to a part of the page and moves the focus to its heading, or to the part itself if it has none, so that Tab
 * and screen readers continue there.
 */
export function moveToPart(id: string): void {
  const part = document.getElementById(id)
  // jsdom has no layout and cannot scroll.
  part?.scrollIntoView?.()
  const target = part?.querySelector<HTMLElement>('h2, h3') ?? part
  if (!target) return
  target.tabIndex = -1
  target.focus({ preventScroll: true })
}
