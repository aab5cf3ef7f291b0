import { expect, test } from 'vitest'
import { createWindowFailures } from './window-failures.ts'

const minuteMs = 60_000
const hour = 60 * minuteMs
const window = { from: 1_000, to: 1_030 }
const all = { from: 0, to: 10_000 }

test('sets a window aside after three failures in a row, and the preceding window after one failure', () => {
  const failures = createWindowFailures(1)
  expect(failures.onFailure(window, 0, false)).toBe(false)
  expect(failures.onFailure({ from: 1_015, to: 1_030 }, 0, false)).toBe(false)
  expect(failures.setAside()).toEqual([])
  expect(failures.onFailure({ from: 1_023, to: 1_030 }, 0, false)).toBe(true)
  expect(failures.onFailure({ from: 993, to: 1_023 }, 0, false)).toBe(true)
  expect(failures.setAside()).toEqual([{ from: 993, to: 1_030 }])
  expect(failures.undelivered()).toEqual([])
})

test('restarts the count of failures only after a success within the window', () => {
  const failures = createWindowFailures(1)
  failures.onFailure(window, 0, false)
  failures.onFailure(window, 0, false)
  failures.onSuccess({ from: 1_020, to: 1_030 })
  expect(failures.onFailure({ from: 1_000, to: 1_020 }, 0, false)).toBe(false)
  expect(failures.onFailure({ from: 1_000, to: 1_020 }, 0, false)).toBe(false)
  failures.onSuccess({ from: 2_000, to: 2_010 })
  expect(failures.onFailure({ from: 1_000, to: 1_020 }, 0, false)).toBe(true)
})

test('does not set aside a window that is divided', () => {
  const failures = createWindowFailures(1)
  for (let count = 0; count < 5; count += 1) failures.onFailure(window, 0, true)
  expect(failures.setAside()).toEqual([])
})

test('retries halves of a window until only the minute that fails is left', () => {
  const failures = createWindowFailures(1)
  const bad = 1_007
  for (let count = 0; count < 3; count += 1) failures.onFailure(window, 0, false)
  for (let now = 0; now < 10 * 24 * hour; now += minuteMs) {
    failures.onSuccess({ from: 2_000, to: 2_001 })
    const retry = failures.nextRetry(all, now, 720)
    if (retry === null) continue
    if (retry.from <= bad && bad < retry.to) failures.onFailure(retry, now, false)
    else failures.onSuccess(retry)
  }
  expect(failures.setAside()).toEqual([{ from: bad, to: bad + 1 }])
  expect(failures.undelivered()).toEqual([{ from: bad, to: bad + 1 }])
})

test('retries a window at growing intervals of at most a day while other windows succeed', () => {
  const failures = createWindowFailures(1)
  const single = { from: 1_000, to: 1_001 }
  for (let count = 0; count < 3; count += 1) failures.onFailure(single, 0, false)
  const retries: number[] = []
  for (let now = 0; now < 5 * 24 * hour; now += minuteMs) {
    failures.onSuccess({ from: 2_000, to: 2_001 })
    const retry = failures.nextRetry(all, now, 720)
    if (retry === null) continue
    retries.push(now)
    failures.onFailure(retry, now, false)
  }
  const intervals = retries.slice(1).map((at, index) => (at - (retries[index] ?? 0)) / hour)
  expect(intervals.slice(0, 4)).toEqual([1 / 3, 2 / 3, 4 / 3, 8 / 3])
  expect(intervals.at(-1)).toBe(24)
})

test('keeps the retry interval and sends at most one retry in five minutes while Butlr delivers nothing', () => {
  const failures = createWindowFailures(1)
  for (const to of [1_030, 1_060, 1_090]) {
    for (let count = 0; count < 3; count += 1) {
      failures.onFailure({ from: to - 1, to }, 0, false)
    }
  }
  let retries = 0
  for (let now = 0; now <= 24 * hour; now += minuteMs) {
    const retry = failures.nextRetry(all, now, 720)
    if (retry === null) continue
    retries += 1
    failures.onFailure(retry, now, false)
  }
  expect(retries).toBeLessThanOrEqual((24 * 60) / 5)
  const now = 24 * hour + 11 * minuteMs
  expect(failures.nextRetry(all, now, 720)).not.toBeNull()
})
