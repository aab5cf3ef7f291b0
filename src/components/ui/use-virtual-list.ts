import {
  defaultKeyExtractor,
  defaultRangeExtractor,
  measureElement,
  useWindowVirtualizer,
  type Range,
} from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useState, type RefObject } from 'react'
import { rootFontScale } from './root-font-scale.ts'
import { useIsPrinting } from './use-is-printing.ts'

type VirtualListOptions = {
  list: RefObject<HTMLElement | null>
  count: number
  /**
   * Returns the height of a row in pixels at a root font size of 16 pixels. An estimate is sufficient if the rows have
   * the `measure` ref.
   */
  estimateHeight: (index: number) => number
  /** Identifies a row, so that it keeps its measured height when the order changes. By default, the index. */
  getKey?: (index: number) => string | number
  /** Lists up to this length render in full, so that find-in-page finds every row. By default, all lists are virtual. */
  virtualizeAbove?: number
  /** Keeps the focused row rendered while it is out of view. Rows need the attribute `data-index`. */
  keepsFocusedRow?: boolean
  /** Number of rows to render before and after the visible rows. */
  overscan?: number
  /** Width of the list in pixels. A change causes a new measurement of the list's position. */
  width?: number
}

/**
 * Returns the rows to render of a list that scrolls with the page: the rows in the viewport and a few more, or all rows
 * while the page prints. Place the rows at `top`, or between spacers with the heights `before` and `after`. Lengths are
 * in pixels.
 */
export function useVirtualList({
  list,
  count,
  estimateHeight,
  getKey = defaultKeyExtractor,
  virtualizeAbove,
  keepsFocusedRow = false,
  overscan = 8,
  width,
}: VirtualListOptions) {
  const [listTop, setListTop] = useState(0)
  const isPrinting = useIsPrinting()
  const isVirtual = !isPrinting && (virtualizeAbove === undefined || count > virtualizeAbove)
  useLayoutEffect(() => {
    if (list.current) setListTop(list.current.getBoundingClientRect().top + window.scrollY)
  }, [list, isVirtual, width])
  const estimateSize = (index: number) => estimateHeight(index) * rootFontScale()
  // oxlint-disable-next-line react/incompatible-library -- the result is used here and not passed to memoised code
  const virtualizer = useWindowVirtualizer({
    count: isVirtual ? count : 0,
    enabled: isVirtual,
    estimateSize,
    // Rows without layout, for example in a hidden page, measure 0 pixels. Without the estimate, all of them would
    // count as visible.
    measureElement: (element, entry, instance) =>
      measureElement(element, entry, instance) || estimateSize(instance.indexFromElement(element)),
    getItemKey: getKey,
    rangeExtractor: useFocusedRowRange(list, keepsFocusedRow),
    overscan,
    scrollMargin: listTop,
    initialRect: { width: 1440, height: 900 },
  })
  if (!isVirtual) {
    const rows = Array.from({ length: count }, (_, index) => ({ index, top: null }))
    return { rows, height: null, before: 0, after: 0, measure: undefined }
  }
  const items = virtualizer.getVirtualItems()
  const height = virtualizer.getTotalSize()
  const [first] = items
  const last = items.at(-1)
  return {
    /** `top` is the offset of a row in the list, or null if rows are in normal flow. */
    rows: items.map(({ index, start }) => ({ index, top: start - listTop })),
    /** Height of the whole list, or null if all rows are rendered. */
    height,
    before: first ? first.start - listTop : 0,
    after: last ? height - (last.end - listTop) : 0,
    /** Ref for rows whose height is not fixed. */
    measure: virtualizer.measureElement,
  }
}

/** Returns a range extractor that adds the focused row to the visible rows. */
function useFocusedRowRange(list: RefObject<HTMLElement | null>, enabled: boolean) {
  const [focused, setFocused] = useState<number | null>(null)
  useEffect(() => {
    const rowsElement = enabled ? list.current : null
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
  }, [list, enabled])
  return useCallback(
    (range: Range) => {
      const inView = defaultRangeExtractor(range)
      if (focused === null || focused >= range.count || inView.includes(focused)) return inView
      return [...inView, focused].toSorted((a, b) => a - b)
    },
    [focused],
  )
}
