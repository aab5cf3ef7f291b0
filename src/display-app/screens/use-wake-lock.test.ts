import { expect, test } from 'vitest'
import { createTurnedTime } from '#src/testing/fake-clock.ts'
import { createWakeLock, type Lock } from './use-wake-lock.ts'

function browser() {
  const time = createTurnedTime(0)
  const given: { lost: () => void; released: boolean }[] = []
  const refusal: { error: Error | null } = { error: null }
  const states: string[] = []
  const lock = createWakeLock({
    request: async (): Promise<Lock> => {
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

test('a lock that the browser takes away is taken again', async () => {
  const { time, given, lock } = browser()
  lock.want(true)
  await time.pass(0)
  expect(lock.state()).toEqual({ state: 'held' })
  given[0]?.lost()
  expect(lock.state()).toEqual({ state: 'off' })
  await time.pass(1_000)
  expect(given).toHaveLength(2)
  expect(lock.state()).toEqual({ state: 'held' })
})

test('a refusal is told with its reason, and asked again by the minute and when the page is seen again', async () => {
  const { time, refusal, lock } = browser()
  refusal.error = new DOMException('Low battery', 'NotAllowedError')
  lock.want(true)
  await time.pass(0)
  expect(lock.state()).toEqual({ state: 'refused', reason: 'NotAllowedError: Low battery' })
  refusal.error = null
  lock.visible()
  await time.pass(0)
  expect(lock.state()).toEqual({ state: 'held' })
  expect(lock.state()).toEqual({ state: 'held' })
})

test('outside of opening hours the lock is let go and stays so', async () => {
  const { time, given, lock, states } = browser()
  lock.want(true)
  await time.pass(0)
  lock.want(false)
  lock.visible()
  await time.pass(120_000)
  expect(given).toEqual([expect.objectContaining({ released: true })])
  expect(states).toEqual(['held', 'off'])
  expect(time.pending()).toBe(0)
})

test('a lock that comes when nobody wants it any more is given back', async () => {
  const { time, given, lock } = browser()
  lock.want(true)
  lock.want(false)
  await time.pass(0)
  expect(given[0]?.released).toBe(true)
  expect(lock.state()).toEqual({ state: 'off' })
})

test('a browser without such locks says so', () => {
  const time = createTurnedTime(0)
  const lock = createWakeLock({ request: null, timers: time.timers, changed: () => {} })
  lock.want(true)
  expect(lock.state()).toEqual({ state: 'refused', reason: 'This browser cannot do it.' })
})
