import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { HttpError, NetworkError } from '#src/contract/errors.ts'
import { second } from '#src/domain/time/duration.ts'
import { createRequestSchedule } from './request-schedule.ts'

const fraction = fc.double({ min: 0, max: 0.999_999, noNaN: true })
const intervals = fc.constantFrom(second, 5 * second, 60 * second, 600 * second)

/** Creates a schedule with a fake clock and the given random numbers. */
function scheduleOf(intervalMs: number, random: () => number) {
  const clock = { now: 1_000 }
  const schedule = createRequestSchedule({ intervalMs, monotonic: () => clock.now, random })
  /** Simulates a request with this latency, which fails if `error` is given. */
  const request = (latencyMs: number, error?: Error) => {
    schedule.begin()
    clock.now += latencyMs
    if (error === undefined) schedule.succeeded()
    else schedule.failed(error)
  }
  return { schedule, request }
}

test('after a success, sends the next request one interval after the previous one, with 10% jitter', () => {
  fc.assert(
    fc.property(intervals, fraction, fraction, (intervalMs, random, share) => {
      const { schedule, request } = scheduleOf(intervalMs, () => random)
      const latencyMs = 0.8 * share * intervalMs
      request(latencyMs)
      expect(schedule.delay() + latencyMs).toBeGreaterThanOrEqual(0.9 * intervalMs - 1)
      expect(schedule.delay() + latencyMs).toBeLessThanOrEqual(1.1 * intervalMs + 1)
      expect(schedule.latencyMs()).toBeCloseTo(latencyMs)
    }),
  )
})

test('after a failure, sends the next request within 8 seconds of the start of the previous one', () => {
  fc.assert(
    fc.property(
      intervals,
      fraction,
      fc.array(fc.integer({ min: 0, max: 30_000 }), { minLength: 1, maxLength: 6 }),
      (intervalMs, random, latencies) => {
        const { schedule, request } = scheduleOf(intervalMs, () => random)
        for (const latencyMs of latencies) {
          request(latencyMs, new NetworkError('GET', null))
          const sinceStart = schedule.delay() + latencyMs
          expect(sinceStart).toBeLessThanOrEqual(Math.max(8 * second, latencyMs) + 1)
          expect(sinceStart).toBeGreaterThanOrEqual(Math.min(5 * second, intervalMs))
        }
      },
    ),
  )
})

test('never sends a request before the Retry-After period ends, or more than 5 seconds later', () => {
  fc.assert(
    fc.property(
      intervals,
      fraction,
      fc.integer({ min: 8, max: 600 }),
      (intervalMs, random, asked) => {
        const { schedule, request } = scheduleOf(intervalMs, () => random)
        request(100, new HttpError('GET', 429, null, asked * second))
        expect(schedule.delay()).toBeGreaterThanOrEqual(asked * second)
        expect(schedule.delay()).toBeLessThanOrEqual((asked + 5) * second)
      },
    ),
  )
})

test('displays whose readings become late at the same time spread their requests before that time', () => {
  const displays = Array.from({ length: 100 }, (_, index) => {
    const { schedule, request } = scheduleOf(5 * second, () => index / 100)
    request(0)
    return schedule.delay(4 * second)
  })
  expect(Math.min(...displays)).toBeCloseTo(3.6 * second, -2)
  expect(displays[50]).toBeCloseTo(3.8 * second)
  expect(Math.max(...displays)).toBeLessThanOrEqual(4 * second)
})

test('displays that received a late response at the same time spread their next requests', () => {
  const displays = Array.from({ length: 100 }, (_, index) => {
    const { schedule, request } = scheduleOf(5 * second, () => index / 100)
    request(7 * second)
    return schedule
  })
  const delays = displays.map((schedule) => schedule.delay())
  expect(delays[50]).toBeCloseTo(2.5 * second)
  expect(Math.max(...delays)).toBeGreaterThan(4.9 * second)
  const limited = displays.map((schedule) => schedule.delay(2 * second))
  expect(limited[50]).toBeCloseTo(second)
  expect(Math.max(...limited)).toBeLessThan(2 * second)
})
