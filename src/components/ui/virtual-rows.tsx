import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** Takes the place of table rows that are not rendered. */
export function VirtualSpacer({ height }: { height: number }) {
  return <tr aria-hidden="true" style={{ height }} />
}

/**
 * Returns the rows of a long table that are in the viewport, and the height of the rows before and after, in pixels.
 * All rows have the same height, so nothing needs to be measured.
 *
 * @param count number of rows
 * @param rowHeight pixels
 */
export function useVirtualRows(
  count: number,
  rowHeight: number,
): { list: RefObject<HTMLDivElement | null>; rows: number[]; before: number; after: number } {
  const list = useRef<HTMLDivElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    if (list.current) setTop(list.current.getBoundingClientRect().top + window.scrollY)
  }, [])
  // oxlint-disable-next-line react/incompatible-library -- the result is read here and not passed to memoised code
  const virtualizer = useWindowVirtualizer({
    count,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: top,
    initialRect: { width: 1440, height: 900 },
  })
  const items = virtualizer.getVirtualItems()
  const [first] = items
  const last = items.at(-1)
  return {
    list,
    rows: items.map(({ index }) => index),
    before: first ? first.start - top : 0,
    after: last ? virtualizer.getTotalSize() - (last.end - top) : 0,
  }
}
