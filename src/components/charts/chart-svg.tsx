import type { CSSProperties, ReactNode } from 'react'

/**
 * The SVG of a chart, one unit per pixel. Hidden from screen readers, because adjacent text or a slider states the
 * values.
 *
 * @param width width in pixels; `height` is in pixels too
 */
export function ChartSvg({
  width,
  height,
  className,
  style,
  children,
}: {
  width: number
  height: number
  className: string
  style?: CSSProperties
  children: ReactNode
}) {
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
      className={className}
      style={style}
    >
      {children}
    </svg>
  )
}
