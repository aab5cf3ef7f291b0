// @vitest-environment jsdom -- React Query polls only if `window` exists
import { QueryClient, QueryObserver } from '@tanstack/react-query'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { HttpError, NetworkError } from '#src/contract/errors.ts'
import { createPoller } from './poller.ts'

const interval = 5_000

function pollerAt(random: () => number = () => 0.5) {
  const clock = { now: 0 }
  return { clock, poller: createPoller(interval, () => clock.now, random) }
}

test('the time between polls equals the interval if responses are faster than the interval', () => {
  const { clock, poller } = pollerAt()
  poller.begin()
  clock.now = 1_800
  poller.succeeded()
  expect(poller.delay()).toBe(interval - 1_800)
  expect(poller.latencyMs()).toBe(1_800)
})

test('polls again immediately after a response that is slower than the interval', () => {
  const { clock, poller } = pollerAt()
  poller.begin()
  clock.now = 9_000
  poller.succeeded()
  expect(poller.delay()).toBe(1)
})

test('the time between polls stays within ten percent of the interval while polls succeed', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), (random) => {
      const { poller } = pollerAt(() => random)
      poller.begin()
      poller.succeeded()
      expect(poller.delay()).toBeGreaterThanOrEqual(interval * 0.9)
      expect(poller.delay()).toBeLessThanOrEqual(interval * 1.1)
    }),
  )
})

test('backs off exponentially up to a minute and resets after one success', () => {
  const { poller } = pollerAt(() => 0.999_999)
  const pauses = Array.from({ length: 6 }, () => {
    poller.begin()
    poller.failed(new NetworkError('poll', null))
    return Math.round(poller.delay() / 1_000)
  })
  expect(pauses).toEqual([10, 20, 40, 60, 60, 60])
  poller.begin()
  poller.succeeded()
  expect(poller.delay()).toBeLessThanOrEqual(interval * 1.1)
})

test('never polls sooner than Retry-After, with any jitter', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.integer({ min: 1_000, max: 600_000 }),
      fc.integer({ min: 1, max: 12 }),
      (random, retryAfterMs, failures) => {
        const { poller } = pollerAt(() => random)
        for (let count = 0; count < failures; count += 1) {
          poller.begin()
          poller.failed(new HttpError('poll', 429, null, retryAfterMs))
        }
        expect(poller.delay()).toBeGreaterThanOrEqual(retryAfterMs)
      },
    ),
  )
})

test('never retries sooner than the interval or half a minute, whichever is shorter', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.constantFrom(1_000, 5_000, 60_000, 600_000, Number.POSITIVE_INFINITY),
      (random, intervalMs) => {
        const poller = createPoller(
          intervalMs,
          () => 0,
          () => random,
        )
        for (let count = 0; count < 8; count += 1) {
          poller.begin()
          poller.failed(new HttpError('poll', 500, null, null))
          expect(poller.hold()).toBeGreaterThanOrEqual(Math.min(intervalMs, 30_000))
          expect(poller.hold()).toBe(poller.delay())
          expect(poller.hold()).toBeLessThanOrEqual(60_000)
        }
      },
    ),
  )
})

test('a one-time request is never due again after its response', () => {
  const poller = createPoller(
    Number.POSITIVE_INFINITY,
    () => 0,
    () => 0.5,
  )
  poller.begin()
  poller.succeeded()
  expect(poller.delay()).toBe(Number.POSITIVE_INFINITY)
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

async function pass(ms: number) {
  // A single jump would leave React Query's last notification undelivered.
  for (let passed = 0; passed < ms; passed += 250) await vi.advanceTimersByTimeAsync(250)
}

function observe(queryFn: (call: number) => Promise<number>) {
  const poller = createPoller(
    interval,
    () => performance.now(),
    () => 0.5,
  )
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, networkMode: 'always' } },
  })
  let calls = 0
  // oxlint-disable-next-line @tanstack/query/exhaustive-deps -- there is only one query; its calls are counted
  const observer = new QueryObserver(client, {
    queryKey: ['poll'],
    queryFn: async () => {
      poller.begin()
      calls += 1
      try {
        const response = await queryFn(calls)
        poller.succeeded()
        return response
      } catch (error) {
        poller.failed(error)
        throw error
      }
    },
    refetchInterval: (query) => (query.state.fetchStatus === 'fetching' ? false : poller.delay()),
  })
  const stop = observer.subscribe(() => {})
  return { calls: () => calls, observer, stop }
}

test('sends one poll per interval during an hour of slow responses', async () => {
  const slow = observe(
    (call) => new Promise((resolve) => void setTimeout(() => resolve(call), 1_500)),
  )
  await pass(3_600_000)
  slow.stop()
  expect(slow.calls()).toBeGreaterThanOrEqual(714)
  expect(slow.calls()).toBeLessThanOrEqual(721)
})

test('continues to poll and keeps the last data after failures', async () => {
  const flaky = observe(async (call) => {
    if (call > 1 && call < 6) throw new NetworkError('poll', null)
    return call
  })
  await pass(1_000)
  expect(flaky.observer.getCurrentResult().data).toBe(1)
  await pass(10_000)
  expect(flaky.observer.getCurrentResult()).toMatchObject({ data: 1, isError: true })
  await pass(180_000)
  flaky.stop()
  expect(flaky.observer.getCurrentResult()).toMatchObject({ isError: false })
  expect(flaky.calls()).toBeGreaterThan(10)
})
