import { findFocusable, type FocusableElement } from './focus-return.ts'

/**
 * Panels that can cover the page, the top panel last in the document. Popovers are excluded, because they close when
 * focus leaves them.
 */
const panelSelector = '[role="dialog"]:not([popover])'

/** Elements of groups that are one tab stop (`attachRovingFocus`). */
const groupSelector = 'a[tabindex]'

/** Keys that move focus within a group, with the direction in which to skip covered elements. */
const groupSteps: Partial<Record<string, 1 | -1>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  Home: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  End: -1,
}

/**
 * When a key moves focus to an element that a panel covers, moves it on to the next uncovered element in the same
 * direction (WCAG 2.4.11, focus not obscured). Pointers and scripts can still focus covered elements. Returns a
 * function that stops this.
 */
export function skipCovered(): () => void {
  let step: 1 | -1 | undefined
  let isTab = false
  const handleKeyDown = ({ key, shiftKey }: KeyboardEvent) => {
    isTab = key === 'Tab'
    step = isTab ? (shiftKey ? -1 : 1) : groupSteps[key]
  }
  const handlePointerDown = () => (step = undefined)
  const handleFocusIn = ({ target }: FocusEvent) => {
    if (step === undefined || !isFocusable(target) || !isCovered(target)) return
    findUncovered(target, step, isTab)?.focus()
  }
  // Captures the events, so that this runs before other listeners move the focus.
  document.addEventListener('keydown', handleKeyDown, { capture: true })
  document.addEventListener('pointerdown', handlePointerDown, { capture: true })
  document.addEventListener('focusin', handleFocusIn)
  return () => {
    document.removeEventListener('keydown', handleKeyDown, { capture: true })
    document.removeEventListener('pointerdown', handlePointerDown, { capture: true })
    document.removeEventListener('focusin', handleFocusIn)
  }
}

function isFocusable(target: EventTarget | null): target is FocusableElement {
  return target instanceof HTMLElement || target instanceof SVGElement
}

/** Returns the nearest element before or after `start` that is not covered, or undefined if there is none. */
function findUncovered(
  start: FocusableElement,
  step: 1 | -1,
  isTab: boolean,
): FocusableElement | undefined {
  const elements = findFocusable(document.body)
  let isInGroup = start.matches(groupSelector)
  const staysInGroup = isInGroup && !isTab
  for (let index = elements.indexOf(start) + step; ; index += step) {
    const element = elements[index]
    if (!element) return undefined
    const isTabStop = element.tabIndex >= 0
    // If the tab stop of a group is covered, the group's nearest uncovered element replaces it.
    const isReachable =
      (isTabStop && !staysInGroup) || (isInGroup && element.matches(groupSelector))
    if (!isReachable || element.closest('[inert]') !== null) continue
    if (!isCovered(element)) return element
    isInGroup ||= isTabStop && element.matches(groupSelector)
  }
}

/**
 * Returns whether a panel covers the centre of the visible part of an element. Scrolls the element into view. Always
 * false in jsdom, which has no layout.
 */
function isCovered(element: FocusableElement): boolean {
  const topPanel = [...document.querySelectorAll(panelSelector)].at(-1)
  if (topPanel === undefined || topPanel.contains(element)) return false
  element.scrollIntoView?.({ block: 'nearest', inline: 'nearest' })
  const { left, top, right, bottom } = element.getBoundingClientRect()
  const x = (Math.max(left, 0) + Math.min(right, window.innerWidth)) / 2
  const y = (Math.max(top, 0) + Math.min(bottom, window.innerHeight)) / 2
  const panel = document.elementFromPoint?.(x, y)?.closest(panelSelector)
  return panel !== null && panel !== undefined && !panel.contains(element)
}
