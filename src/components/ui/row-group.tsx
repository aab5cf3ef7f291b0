import type { ReactNode, RefObject } from 'react'

/** The rows of a table that is virtualised. `height` is in pixels; null if all rows are rendered. */
export function RowGroup({
  list,
  height,
  children,
}: {
  list: RefObject<HTMLDivElement | null>
  height: number | null
  children: ReactNode
}) {
  return (
    <div
      role="rowgroup"
      ref={list}
      className="relative"
      style={height === null ? undefined : { height }}
    >
      {children}
    </div>
  )
}
