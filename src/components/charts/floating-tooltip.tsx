import { autoUpdate, computePosition, flip, offset, shift } from '@floating-ui/dom'
import { clsx } from 'clsx'
import { useLayoutEffect, useRef, type ReactNode } from 'react'

/** Minimum distance from the edges of the window, in pixels. */
const margin = 8

/**
 * A box beside a point of a chart. It stays inside the window even if the chart scrolls or is cut off. It is left of
 * the point if there is space, so that later values stay visible. Hidden from screen readers, which get the values from
 * the chart's slider.
 *
 * @param x position of the point in pixels, from the left edge of the parent element
 * @param y position of the point in pixels, from the top edge; the box begins there if it fits
 * @param width width of the box in pixels
 */
export function FloatingTooltip({
  x,
  y,
  width,
  className,
  children,
}: {
  x: number
  y: number
  width: number
  className?: string
  children: ReactNode
}) {
  const element = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { current: tooltip } = element
    const chart = tooltip?.parentElement
    if (!tooltip || !chart) return undefined
    const place = () => void placeTooltip(tooltip, chart, { x, y })
    return autoUpdate(pointOf(chart, { x, y }), tooltip, place, { layoutShift: false })
  }, [x, y])
  return (
    <div
      ref={element}
      aria-hidden="true"
      className={clsx(
        'pointer-events-none fixed z-2 rounded-card border border-line bg-surface-raised px-3 py-2 text-ink-muted tabular-nums shadow-float print:hidden',
        className,
      )}
      style={{ width }}
    >
      {children}
    </div>
  )
}

type Point = { x: number; y: number }

/** Returns a point of a chart as an anchor for the tooltip. */
function pointOf(chart: Element, { x, y }: Point) {
  return {
    contextElement: chart,
    getBoundingClientRect() {
      const { left, top } = chart.getBoundingClientRect()
      const [right, bottom] = [left + x, top + y]
      return { x: right, y: bottom, left: right, right, top: bottom, bottom, width: 0, height: 0 }
    },
  }
}

/** Places a tooltip beside a point, or hides it while the point is outside the window. */
async function placeTooltip(tooltip: HTMLElement, chart: Element, point: Point): Promise<void> {
  const anchor = pointOf(chart, point)
  const { left, top } = anchor.getBoundingClientRect()
  const isInView = left >= 0 && left <= window.innerWidth && top >= 0 && top <= window.innerHeight
  const placed = await computePosition(anchor, tooltip, {
    strategy: 'fixed',
    placement: 'left-start',
    middleware: [
      offset(16),
      flip({ padding: margin, crossAxis: false }),
      shift({ padding: margin, crossAxis: true }),
    ],
  })
  tooltip.style.left = `${placed.x}px`
  tooltip.style.top = `${placed.y}px`
  tooltip.style.visibility = isInView ? 'visible' : 'hidden'
}
