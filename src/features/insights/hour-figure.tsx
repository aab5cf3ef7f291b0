import type { ReactNode } from 'react'
import { ItemFigure, itemAt } from '#src/components/charts/item-figure.tsx'
import type { HourFrame } from './day-plot-model.ts'

/**
 * A chart with one slot per hour. The pointer or a slider selects an hour.
 *
 * @param start index of the hour that the slider selects first
 * @param describe returns the name and the values of an hour
 * @param tooltip the top and the width of the tooltip, in pixels
 * @param children returns the drawing
 */
export function HourFigure({
  name,
  frame: { left, top, bottom, slot, height },
  count,
  start,
  describe,
  tooltip,
  children,
}: {
  name: string
  frame: HourFrame
  count: number
  start: number
  describe: (index: number) => { title: string; lines: readonly string[] }
  tooltip: { y: number; width: number }
  children: (selected: number | null) => ReactNode
}) {
  return (
    <ItemFigure
      name={name}
      size={{ height }}
      count={count}
      start={start}
      indexAt={(x) => itemAt(x, { left, slot, count })}
      describe={describe}
      tooltipAt={(index) => ({ x: left + (index + 0.5) * slot, ...tooltip })}
      outline={{ left, top, width: slot * count, height: bottom - top }}
    >
      {children}
    </ItemFigure>
  )
}
