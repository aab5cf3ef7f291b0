import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/**
 * Returns the width of an element in pixels, or 0 before it is measured. It is measured before the first paint.
 *
 * @param fixed a width to use instead of measuring
 */
export function useElementWidth(fixed?: number): {
  ref: RefObject<HTMLDivElement | null>
  width: number
} {
  const ref = useRef<HTMLDivElement>(null)
  const [measured, setMeasured] = useState(0)
  useLayoutEffect(() => {
    if (fixed !== undefined || !ref.current) return undefined
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setMeasured(Math.floor(entry.contentRect.width))
    })
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [fixed])
  return { ref, width: fixed ?? measured }
}
