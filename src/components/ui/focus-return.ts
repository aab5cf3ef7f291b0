/**
 * Keeps the keyboard focus where the user is. Browsers reset it to the start of the page when the focused element is
 * removed, for example because a panel closes or a list item is deleted.
 */

/** An element that can have focus. Rooms on a plan are links in an SVG, so SVG elements are included. */
export type FocusableElement = HTMLElement | SVGElement

/** An element that had focus, and the elements that can receive focus when it is removed. */
type FocusPlace = {
  element: FocusableElement
  /** URL of a link, which identifies it after the page has rendered again; null for other elements. */
  href: string | null
  /** The elements after `element` in the same region, nearest first, followed by the elements before it. */
  neighbours: readonly FocusableElement[]
}

const focusable =
  ':is(a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, [tabindex])'
const region = '[popover], dialog, [role="dialog"], main, [role="main"], header'

let lastPlace: FocusPlace | null = null
/** Stops waiting for an element to focus; null if nothing waits. */
let stopWaiting: (() => void) | null = null

function isFocusable(target: EventTarget | null): target is FocusableElement {
  return target instanceof HTMLElement || target instanceof SVGElement
}

function isFocusLost(): boolean {
  return (document.activeElement ?? document.body) === document.body
}

/** Returns whether an element is rendered. jsdom has no layout and lacks `checkVisibility`. */
function isVisible(element: Element): boolean {
  return element.isConnected && (element.checkVisibility?.() ?? true)
}

/** Returns the elements in `container` that can have focus, in document order. */
export function findFocusable(container: Element): FocusableElement[] {
  return [...container.querySelectorAll<FocusableElement>(focusable)].filter(isVisible)
}

/**
 * Returns the place of the focused element, or the last place if its element was removed. Null if the user had moved
 * focus away from that element.
 */
export function captureFocus(): FocusPlace | null {
  const { activeElement } = document
  return isFocusable(activeElement) && !isFocusLost() ? describePlace(activeElement) : lastPlace
}

function describePlace(element: FocusableElement): FocusPlace {
  const around = findFocusable(element.closest(region) ?? document.body)
  const index = around.indexOf(element)
  return {
    element,
    href: element.getAttribute('href'),
    neighbours: [...around.slice(index + 1), ...around.slice(0, Math.max(index, 0)).toReversed()],
  }
}

/** Returns the element at a place or, if it was removed, the link that replaced it. Undefined if there is none. */
export function findPlace(place: FocusPlace | null): FocusableElement | undefined {
  if (place === null) return undefined
  const { element, href } = place
  if (isVisible(element)) return element
  if (href === null) return undefined
  return [...document.querySelectorAll<FocusableElement>('a[href]')].find(
    (link) => link.getAttribute('href') === href && isVisible(link),
  )
}

const mainSelector = 'main, [role="main"]'

export function findMain(): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>(mainSelector)].find(isVisible)
}

/** Moves focus to the page's main content, without scrolling or a focus ring. */
export function focusMain(main = findMain()): void {
  if (!main) return
  if (!main.hasAttribute('tabindex')) main.tabIndex = -1
  main.style.outline = 'none'
  main.focus({ preventScroll: true })
}

/** Maximum time to wait for the element to focus, in milliseconds. */
const maxWaitMs = 2_000

/**
 * Focuses the element that `find` returns as soon as the page has rendered it. Does nothing if another element has
 * focus by then. If there is no such element, focuses the main content.
 */
export function returnFocus(find: () => FocusableElement | undefined): void {
  stopWaiting?.()
  const tryToFocus = () => {
    const element = isFocusLost() ? find() : undefined
    if (element instanceof HTMLElement && element.matches(mainSelector)) focusMain(element)
    else element?.focus()
    if (!isFocusLost()) stopWaiting?.()
  }
  const observer = new MutationObserver(tryToFocus)
  const timer = setTimeout(() => {
    stopWaiting?.()
    if (isFocusLost()) focusMain()
  }, maxWaitMs)
  stopWaiting = () => {
    observer.disconnect()
    clearTimeout(timer)
    stopWaiting = null
  }
  observer.observe(document.body, { childList: true, subtree: true })
  tryToFocus()
}

/**
 * Time in milliseconds for the page to focus an element itself, before a neighbour of the removed element receives
 * focus.
 */
const neighbourDelayMs = 100

/**
 * Tracks the focus, and moves it to a neighbour when the focused element is removed. Returns a function that stops
 * this.
 */
export function keepFocus(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const handleFocusIn = ({ target }: FocusEvent) => {
    if (isFocusable(target)) lastPlace = describePlace(target)
  }
  // All browsers send this event when the user leaves the element. Some also send it when the element is removed.
  const handleFocusOut = ({ target }: FocusEvent) => {
    setTimeout(() => {
      if (target === lastPlace?.element && lastPlace?.element.isConnected && isFocusLost())
        lastPlace = null
    })
  }
  const isRemoved = () => lastPlace !== null && !lastPlace.element.isConnected && isFocusLost()
  const observer = new MutationObserver(() => {
    if (!isRemoved()) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      if (isRemoved() && stopWaiting === null) returnFocus(findNeighbour)
    }, neighbourDelayMs)
  })
  document.addEventListener('focusin', handleFocusIn)
  document.addEventListener('focusout', handleFocusOut)
  observer.observe(document.body, { childList: true, subtree: true })
  return () => {
    clearTimeout(timer)
    observer.disconnect()
    document.removeEventListener('focusin', handleFocusIn)
    document.removeEventListener('focusout', handleFocusOut)
    lastPlace = null
  }
}

function findNeighbour(): FocusableElement | undefined {
  return findPlace(lastPlace) ?? lastPlace?.neighbours.find(isVisible)
}
