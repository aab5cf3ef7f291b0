import type { KeyboardEvent } from 'react'
import { navigate } from '#src/lib/address.ts'
import type { usePlanZoom } from './use-plan-zoom.ts'

type Acts = Pick<ReturnType<typeof usePlanZoom>, 'zoomBy' | 'whole' | 'moveBy'>

/** Pixels that an arrow key moves the floor by. */
const step = 64

const keys: Record<string, (acts: Acts) => void> = {
  '+': ({ zoomBy }) => zoomBy(1.5),
  '=': ({ zoomBy }) => zoomBy(1.5),
  '-': ({ zoomBy }) => zoomBy(1 / 1.5),
  '0': ({ whole }) => whole(),
  ArrowLeft: ({ moveBy }) => moveBy(step, 0),
  ArrowRight: ({ moveBy }) => moveBy(-step, 0),
  ArrowUp: ({ moveBy }) => moveBy(0, step),
  ArrowDown: ({ moveBy }) => moveBy(0, -step),
}

/**
 * What the keys of a plan do: they zoom and move it, and on a room `e` goes to what its number is made of.
 *
 * @param explainTo where a room's number is explained
 */
export function planKeys(
  { zoom, ...acts }: Acts & { zoom: number },
  explainTo: (roomId: string) => string,
) {
  return (event: KeyboardEvent) => {
    if (isForPage(event, zoom)) return
    const roomId = event.target instanceof Element && event.target.getAttribute('data-room')
    if (event.key === 'e' && roomId) navigate(explainTo(roomId))
    const act = keys[event.key]
    if (!act) return
    event.preventDefault()
    act(acts)
  }
}

/** Keys with a modifier are the browser's. With the whole floor in view, and on a room, arrows scroll the page as everywhere. */
function isForPage(event: KeyboardEvent, zoom: number): boolean {
  const { key, target, currentTarget } = event
  if (event.ctrlKey || event.metaKey || event.altKey) return true
  return key.startsWith('Arrow') && (target !== currentTarget || zoom === 1)
}
