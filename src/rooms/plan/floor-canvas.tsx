import { useId, useMemo, useRef, useState, type FocusEvent } from 'react'
import { CanvasFoot } from './canvas-foot.tsx'
import { canvasHeight, fitFloor } from './fit.ts'
import { Hatch } from './hatch.tsx'
import type { FloorShape } from './floor-shape.ts'
import { PlanEdges } from './plan-edges.tsx'
import { planKeys } from './plan-keys.ts'
import { PlanRooms, type PlanRoomsProps } from './plan-rooms.tsx'
import { pathOf } from './room-shape.ts'
import { useCanvasWidth } from './use-canvas-width.ts'
import { usePlanZoom } from './use-plan-zoom.ts'

export type CanvasProps = PlanRoomsProps & {
  shape: FloorShape
  /** The floor's name. */
  name: string
  /** Where a room's number is explained: the key `e` goes there, as on its card. */
  explainTo: (roomId: string) => string
}

/** One floor drawn to scale, with its rooms as links. */
export function FloorCanvas({
  shape: { shapes, floor, wall },
  name,
  explainTo,
  ...rooms
}: CanvasProps) {
  const id = useId()
  const place = useRef<HTMLDivElement>(null)
  const width = useCanvasWidth(place)
  const height = canvasHeight(floor, width)
  const fit = useMemo(() => fitFloor(floor, { width, height }), [floor, width, height])
  const plan = usePlanZoom(fit, { width, height })
  const { host, group, zoom, view, zoomBy, whole, show } = plan
  const scale = fit.scale * zoom
  const [focused, setFocused] = useState<string | null>(null)

  const onFocus = ({ target }: FocusEvent) => {
    const roomId = target.getAttribute('data-room')
    setFocused(roomId !== null && target.matches(':focus-visible') ? roomId : null)
    const shape = shapes.get(roomId ?? '')
    if (shape) show(shape.bounds)
  }
  return (
    <div ref={place} className="min-w-0">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of a view, as those that scroll a text */}
      <div
        ref={host}
        role="group"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keys move and zoom it, as they scroll a text
        tabIndex={0}
        aria-label={`Plan of ${name}`}
        aria-describedby={`${id}keys`}
        onKeyDown={planKeys(plan, explainTo)}
        onFocus={onFocus}
        onBlur={() => setFocused(null)}
        className={
          zoom > 1
            ? 'cursor-grab touch-none overflow-clip -outline-offset-2'
            : 'touch-pan-x touch-pan-y overflow-clip -outline-offset-2'
        }
      >
        <svg width={width} height={height} className="block text-13 select-none">
          <Hatch id={`${id}hatch`} />
          <g ref={group}>
            <path d={pathOf(wall, scale)} className="fill-surface-sunken" />
            <PlanRooms
              {...rooms}
              shapes={shapes}
              view={view}
              scale={scale}
              hatch={`url(#${id}hatch)`}
            />
            <PlanEdges
              wall={wall}
              shapes={shapes}
              ringed={[rooms.openRoomId, focused]}
              scale={scale}
            />
          </g>
        </svg>
      </div>
      <p id={`${id}keys`} className="sr-only">
        Plus and minus zoom, 0 shows the whole floor, arrows move it.
      </p>
      <CanvasFoot scale={scale} zoomBy={zoomBy} whole={whole} />
    </div>
  )
}
