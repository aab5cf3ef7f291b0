import { createContext, useContext, useLayoutEffect, useRef, useState } from 'react'
import type { ComponentProps, CSSProperties } from 'react'

/** In percent of the frame's shorter side. */
type FrameShape = { width: number; height: number }

const FrameShapeContext = createContext<FrameShape>({ width: 100, height: 100 })

/** Returns the shape of the nearest frame, or a square if there is none. */
export function useFrameShape(): FrameShape {
  return useContext(FrameShapeContext)
}

/**
 * The container of a board or another display screen. Sets `--u` to one percent of its shorter side, and `data-frame`
 * to its orientation. All lengths inside are multiples of `--u`, because TVs from before 2024 do not support container
 * query units.
 */
export function BoardFrame({ style, ...props }: ComponentProps<'div'>) {
  const ref = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<FrameShape | null>(null)
  useLayoutEffect(() => {
    if (ref.current === null) return undefined
    // The observer also reports the initial size, before the first paint.
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setSize({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    observer.observe(ref.current)
    return () => observer.disconnect()
  }, [])
  const unit = size === null ? 0 : Math.min(size.width, size.height) / 100
  const width = size === null || unit === 0 ? 100 : size.width / unit
  const height = size === null || unit === 0 ? 100 : size.height / unit
  const unitStyle: CSSProperties & Record<`--${string}`, string> = { '--u': `${unit}px` }
  return (
    <FrameShapeContext value={{ width, height }}>
      <div
        {...props}
        ref={ref}
        style={{ ...style, ...unitStyle }}
        data-frame={height >= width ? 'portrait' : 'landscape'}
      />
    </FrameShapeContext>
  )
}
