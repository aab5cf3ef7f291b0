import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createUsualCache } from './usual-cache.ts'

const quarter = 15 * 60_000
const settled = () => new Promise((resolve) => setImmediate(resolve))

function createCache() {
  const state = { now: 0, fails: false, computed: 0 }
  const logged: string[] = []
  const compute = async () => {
    state.computed += 1
    if (state.fails) throw new Error('no history')
    return new TextEncoder().encode(JSON.stringify({ groups: [] }))
  }
  const log = pino({ base: null }, { write: (line: string) => void logged.push(line) })
  return { state, logged, latest: createUsualCache(compute, () => state.now, log) }
}

test('computes usual occupancy once per quarter of an hour for any number of requests', async () => {
  const { state, latest } = createCache()
  expect([latest(), latest()]).toEqual([null, null])
  await settled()
  const first = latest()
  expect(first).toEqual({ groups: [] })
  state.now = quarter - 1
  expect(latest()).toBe(first)
  state.now = quarter
  expect(latest()).toBe(first)
  await settled()
  expect(latest()).not.toBe(first)
  expect(state.computed).toBe(2)
})

test('without a history, returns nothing and tries again after a minute', async () => {
  const { state, latest } = createCache()
  state.fails = true
  latest()
  await settled()
  expect(latest()).toBeNull()
  state.now = 59_999
  latest()
  expect(state.computed).toBe(1)
  state.now = 60_000
  state.fails = false
  latest()
  await settled()
  expect(latest()).toEqual({ groups: [] })
})

test('logs the first of successive failures, and the next one after a success', async () => {
  const { state, logged, latest } = createCache()
  const run = async (changes: Partial<typeof state>) => {
    Object.assign(state, changes)
    latest()
    await settled()
  }
  await run({ fails: true })
  await run({ now: 60_000 })
  expect(logged).toHaveLength(1)
  expect(logged[0]).toContain('cannot compute usual occupancy for displays')
  expect(logged[0]).toContain('no history')
  await run({ now: 120_000, fails: false })
  await run({ now: quarter, fails: true })
  expect(logged).toHaveLength(2)
})
