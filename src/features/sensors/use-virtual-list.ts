import {
  defaultRangeExtractor,
  measureElement,
  useWindowVirtualizer,
  type Range,
} from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'

/** Fewer rows than this are all drawn: the browser's own search then finds each of them. */
const virtualizeAbove = 80
/** Pixels, as near as can be known before a row is drawn. */
const estimatedRowHeight = 57

/** A row that is drawn: `top` is how far down it stands, in pixels, null where rows just follow each other. */
export type VirtualListRow = { index: number; top: number | null }

/**
 * Which rows of a long list are drawn: those in view of the window, and the one that has the focus, which must not be
 * lost by scrolling. `height` is that of the whole list in pixels, null where all rows are drawn.
 *
 * @param count how many rows there are
 * @param getKey tells rows apart, so that one keeps its measured height when the order changes
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
    // Rows of a page that is not laid out, as a hidden one, have no height; all of them would be in view.
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
