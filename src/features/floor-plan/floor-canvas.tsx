import {
  useLayoutEffect,
  useState,
  type RefObject,
  useId,
  useMemo,
  useRef,
  type FocusEvent,
} from 'react'
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import {
  scaleBar,
  type RoomShape,
  canvasHeight,
  fitFloor,
  type PageFloor,
} from '#src/domain/floor-plan/page-floor.ts'
import { Button } from '#src/components/ui/button.tsx'
import { pathData, type Polygon } from '#src/domain/floor-plan/geometry.ts'
import { useIsPrinting } from '#src/components/ui/use-is-printing.ts'
import { HatchPattern } from '#src/components/ui/hatch-pattern.tsx'
import * as text from '#messages/floor-plan.tsx'
import { planKeyboard, usePlanZoom } from './use-plan-zoom.ts'
import { FloorPlanRooms, type FloorPlanRoomsProps } from './floor-plan-rooms.tsx'

/** Width in pixels until the canvas is measured. */
const defaultWidth = 1148
/** Width in pixels on paper: fits a portrait A4 page, because the plan and its scale bar are printed unscaled. */
const printWidth = 700

/** Returns the width of the plan's container in pixels, updated when it is resized. */
function useCanvasWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(defaultWidth)
  useLayoutEffect(() => {
    if (!element.current) return
    const measure = ({ clientWidth }: Element) => {
      if (clientWidth > 0) setWidth(clientWidth)
    }
    measure(element.current)
    const observer = new ResizeObserver(([entry]) => {
      if (entry) measure(entry.target)
    })
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return width
}

const iconProps = { className: 'size-4', strokeWidth: 1.5, 'aria-hidden': true } as const

function CanvasFooter({
  scale,
  zoomBy,
  whole,
}: {
  /** Scale in pixels per metre; null when the plan is not to scale. */
  scale: number | null
  zoomBy: (factor: number) => void
  whole: () => void
}) {
  const bar = scale === null ? null : scaleBar(scale)
  return (
    <div className="flex flex-wrap items-center gap-1 px-3 pb-3 text-ink-muted md:px-6">
      <span className="mr-auto flex items-center gap-2">
        {bar && (
          <>
            <span
              aria-hidden="true"
              className="h-1.5 border-x border-b border-line-strong"
              style={{ width: bar.width }}
            />
            {text.scaleBarLength(bar.metres)}
          </>
        )}
      </span>
      <Button variant="quiet" aria-label={text.zoomIn} onClick={() => zoomBy(1.5)}>
        <ZoomIn {...iconProps} />
      </Button>
      <Button variant="quiet" aria-label={text.zoomOut} onClick={() => zoomBy(1 / 1.5)}>
        <ZoomOut {...iconProps} />
      </Button>
      <Button variant="quiet" onClick={whole}>
        <Maximize {...iconProps} />
        <span className="max-md:sr-only">{text.wholeFloor}</span>
      </Button>
    </div>
  )
}

/** Draws the outer wall and the highlights of rooms last, so that no neighbouring room covers them. */
function PlanOutlines({
  wall,
  shapes,
  highlightedRoomIds,
  scale,
}: {
  wall: Polygon
  shapes: ReadonlyMap<string, RoomShape>
  /** IDs of the rooms that are open or have keyboard focus. */
  highlightedRoomIds: readonly (string | null | undefined)[]
  /** Scale in pixels per metre. */
  scale: number
}) {
  const highlightPaths = [...new Set(highlightedRoomIds)].flatMap((roomId) => {
    const shape = shapes.get(roomId ?? '')
    return shape ? [pathData(shape.corners, scale)] : []
  })
  return (
    <g className="pointer-events-none fill-none" strokeWidth="3">
      <path
        d={pathData(wall, scale)}
        vectorEffect="non-scaling-stroke"
        className="stroke-ink-muted"
      />
      {highlightPaths.map((path) => (
        <path key={path} d={path} vectorEffect="non-scaling-stroke" className="stroke-accent" />
      ))}
    </g>
  )
}

type FloorCanvasProps = FloorPlanRoomsProps & {
  floor: PageFloor
  name: string
}

export function FloorCanvas({
  floor: { shapes, bounds, wall, isToScale, locate },
  name,
  ...rooms
}: FloorCanvasProps) {
  const id = useId()
  const containerRef = useRef<HTMLDivElement>(null)
  const isPrinting = useIsPrinting()
  const screenWidth = useCanvasWidth(containerRef)
  const width = isPrinting ? printWidth : screenWidth
  const height = canvasHeight(bounds, width)
  const fit = useMemo(() => fitFloor(bounds, { width, height }), [bounds, width, height])
  const planZoom = usePlanZoom(fit, { width, height }, isPrinting)
  const { host, group, zoom, view, zoomBy, whole, panIntoView } = planZoom
  const scale = fit.scale * zoom
  const [focused, setFocused] = useState<string | null>(null)

  const onFocus = ({ target }: FocusEvent) => {
    const roomId = target.getAttribute('data-room')
    setFocused(roomId !== null && target.matches(':focus-visible') ? roomId : null)
    const shape = shapes.get(roomId ?? '')
    if (shape) panIntoView(shape.bounds)
  }
  return (
    <div ref={containerRef} className="min-w-0">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys move and zoom the view, like keys that scroll text */}
      <div
        ref={host}
        role="group"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keys move and zoom the view, like keys that scroll text
        tabIndex={0}
        aria-label={text.planOf(name)}
        aria-describedby={`${id}keys`}
        onKeyDown={planKeyboard(planZoom)}
        onFocus={onFocus}
        onBlur={() => setFocused(null)}
        className={
          zoom > 1
            ? 'cursor-grab touch-none overflow-clip -outline-offset-2'
            : 'touch-pan-x touch-pan-y overflow-clip -outline-offset-2'
        }
      >
        <svg
          width={width}
          height={height}

          className="block text-13 select-none"
        >
          <HatchPattern id={`${id}hatch`} spacing={7} strokeWidth={2} className="stroke-line" />
          <g ref={group}>
            <path d={pathData(wall, scale)} className="fill-surface-sunken" />
            <FloorPlanRooms
              {...rooms}
              shapes={shapes}
              locate={locate}
              view={view}
              scale={scale}
              hatch={`url(#${id}hatch)`}
            />
            <PlanOutlines
              wall={wall}
              shapes={shapes}
              highlightedRoomIds={[rooms.openRoomId, focused]}
              scale={scale}
            />
          </g>
        </svg>
      </div>
      <p id={`${id}keys`} className="sr-only">
        {text.planKeys}
      </p>
      <CanvasFooter scale={isToScale ? scale : null} zoomBy={zoomBy} whole={whole} />
    </div>
  )
}
