/**
 * Keeps the keyboard focus where the user is. Browsers reset it to the start of the page when the focused element is
 * removed, for example when a panel closes, a filter is cleared or a list item is deleted.
 */

/** An element that can take the focus. It can be an SVG element, because rooms on a plan are links in an SVG. */
export type FocusableElement = HTMLElement | SVGElement

/** An element that had the focus, and the elements that can take the focus when it is removed. */
type FocusPlace = {
  element: FocusableElement
  /** URL of a link, which identifies it after the page has rendered again; null for other elements. */
  href: string | null
  /** The elements that follow in the same region, nearest first, then those before. */
  neighbours: readonly FocusableElement[]
}

const focusable =
  ':is(a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, [tabindex])'
const region = '[popover], dialog, [role="dialog"], main, [role="main"], header'

let lastPlace: FocusPlace | null = null
/** Stops waiting for the element that takes the focus next; null if nothing waits. */
let stopWaiting: (() => void) | null = null

function isFocusable(target: EventTarget | null): target is FocusableElement {
  return target instanceof HTMLElement || target instanceof SVGElement
}

/** Returns whether no element has the focus. */
function isFocusLost(): boolean {
  return (document.activeElement ?? document.body) === document.body
}

/** Returns whether an element is rendered. jsdom, which has no layout, lacks `checkVisibility`. */
function isVisible(element: Element): boolean {
  return element.isConnected && (element.checkVisibility?.() ?? true)
}

/** Returns the elements in `container` that can take the focus, in document order. */
export function findFocusable(container: Element): FocusableElement[] {
  return [...container.querySelectorAll<FocusableElement>(focusable)].filter(isVisible)
}

/**
 * Returns the place of the focus, or its last place if the focused element has been removed; null if the user had moved
 * the focus away from that element.
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

/** Returns the element at a place, or the link that has replaced it; undefined if there is none. */
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

/** Returns the page's main content; undefined if there is none. */
export function findMain(): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>(mainSelector)].find(isVisible)
}

/** Moves the focus to the page's main content, without scrolling or a focus ring. */
export function focusMain(main = findMain()): void {
  if (!main) return
  if (!main.hasAttribute('tabindex')) main.tabIndex = -1
  main.style.outline = 'none'
  main.focus({ preventScroll: true })
}

/** Maximum wait for the page to render the element that takes the focus, in milliseconds. */
const maxWaitMs = 2_000

/**
 * Moves the lost focus to the element that `find` returns, as soon as the page has rendered it. Does nothing if the
 * focus is elsewhere by then. If no such element appears, the main content takes the focus.
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
 * Time in milliseconds that the page has to focus an element before a neighbour of the removed element takes the focus.
 */
const neighbourDelayMs = 100

/**
 * Follows the focus on the page, and moves it to a neighbour when the focused element is removed. Returns a function
 * that stops this.
 */
export function keepFocus(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const handleFocusIn = ({ target }: FocusEvent) => {
    if (isFocusable(target)) lastPlace = describePlace(target)
  }
  // All browsers send this event when the user leaves the element; some also send it when the element is removed.
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
