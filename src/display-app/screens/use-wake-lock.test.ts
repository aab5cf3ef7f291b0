import { expect, test } from 'vitest'
import { createFakeClock } from '#src/testing/fake-clock.ts'
import { createWakeLockController, type ScreenLock } from './use-wake-lock.ts'

function browser() {
  const time = createFakeClock(0)
  const given: { lost: () => void; released: boolean }[] = []
  const refusal: { error: Error | null } = { error: null }
  const states: string[] = []
  const lock = createWakeLockController({
    request: async (): Promise<ScreenLock> => {
      if (refusal.error) throw refusal.error
      const one = { lost: () => {}, released: false }
      given.push(one)
      return {
        addEventListener: (_, listener) => void (one.lost = listener),
        release: async () => {
          one.released = true
          one.lost()
        },
      }
    },
    timers: time.timers,
    changed: () => states.push(lock.state().state),
  })
  return { time, given, refusal, states, lock }
}

test('reacquires a lock that the browser released', async () => {
  const { time, given, lock } = browser()
  lock.setWanted(true)
  await time.advance(0)
  expect(lock.state()).toEqual({ state: 'held' })
  given[0]?.lost()
  expect(lock.state()).toEqual({ state: 'off' })
  await time.advance(1_000)
  expect(given).toHaveLength(2)
  expect(lock.state()).toEqual({ state: 'held' })
})

test('reports the reason for a refusal and retries when the page becomes visible', async () => {
  const { time, refusal, lock } = browser()
  refusal.error = new DOMException('Low battery', 'NotAllowedError')
  lock.setWanted(true)
  await time.advance(0)
  expect(lock.state()).toEqual({ state: 'refused', reason: 'NotAllowedError: Low battery' })
  refusal.error = null
  lock.pageVisible()
  await time.advance(0)
  expect(lock.state()).toEqual({ state: 'held' })
  expect(lock.state()).toEqual({ state: 'held' })
})

test('releases the lock outside opening hours and does not reacquire it', async () => {
  const { time, given, lock, states } = browser()
  lock.setWanted(true)
  await time.advance(0)
  lock.setWanted(false)
  lock.pageVisible()
  await time.advance(120_000)
  expect(given).toEqual([expect.objectContaining({ released: true })])
  expect(states).toEqual(['held', 'off'])
  expect(time.pendingTimers()).toBe(0)
})

test('releases a lock that is granted after it is no longer wanted', async () => {
  const { time, given, lock } = browser()
  lock.setWanted(true)
  lock.setWanted(false)
  await time.advance(0)
  expect(given[0]?.released).toBe(true)
  expect(lock.state()).toEqual({ state: 'off' })
})

test('reports a browser without wake lock support', () => {
  const time = createFakeClock(0)
  const lock = createWakeLockController({ request: null, timers: time.timers, changed: () => {} })
  lock.setWanted(true)
  expect(lock.state()).toEqual({
    state: 'refused',
    reason: 'This browser can’t keep the screen on.',
  })
})
