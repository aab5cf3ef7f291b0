import { useLayoutEffect, useRef, type RefObject } from 'react'

/**
 * Returns a ref for a list item. If the item is removed while it contains the focus, focus moves to `target`, such as
 * the heading of the list.
 */
export function useFocusOnRemoval(
  target: RefObject<HTMLElement | null>,
): RefObject<HTMLLIElement | null> {
  const item = useRef<HTMLLIElement>(null)
  useLayoutEffect(() => {
    const element = item.current
    const next = target.current
    return () => {
      if (element?.contains(document.activeElement)) next?.focus()
    }
  }, [target])
  return item
}
