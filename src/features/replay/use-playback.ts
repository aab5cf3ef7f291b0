import { useEffect, useEffectEvent } from 'react'

/** Speeds relative to real time: 60 is one minute a second. */
export const speeds = [10, 60, 300, 1_200] as const
export type Speed = (typeof speeds)[number]

/** Shortest time between two steps, in milliseconds: rendering hundreds of rooms takes a part of it. */
const shortestStepMs = 100

/**
 * While it plays, calls `onStep` with the number of minutes by which to advance. Steps have the same length, however
 * long rendering takes.
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
