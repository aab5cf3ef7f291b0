import { expect, test } from 'vitest'
import { createButlrClock } from './butlr-clock.ts'

const start = Date.UTC(2026, 10, 27, 9)
const hour = 3_600_000

function createClock() {
  const time = { elapsed: 5_000 }
  const clock = createButlrClock(() => time.elapsed)
  const respond = (date: number | null) =>
    clock.addResponse(
      new Response(null, date === null ? {} : { headers: { Date: new Date(date).toUTCString() } }),
    )
  return { time, clock, respond }
}

test('the time is unknown until two responses agree', () => {
  const { clock, respond } = createClock()
  expect(clock.now()).toBeNull()
  respond(null)
  respond(start)
  expect(clock.now()).toBeNull()
  respond(start + 1_000)
  expect(clock.now()).toBe(start + 1_000)
})

test('the time advances between responses', () => {
  const { time, clock, respond } = createClock()
  respond(start)
  respond(start)
  time.elapsed += 3 * hour
  expect(clock.now()).toBe(start + 3 * hour)
})

test('ignores a single deviating date, and adopts it once the next date agrees', () => {
  const { clock, respond } = createClock()
  respond(start)
  respond(start)
  respond(start + 8_760 * hour)
  expect(clock.now()).toBe(start)
  respond(start)
  respond(start + 10_000)
  expect(clock.now()).toBe(start + 10_000)
  respond(start + 48 * hour)
  respond(start + 48 * hour)
  expect(clock.now()).toBe(start + 48 * hour)
})
