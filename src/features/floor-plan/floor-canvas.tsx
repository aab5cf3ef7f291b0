import { useId, useMemo, useRef, useState, type FocusEvent } from 'react'
import { canvasHeight, fitFloor } from '#src/domain/floor-plan/canvas-fit.ts'
import { pathData } from '#src/domain/floor-plan/geometry.ts'
import type { PageFloor } from '#src/domain/floor-plan/page-floor.ts'
import { CanvasFoot } from './canvas-foot.tsx'
import { HatchPattern } from '#src/components/ui/hatch-pattern.tsx'
import { PlanEdges } from './plan-edges.tsx'
import { planKeys } from './plan-keys.ts'
import { PlanRooms, type PlanRoomsProps } from './plan-rooms.tsx'
import { useCanvasWidth } from './use-canvas-width.ts'
import { usePlanZoom } from './use-plan-zoom.ts'

export type CanvasProps = PlanRoomsProps & {
  floor: PageFloor
  /** The floor's name. */
  name: string
  /** Where a room's number is explained: the key `e` goes there, as on its card. */
  explainTo: (roomId: string) => string
}

/** One floor drawn to scale, with its rooms as links. */
export function FloorCanvas({
  floor: { shapes, bounds, wall, isToScale, locate },
  name,
  explainTo,
  ...rooms
}: CanvasProps) {
  const id = useId()
  const place = useRef<HTMLDivElement>(null)
  const width = useCanvasWidth(place)
  const height = canvasHeight(bounds, width)
  const fit = useMemo(() => fitFloor(bounds, { width, height }), [bounds, width, height])
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
          <HatchPattern id={`${id}hatch`} spacing={7} strokeWidth={2} className="stroke-line" />
          <g ref={group}>
            <path d={pathData(wall, scale)} className="fill-surface-sunken" />
            <PlanRooms
              {...rooms}
              shapes={shapes}
              locate={locate}
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
      <CanvasFoot scale={isToScale ? scale : null} zoomBy={zoomBy} whole={whole} />
    </div>
  )
}
