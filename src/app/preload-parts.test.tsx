import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { preloadParts } from './preload-parts.ts'

let stop = () => {}
/** The callbacks that the page runs when it is idle. */
let whenIdle: (() => void)[]

beforeEach(() => {
  vi.useFakeTimers()
  whenIdle = []
  vi.stubGlobal('requestIdleCallback', (callback: () => void) => whenIdle.push(callback))
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Starts to preload parts with these names. Returns an array to which the name of each requested part is added. */
function preload(names: readonly string[], load: (name: string) => Promise<unknown>) {
  const requested: string[] = []
  stop = preloadParts(
    names.map((name) => async () => {
      requested.push(name)
      await load(name)
    }),
  )
  return requested
}

const passTime = () => vi.advanceTimersByTimeAsync(10_000)

async function becomeIdle() {
  for (const callback of whenIdle.splice(0)) callback()
  await vi.advanceTimersByTimeAsync(0)
}

test('loads the parts in order after ten seconds, each when the page is idle', async () => {
  const requested = preload(['room', 'search'], () => Promise.resolve())
  await vi.advanceTimersByTimeAsync(9_999)
  expect(whenIdle).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(requested).toEqual([])
  await becomeIdle()
  expect(requested).toEqual(['room'])
  await becomeIdle()
  expect(requested).toEqual(['room', 'search'])
  await becomeIdle()
  expect(requested).toHaveLength(2)
})

test('waits for a slow part before it requests the next part', async () => {
  let finish = () => {}
  const slow = new Promise<void>((resolve) => (finish = resolve))
  const requested = preload(['room', 'search'], () => slow)
  await passTime()
  await becomeIdle()
  await becomeIdle()
  expect(requested).toEqual(['room'])
  finish()
  await vi.advanceTimersByTimeAsync(0)
  await becomeIdle()
  expect(requested).toEqual(['room', 'search'])
})

test('continues after a part fails, and loads failed parts again when the browser is online again', async () => {
  let isOnline = false
  const failed = () => (isOnline ? Promise.resolve() : Promise.reject(new Error('offline')))
  const requested = preload(['room', 'search'], failed)
  await passTime()
  await becomeIdle()
  await becomeIdle()
  expect(requested).toEqual(['room', 'search'])
  isOnline = true
  window.dispatchEvent(new Event('online'))
  await becomeIdle()
  await becomeIdle()
  expect(requested).toEqual(['room', 'search', 'room', 'search'])
})

test('loads nothing when data saving is on', async () => {
  vi.stubGlobal('navigator', { connection: { saveData: true } })
  const requested = preload(['room'], () => Promise.resolve())
  await passTime()
  window.dispatchEvent(new Event('online'))
  await becomeIdle()
  expect(requested).toEqual([])
})

test('preloads parts without requestIdleCallback, which Safari lacks', async () => {
  vi.stubGlobal('requestIdleCallback', undefined)
  Reflect.deleteProperty(window, 'requestIdleCallback')
  const requested = preload(['room'], () => Promise.resolve())
  await passTime()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(requested).toEqual(['room'])
})

test('loads nothing after preloading is stopped', async () => {
  const requested = preload(['room', 'search'], () => Promise.resolve())
  await passTime()
  await becomeIdle()
  stop()
  await becomeIdle()
  window.dispatchEvent(new Event('online'))
  await becomeIdle()
  expect(requested).toEqual(['room'])
})
