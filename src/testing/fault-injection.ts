import * as fc from 'fast-check'
import { expect } from 'vitest'
import { minute, second } from '#src/domain/time/duration.ts'
import { createFakeDisplay } from './fake-display.ts'
import type { Fault } from './fake-gateway.ts'

const faults: Fault[] = [
  'hang',
  'reset',
  'truncated',
  'html',
  { slowMs: 12 * second },
  { slowMs: 45 * second },
  { problem: 'upstream_timeout', status: 504 },
  { problem: 'upstream_error', status: 502 },
  { problem: 'store_unreachable', status: 503 },
  { problem: 'internal', status: 500 },
  { problem: 'signed_out', status: 401 },
  { problem: 'rate_limited', status: 429, retryAfterMs: 30 * second },
]

const schedule = fc.array(
  fc.record({
    fault: fc.constantFrom(...faults, null),
    seconds: fc.integer({ min: 1, max: 240 }),
    people: fc.nat({ max: 40 }),
    reload: fc.boolean(),
    sleeps: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
)

/**
 * Runs random schedules of faults, reloads and sleep on a display. Expects that counts shown as live are at most 12
 * seconds old, and that the display recovers. Returns how many schedules recovered.
 */
export async function runFaultSchedules(numRuns: number): Promise<number> {
  let recovered = 0
  await fc.assert(
    fc.asyncProperty(schedule, fc.integer(), async (steps, seed) => {
      const display = createFakeDisplay({ seed })
      /** The true count over time, to derive the age of a shown count without trusting the display. */
      const history = [{ from: display.time.now(), people: display.gateway.people }]
      const watch = async (seconds: number) => {
        for (let passed = 0; passed < seconds; passed += 1) {
          await display.time.advance(second)
          const state = display.engine.boardState()
          const occupancy = state?.rooms[0]?.occupancy
          if (state?.freshness !== 'live' || occupancy?.kind !== 'exact') continue
          const now = display.time.now()
          const recent = history.filter(
            (_, index) => (history[index + 1]?.from ?? now) > now - 12 * second,
          )
          expect(recent.map(({ people }) => people)).toContain(occupancy.people)
        }
      }
      await watch(30)
      for (const { fault, seconds, people, reload, sleeps } of steps) {
        display.gateway.fault = fault
        display.gateway.people = people
        history.push({ from: display.time.now(), people })
        if (sleeps) display.time.sleep(10 * minute)
        if (reload) display.reopen()
        await watch(seconds)
      }
      display.gateway.fault = null
      await watch(150)
      expect(display.engine.boardState()?.freshness).toBe('live')
      expect(display.engine.getSnapshot()).toMatchObject({ errorMessage: null, recovery: 'none' })
      display.engine.stop()
      expect(display.time.pendingTimers()).toBe(0)
      recovered += 1
    }),
    { numRuns },
  )
  return recovered
}

/**
 * Measures the first two minutes of displays that start together. Returns the number of requests in the busiest tenth
 * of a second, and the mean per tenth of a second.
 */
export async function measureThunderingHerd(
  displays: number,
): Promise<{ peak: number; mean: number }> {
  const requestTimes: number[] = []
  for (let seed = 0; seed < displays; seed += 1) {
    const display = createFakeDisplay({ seed })
    await display.time.advance(2 * minute)
    const begin = display.time.now() - 2 * minute
    requestTimes.push(...display.gateway.requests.map(({ at }) => at - begin))
    display.engine.stop()
  }
  const tenths = new Map<number, number>()
  for (const at of requestTimes) {
    const tenth = Math.floor(at / 100)
    tenths.set(tenth, (tenths.get(tenth) ?? 0) + 1)
  }
  const mean = requestTimes.length / (120 * 10)
  return { peak: Math.max(...tenths.values()), mean }
}
