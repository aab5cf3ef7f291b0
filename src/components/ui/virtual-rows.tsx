import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState, type RefObject } from 'react'

/** Stands in a table for the rows that are not drawn. */
export function VirtualSpacer({ height }: { height: number }) {
  return <tr aria-hidden="true" style={{ height }} />
}

/**
 * Which rows of a long table are in view of the window, and how much room the others take, in pixels. All rows are of
 * one height, so that nothing has to be measured.
 *
 * @param count how many rows there are
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
  // oxlint-disable-next-line react/incompatible-library -- what it returns is read here and passed to nothing memoised
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
