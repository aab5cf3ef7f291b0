import { useLayoutEffect, useState, type RefObject } from 'react'

/** Pixels, until the page was laid out. */
const usual = 1148

/** How wide the place of the plan is, pixels; it follows the window. */
export function useCanvasWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(usual)
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
