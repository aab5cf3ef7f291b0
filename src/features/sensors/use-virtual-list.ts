import {
  defaultRangeExtractor,
  measureElement,
  useWindowVirtualizer,
  type Range,
} from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** Lists up to this length render in full, so that the browser's find-in-page covers every row. */
const virtualizeAbove = 80
/** Pixels; used until a row is measured. */
const estimatedRowHeight = 57

/** A rendered row: `top` is its offset in pixels, null if rows follow the normal flow. */
type VirtualListRow = { index: number; top: number | null }

/**
 * Returns the rows of a long list to render: those in the viewport, plus the focused row, which must keep focus while
 * scrolled out of view. `height` is the height of the whole list in pixels, null if all rows render.
 *
 * @param count number of rows
 * @param getKey identifies a row, so that it keeps its measured height when the order changes
 */
export function useVirtualList(count: number, getKey: (index: number) => string) {
  const list = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  const [focused, setFocused] = useState<number | null>(null)
  const long = count > virtualizeAbove
  useLayoutEffect(() => {
    if (list.current) setTop(list.current.getBoundingClientRect().top + window.scrollY)
  }, [long])
  useEffect(() => {
    const rowsElement = list.current
    const onFocus = ({ target }: FocusEvent) => {
      const row = target instanceof Element ? target.closest('[data-index]') : null
      setFocused(row ? Number(row.getAttribute('data-index')) : null)
    }
    const onBlur = () => setFocused(null)
    rowsElement?.addEventListener('focusin', onFocus)
    rowsElement?.addEventListener('focusout', onBlur)
    return () => {
      rowsElement?.removeEventListener('focusin', onFocus)
      rowsElement?.removeEventListener('focusout', onBlur)
    }
  }, [])
  const rangeExtractor = useCallback(
    (range: Range) => {
      const inView = defaultRangeExtractor(range)
      if (focused === null || focused >= range.count || inView.includes(focused)) return inView
      return [...inView, focused].toSorted((a, b) => a - b)
    },
    [focused],
  )
  // oxlint-disable-next-line react/incompatible-library -- the result is used here and not passed to memoised code
  const virtualizer = useWindowVirtualizer({
    count: long ? count : 0,
    enabled: long,
    estimateSize: () => estimatedRowHeight,
    // Rows without layout, as in a hidden page, measure 0 pixels, and then all of them would be in view.
    measureElement: (element, entry, instance) =>
      measureElement(element, entry, instance) || estimatedRowHeight,
    getItemKey: getKey,
    rangeExtractor,
    overscan: 8,
    scrollMargin: top,
    initialRect: { width: 1440, height: 900 },
  })
  const rows: VirtualListRow[] = long
    ? virtualizer.getVirtualItems().map(({ index, start }) => ({ index, top: start - top }))
    : Array.from({ length: count }, (_, index) => ({ index, top: null }))
  return {
    list,
    rows,
    height: long ? virtualizer.getTotalSize() : null,
    measure: long ? virtualizer.measureElement : undefined,
  }
}
