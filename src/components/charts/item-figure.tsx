import { clsx } from 'clsx'
import { useState, type PointerEvent, type ReactNode } from 'react'
import * as text from '#messages/charts.ts'
import { FloatingTooltip } from './floating-tooltip.tsx'
import { ItemSlider, type ItemSliderProps } from './item-slider.tsx'

/**
 * A chart of items. The pointer or a slider selects one, whose values are shown in a tooltip.
 *
 * @param name accessible name
 * @param size in pixels; by default, the figure is as wide as its parent
 * @param indexAt returns the index of the item at a point in pixels; null if there is none
 * @param describe returns the name and the values of an item
 * @param tooltipAt returns the point of an item at which its tooltip begins, and the width of the tooltip, in pixels
 * @param children returns the drawing
 */
export function ItemFigure({
  name,
  className,
  size,
  indexAt,
  describe,
  tooltipAt,
  children,
  ...slider
}: {
  name: string
  className?: string
  size: { width?: number; height: number }
  indexAt: (x: number, y: number) => number | null
  describe: (index: number) => { title: string; lines: readonly string[] }
  tooltipAt: (index: number) => { x: number; y: number; width: number }
  children: (selected: number | null) => ReactNode
} & Pick<ItemSliderProps, 'count' | 'start' | 'keySteps' | 'outline'>) {
  const [selected, setSelected] = useState<number | null>(null)
  const handlePointer = (event: PointerEvent<HTMLElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    setSelected(indexAt(event.clientX - left, event.clientY - top))
  }
  const tooltip = selected === null ? null : describe(selected)
  return (
    <figure
      aria-label={name}
      className={clsx('relative m-0', className)}
      style={size}
      onPointerMove={handlePointer}
      onPointerDown={handlePointer}
      onPointerLeave={(event) => event.pointerType === 'mouse' && setSelected(null)}
    >
      {children(selected)}
      {selected !== null && tooltip !== null && (
        <FloatingTooltip {...tooltipAt(selected)}>
          <p className="font-medium text-ink">{tooltip.title}</p>
          {tooltip.lines.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </FloatingTooltip>
      )}
      <ItemSlider
        {...slider}
        label={text.sliderLabel(name)}
        index={selected}
        valueText={(index) => {
          const { title, lines } = describe(index)
          return text.sliderText(title, lines)
        }}
        onSelect={setSelected}
      />
    </figure>
  )
}

/** Items of equal width in a row; `left` and `slot` (the width of an item) are in pixels. */
type ItemRow = { left: number; slot: number; count: number }

/** Returns the index of the item at a distance from the left edge; null if there is none. */
export function itemAt(x: number, { left, slot, count }: ItemRow): number | null {
  const index = Math.floor((x - left) / slot)
  return index >= 0 && index < count ? index : null
}
