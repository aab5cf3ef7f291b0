import { findFocusable, type FocusableElement } from './focus-return.ts'

/**
 * The panels that can cover the page, the topmost last in the document. An open popover closes when the focus leaves it.
 */
const panelSelector = '[role="dialog"]:not([popover])'

/** The elements of groups that are one tab stop (see `attachRovingFocus`). */
const groupSelector = 'a[tabindex]'

/**
 * Keys that move the focus within a group, and whether to search for the next element that is not covered forwards or
 * backwards.
 */
const groupSteps: Partial<Record<string, 1 | -1>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  Home: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  End: -1,
}

/**
 * Moves the focus on if a key moves it to an element that a panel covers, in the same direction, to the next element
 * that is not covered (WCAG 2.4.11, focus not obscured). The pointer and scripts can focus covered elements. Returns a
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
  // The capture phase is before other listeners move the focus.
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

/** Returns the nearest element that is not covered, after or before an element; undefined if there is none. */
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
    // If the tab stop of a group is covered, the nearest element of the group takes its place.
    const isReachable =
      (isTabStop && !staysInGroup) || (isInGroup && element.matches(groupSelector))
    if (!isReachable || element.closest('[inert]') !== null) continue
    if (!isCovered(element)) return element
    isInGroup ||= isTabStop && element.matches(groupSelector)
  }
}

/**
 * Returns whether a panel covers the centre of the visible part of an element. Scrolls the element into view. Returns
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
