import type { CSSProperties, PropsWithChildren, Ref } from 'react'

/** A row's index, the ref that measures its height, and its position. */
export type VirtualRowProps = {
  index: number
  measure: Ref<HTMLDivElement> | undefined
  style: CSSProperties | undefined
}

/** A row of a table that renders only the rows in view. */
export function VirtualRow({
  index,
  measure,
  style,
  className,
  children,
}: PropsWithChildren<VirtualRowProps & { className: string }>) {
  return (
    <div
      role="row"
      // Row 1 is the header row.
      aria-rowindex={index + 2}
      data-index={index}
      ref={measure}
      style={style}
      className={className}
    >
      {children}
    </div>
  )
}
