import { expect, test } from 'vitest'
import { createFakeClock } from '#src/testing/fake-clock.ts'
import { createWakeLockController, type ScreenLock } from './use-wake-lock.ts'

function createFakeBrowser() {
  const time = createFakeClock(0)
  const locks: { lost: () => void; released: boolean }[] = []
  const refusal: { error: Error | null } = { error: null }
  const states: string[] = []
  const lock = createWakeLockController({
    request: async (): Promise<ScreenLock> => {
      if (refusal.error) throw refusal.error
      const lock = { lost: () => {}, released: false }
      locks.push(lock)
      return {
        addEventListener: (_, listener) => void (lock.lost = listener),
        release: async () => {
          lock.released = true
          lock.lost()
        },
      }
    },
    timers: time.timers,
    changed: () => states.push(lock.state().state),
  })
  return { time, locks, refusal, states, lock }
}

test('reacquires a lock that the browser released', async () => {
  const { time, locks, lock } = createFakeBrowser()
  lock.setWanted(true)
  await time.advance(0)
  expect(lock.state()).toEqual({ state: 'held' })
  locks[0]?.lost()
  expect(lock.state()).toEqual({ state: 'off' })
  await time.advance(1_000)
  expect(locks).toHaveLength(2)
  expect(lock.state()).toEqual({ state: 'held' })
})

test('reports a refusal in a sentence for staff, and retries when the page becomes visible', async () => {
  const { time, refusal, lock } = createFakeBrowser()
  refusal.error = new DOMException('Low battery', 'NotAllowedError')
  lock.setWanted(true)
  await time.advance(0)
  expect(lock.state()).toEqual({
    state: 'refused',
    reason: 'The browser refused to keep the screen on. The device may be saving power.',
  })
  refusal.error = null
  lock.pageVisible()
  await time.advance(0)
  expect(lock.state()).toEqual({ state: 'held' })
  expect(lock.state()).toEqual({ state: 'held' })
})

test('releases the lock outside opening hours and does not reacquire it', async () => {
  const { time, locks, lock, states } = createFakeBrowser()
  lock.setWanted(true)
  await time.advance(0)
  lock.setWanted(false)
  lock.pageVisible()
  await time.advance(120_000)
  expect(locks).toEqual([expect.objectContaining({ released: true })])
  expect(states).toEqual(['held', 'off'])
  expect(time.pendingTimers()).toBe(0)
})

test('releases a lock that is granted after it is no longer wanted', async () => {
  const { time, locks, lock } = createFakeBrowser()
  lock.setWanted(true)
  lock.setWanted(false)
  await time.advance(0)
  expect(locks[0]?.released).toBe(true)
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
