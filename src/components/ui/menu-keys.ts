import type { KeyboardEvent } from 'react'
import { findFocusable, type FocusableElement } from './focus-return.ts'

/**
 * In text fields, the left and right arrow keys, Home and End move the cursor, so only the up and down arrow keys move
 * focus.
 */
const textFieldSelector = 'input:not([type="checkbox"]), textarea'

/**
 * Groups the focusable elements in a container into rows. Each list item or group is a row, and so is each element
 * outside them.
 */
function rowsOf(container: Element): FocusableElement[][] {
  const rows = new Map<Element, FocusableElement[]>()
  for (const element of findFocusable(container)) {
    const row = element.closest('li, [role="group"]') ?? element
    rows.set(row, [...(rows.get(row) ?? []), element])
  }
  return [...rows.values()]
}

/**
 * Moves focus within a menu, as in the ARIA Authoring Practices Guide. The up and down arrow keys move it to the next
 * or previous row and wrap around. The left and right arrow keys move it within the row. Home and End move it to the
 * first and last element.
 */
export function moveFocusInMenu(event: KeyboardEvent): void {
  const { key, target, currentTarget } = event
  if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.altKey) return
  if (target.matches('select') || (target.matches(textFieldSelector) && !/Up|Down/.test(key)))
    return
  const next = findNext(rowsOf(currentTarget), target, key)
  if (!next) return
  event.preventDefault()
  next.focus()
}

function findNext(
  rows: readonly FocusableElement[][],
  target: Element,
  key: string,
): FocusableElement | undefined {
  const rowIndex = rows.findIndex((row) => row.some((element) => element === target))
  const row = rows[rowIndex] ?? []
  const column = row.findIndex((element) => element === target)
  const inRow = (index: number) => {
    const other = rows.at(index % rows.length)
    return other?.[Math.min(Math.max(column, 0), other.length - 1)]
  }
  switch (key) {
    case 'ArrowDown':
      return inRow(rowIndex + 1)
    case 'ArrowUp':
      return inRow(Math.max(rowIndex, 0) - 1)
    case 'ArrowRight':
      return row[column + 1]
    case 'ArrowLeft':
      return row[column - 1]
    case 'Home':
      return rows[0]?.[0]
    case 'End':
      return rows.at(-1)?.at(-1)
    default:
      return undefined
  }
}

/**
 * Focuses a menu item as soon as it has rendered: the last item, or the current item (the first if none is current).
 * Returns a function that stops waiting.
 */
export function focusMenuItem(menu: Element, which: 'current' | 'last'): () => void {
  const focus = () => {
    const items = findFocusable(menu)
    const current = items.find((item) => item.getAttribute('aria-current') === 'true')
    const item = which === 'last' ? items.at(-1) : (current ?? items[0])
    item?.focus()
    if (item) observer.disconnect()
  }
  const observer = new MutationObserver(focus)
  observer.observe(menu, { childList: true, subtree: true })
  focus()
  return () => observer.disconnect()
}
