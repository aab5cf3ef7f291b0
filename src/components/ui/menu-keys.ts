import type { KeyboardEvent } from 'react'
import { findFocusable, type FocusableElement } from './focus-return.ts'

/** Elements that use the arrow keys themselves, so that only the vertical ones leave them. */
const textFieldSelector = 'input:not([type="checkbox"]), textarea'

/** Groups the elements in a container by list item or group; every other element is a row of its own. */
function rowsOf(container: Element): FocusableElement[][] {
  const rows = new Map<Element, FocusableElement[]>()
  for (const element of findFocusable(container)) {
    const row = element.closest('li, [role="group"]') ?? element
    rows.set(row, [...(rows.get(row) ?? []), element])
  }
  return [...rows.values()]
}

/**
 * Moves the focus within a menu, as in the ARIA Authoring Practices Guide: the vertical arrow keys to the next or previous
 * row, around the ends; the horizontal ones within a row; Home and End to the first and last element.
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
 * Focuses the current item of a menu, or the first one, or the last one, as soon as the menu has rendered it. Returns a
 * function that stops waiting.
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
