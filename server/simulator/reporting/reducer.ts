import type { WindowFunction } from '#src/contract/reporting.ts'

/** Reduces the events of one series in one window to one value. */
export type Reducer = {
  /** Takes `count` events of the same value that follow one another. */
  add: (value: number, count: number) => void
  /** The value of the window, and a fresh start; `null` when there was no event. */
  finish: () => number | null
}

/**
 * A reducer for a window function. `median` is here the smoothing one: the middle by size, the upper of two (Butlr
 * API notes leave its tie rule open).
 */
export function createReducer(name: WindowFunction): Reducer {
  let count = 0
  let sum = 0
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  let first = 0
  let last = 0
  const tally = new Map<number, number>()

  const result = () => {
    switch (name) {
      case 'sum':
        return sum
      case 'min':
        return min
      case 'max':
        return max
      case 'mean':
        return sum / count
      case 'first':
        return first
      case 'last':
        return last
      case 'median':
        return middleOf(tally, count)
    }
  }
  return {
    add(value, times) {
      if (count === 0) first = value
      last = value
      count += times
      sum += value * times
      min = Math.min(min, value)
      max = Math.max(max, value)
      if (name === 'median') tally.set(value, (tally.get(value) ?? 0) + times)
    },
    finish() {
      const value = count === 0 ? null : result()
      count = 0
      sum = 0
      min = Number.POSITIVE_INFINITY
      max = Number.NEGATIVE_INFINITY
      tally.clear()
      return value
    },
  }
}

function middleOf(tally: Map<number, number>, count: number): number {
  let position = Math.floor(count / 2)
  for (const [value, times] of [...tally].sort(([a], [b]) => a - b)) {
    if (position < times) return value
    position -= times
  }
  return 0
}
