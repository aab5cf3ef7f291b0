import { select } from 'd3-selection'
import { zoom, zoomIdentity, zoomTransform, type D3ZoomEvent, type ZoomTransform } from 'd3-zoom'
import {
  panToShow,
  type FloorTransform,
  type CanvasSize,
} from '#src/domain/floor-plan/page-floor.ts'
import type { Box } from '#src/domain/floor-plan/geometry.ts'
import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react'

const maxZoom = 8

/**
 * Pan and zoom of a plan. A gesture only transforms the group, without rendering. When the gesture ends, `zoom` and
 * `view` (the visible part of the floor, in metres) are updated, and the labels are laid out for the new values.
 *
 * The wheel scrolls the page unless Ctrl is held (as browsers report a trackpad pinch) or the plan has the focus. One
 * finger scrolls the page while the whole floor is in view.
 *
 * @param showsWholeFloor whether to ignore the pan and zoom for now, as on paper
 */
export function usePlanZoom(
  fit: FloorTransform,
  { width, height }: CanvasSize,
  showsWholeFloor: boolean,
) {
  const host = useRef<HTMLDivElement>(null)
  const group = useRef<SVGGElement>(null)
  const [lastGesture, setSettled] = useState(zoomIdentity)
  const settled = showsWholeFloor ? zoomIdentity : lastGesture
  const renderedScale = useRef(1)
  const behaviour = useMemo(() => zoom<HTMLDivElement, unknown>().scaleExtent([1, maxZoom]), [])

  const move = useCallback(() => {
    if (!host.current || !group.current) return
    const { k, x, y } = showsWholeFloor ? zoomIdentity : zoomTransform(host.current)
    const at = `translate(${k * fit.x + x} ${k * fit.y + y}) scale(${k / renderedScale.current})`
    group.current.setAttribute('transform', at)
  }, [fit, showsWholeFloor])

  useLayoutEffect(() => {
    renderedScale.current = settled.k
    move()
  }, [settled, move])

  useEffect(() => {
    if (!host.current) return
    const selection = select<HTMLDivElement, unknown>(host.current)
    const area: [[number, number], [number, number]] = [
      [0, 0],
      [width, height],
    ]
    behaviour
      .extent(area)
      .translateExtent(area)
      .clickDistance(4)
      .filter(acceptsGesture)
      .on('zoom', move)
      .on('end', ({ transform }: D3ZoomEvent<HTMLDivElement, unknown>) => setSettled(transform))
    selection.call(behaviour).on('dblclick.zoom', null)
    behaviour.translateBy(selection, 0, 0)
    return () => void selection.on('.zoom', null)
  }, [behaviour, move, width, height])

  const actions = useMemo(() => {
    const selected = () => (host.current ? select<HTMLDivElement, unknown>(host.current) : null)
    const moveBy = (x: number, y: number) => {
      const selection = selected()
      if (!selection || !host.current) return
      const { k } = zoomTransform(host.current)
      behaviour.translateBy(selection, x / k, y / k)
    }
    return {
      zoomBy: (factor: number) => {
        const selection = selected()
        if (selection) behaviour.scaleBy(selection, factor)
      },
      whole: () => {
        const selection = selected()
        if (selection) behaviour.scaleTo(selection, 1)
      },
      /** Pans by a distance in pixels. */
      moveBy,
      /** Pans as little as necessary to show a box of the floor, in metres. */
      panIntoView: ({ left, top, right, bottom }: Box) => {
        if (!host.current) return
        const { k, x, y } = zoomTransform(host.current)
        const across = (metres: number) => k * (metres * fit.scale + fit.x) + x
        const down = (metres: number) => k * (metres * fit.scale + fit.y) + y
        const box = {
          left: across(left),
          top: down(top),
          right: across(right),
          bottom: down(bottom),
        }
        const [byX, byY] = panToShow(box, { width, height })
        if (byX !== 0 || byY !== 0) moveBy(byX, byY)
      },
    }
  }, [behaviour, fit, width, height])

  const view = useMemo(
    () => visibleBox(settled, fit, { width, height }),
    [settled, fit, width, height],
  )
  return { host, group, zoom: settled.k, view, ...actions }
}

/** Returns the visible part of the floor, in metres. */
function visibleBox(
  gesture: ZoomTransform,
  fit: FloorTransform,
  { width, height }: CanvasSize,
): Box {
  const onFloor = (x: number, y: number) => {
    const [across, down] = gesture.invert([x, y])
    return [(across - fit.x) / fit.scale, (down - fit.y) / fit.scale] as const
  }
  const [left, top] = onFloor(0, 0)
  const [right, bottom] = onFloor(width, height)
  return { left, top, right, bottom }
}

function acceptsGesture(this: HTMLDivElement, event: Event): boolean {
  if (event instanceof WheelEvent) return event.ctrlKey || document.activeElement === this
  if (event instanceof MouseEvent) return event.button === 0 && !event.ctrlKey
  return (
    'touches' in event &&
    ((event instanceof TouchEvent && event.touches.length > 1) || zoomTransform(this).k > 1)
  )
}

type PlanActions = Pick<ReturnType<typeof usePlanZoom>, 'zoomBy' | 'whole' | 'moveBy'>

/** Distance in pixels by which an arrow key pans. */
const panStep = 64

const keyActions: Record<string, (acts: PlanActions) => void> = {
  '+': ({ zoomBy }) => zoomBy(1.5),
  '=': ({ zoomBy }) => zoomBy(1.5),
  '-': ({ zoomBy }) => zoomBy(1 / 1.5),
  '0': ({ whole }) => whole(),
  ArrowLeft: ({ moveBy }) => moveBy(panStep, 0),
  ArrowRight: ({ moveBy }) => moveBy(-panStep, 0),
  ArrowUp: ({ moveBy }) => moveBy(0, panStep),
  ArrowDown: ({ moveBy }) => moveBy(0, -panStep),
}

/** Returns a handler for the keys that zoom and pan a plan. */
export function planKeyboard({ zoom, ...actions }: PlanActions & { zoom: number }) {
  return (event: KeyboardEvent) => {
    if (isPageKey(event, zoom)) return
    const action = keyActions[event.key]
    if (!action) return
    event.preventDefault()
    action(actions)
  }
}

/**
 * Returns whether the page handles a key: a key with Ctrl, Alt or Meta, or an arrow key on a room or at minimum zoom.
 */
function isPageKey(event: KeyboardEvent, zoom: number): boolean {
  const { key, target, currentTarget } = event
  if (event.ctrlKey || event.metaKey || event.altKey) return true
  return key.startsWith('Arrow') && (target !== currentTarget || zoom === 1)
}
