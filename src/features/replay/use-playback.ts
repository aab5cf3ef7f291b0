import { useEffect, useEffectEvent } from 'react'

/** Speeds relative to real time: 60 is one minute per second. */
export const speeds = [10, 60, 300, 1_200] as const
export type Speed = (typeof speeds)[number]

/** Minimum time between two steps, in milliseconds: rendering hundreds of rooms takes much of this time. */
const shortestStepMs = 100

/**
 * While `isPlaying`, calls `onStep` with the number of minutes by which to advance. The number depends only on the
 * speed: if rendering is slow, the replay is slower and skips nothing.
 */
export function usePlayback(isPlaying: boolean, speed: Speed, onStep: (minutes: number) => void) {
  const handleStep = useEffectEvent(onStep)
  useEffect(() => {
    if (!isPlaying) return
    const minuteMs = 60_000 / speed
    const minutes = Math.max(1, Math.round(shortestStepMs / minuteMs))
    const timer = setInterval(() => handleStep(minutes), minutes * minuteMs)
    return () => clearInterval(timer)
  }, [isPlaying, speed])
}
