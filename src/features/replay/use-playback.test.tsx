import { renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { usePlayback, type Speed } from './use-playback.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Plays for some seconds and returns the minutes of each step. */
function play(speed: Speed, seconds: number, isPlaying = true): number[] {
  const steps: number[] = []
  const { unmount } = renderHook(() =>
    usePlayback(isPlaying, speed, (minutes) => steps.push(minutes)),
  )
  vi.advanceTimersByTime(seconds * 1_000)
  unmount()
  return steps
}

test.each([
  [10, 12, [1, 1]],
  [60, 3, [1, 1, 1]],
  [300, 1, [1, 1, 1, 1, 1]],
  [1_200, 0.5, [2, 2, 2, 2, 2]],
] as const)('at %i× the day advances evenly', (speed, seconds, steps) => {
  expect(play(speed, seconds)).toEqual(steps)
})

test('does not advance while paused', () => {
  expect(play(60, 10, false)).toEqual([])
})
