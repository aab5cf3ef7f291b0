import { useEffect, useState } from 'react'
import { second } from '#src/domain/time/duration.ts'

const idleMs = 3 * second

/** Whether the pointer has moved, or a key was pressed, in the last three seconds. Nobody points at a wall. */
export function useIdlePointer(): boolean {
  const [idle, setIdle] = useState(false)
  useEffect(() => {
    let timer = window.setTimeout(setIdle, idleMs, true)
    const moved = () => {
      setIdle(false)
      window.clearTimeout(timer)
      timer = window.setTimeout(setIdle, idleMs, true)
    }
    window.addEventListener('pointermove', moved)
    window.addEventListener('keydown', moved)
    return () => {
      window.clearTimeout(timer)
      window.removeEventListener('pointermove', moved)
      window.removeEventListener('keydown', moved)
    }
  }, [])
  return idle
}
