import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createServerClock } from './server-clock.ts'

const header = (at: number) => new Date(Math.floor(at / 1000) * 1000).toUTCString()

test('estimates the server time within two seconds if the device clock is days off', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -86_400_000 * 3, max: 86_400_000 * 3 }),
      fc.array(fc.tuple(fc.integer({ min: 0, max: 1_500 }), fc.integer({ min: 0, max: 9_000 })), {
        minLength: 1,
        maxLength: 40,
      }),
      (skew, responses) => {
        let server = Date.UTC(2026, 10, 23, 9)
        const clock = createServerClock(() => server + skew)
        for (const [latency, pause] of responses) {
          const sentAt = server + skew
          server += latency
          clock.addSample(header(server), sentAt, server + skew)
          expect(Math.abs(clock.now() - server)).toBeLessThan(2_000)
          server += pause
          expect(Math.abs(clock.now() - server)).toBeLessThan(2_000)
        }
        expect(Math.abs((clock.skewMs() ?? Number.NaN) - skew)).toBeLessThan(2_000)
      },
    ),
  )
})

test('slow responses do not change the estimate after a fast response', () => {
  let now = Date.UTC(2026, 10, 23, 9)
  const clock = createServerClock(() => now)
  /** Simulates a response whose `Date` the server set just before it sent the response. */
  const respond = (latencyMs: number) => {
    const sentAt = now
    now += latencyMs
    clock.addSample(header(now), sentAt, now)
    now += 5_000
  }
  respond(8_000)
  expect(Math.abs(clock.now() - now)).toBeGreaterThan(3_000)
  respond(100)
  for (let poll = 0; poll < 30; poll += 1) {
    respond(8_000)
    expect(Math.abs(clock.now() - now)).toBeLessThan(1_000)
  }
})

test('detects a change to the device clock even from a slow response', () => {
  let device = Date.UTC(2026, 10, 23, 9)
  const clock = createServerClock(() => device)
  clock.addSample(header(device), device, device)
  const server = device
  device += 3_600_000
  clock.addSample(header(server + 8_000), device, device + 8_000)
  expect(Math.abs(clock.skewMs() ?? 0)).toBeGreaterThan(3_590_000)
})

test('detects a change to the device clock on the next response', () => {
  let device = 1_000_000_000_000
  let server = 1_000_000_000_000
  const clock = createServerClock(() => device)
  for (let poll = 0; poll < 15; poll += 1) {
    clock.addSample(header(server), device, device)
    device += 5_000
    server += 5_000
  }
  device += 3_600_000
  clock.addSample(header(server), device, device)
  expect(Math.abs(clock.now() - server)).toBeLessThan(1_000)
})

test('ignores a response without a valid date', () => {
  const clock = createServerClock(() => 5_000)
  clock.addSample(null, 0, 0)
  clock.addSample('yesterday', 0, 0)
  expect(clock.now()).toBe(5_000)
  expect(clock.skewMs()).toBeNull()
})
