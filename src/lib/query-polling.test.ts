// @vitest-environment jsdom -- React Query refetches only if `window` exists
import {
  focusManager,
  notifyManager,
  onlineManager,
  QueryClient,
  QueryObserver,
} from '@tanstack/react-query'
import * as fc from 'fast-check'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { HttpError, NetworkError } from '#src/contract/errors.ts'
import { cancelUnobserved, pollingDefaults, refetchNow } from './query-polling.ts'

const every = 5_000
const rateLimited = new HttpError('GET /', 429, { code: 'rate_limited', message: '' }, 7_000)
const failed = new HttpError('GET /', 502, { code: 'upstream_error', message: '' }, null)
const signedOut = new HttpError('GET /', 401, { code: 'signed_out', message: '' }, null)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  focusManager.setFocused(undefined)
  onlineManager.setOnline(true)
  vi.useRealTimers()
})

type Outcome = 'success' | 'hang' | Error

/**
 * Creates a polled query. Each request settles after half a second with the outcome that `outcomeOf` returns. The
 * outcome `hang` never settles.
 */
function createPacedQuery(outcomeOf: (request: number) => Outcome) {
  const client = new QueryClient({
    defaultOptions: { queries: { ...pollingDefaults, networkMode: 'always' } },
  })
  cancelUnobserved(client.getQueryCache())
  client.mount()
  onTestFinished(() => client.unmount())
  const requests: { at: number; outcome: Outcome; endedAt: number | null; aborted: boolean }[] = []
  // oxlint-disable-next-line @tanstack/query/exhaustive-deps -- there is only one query; its calls are counted
  const options = {
    queryKey: ['paced'],
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const outcome = outcomeOf(requests.length)
      const request = {
        at: performance.now(),
        outcome,
        endedAt: null as number | null,
        aborted: false,
      }
      requests.push(request)
      await new Promise((resolve, reject) => {
        if (outcome !== 'hang') setTimeout(resolve, 500)
        signal.addEventListener('abort', () => {
          request.aborted = request.endedAt === null
          reject(signal.reason)
        })
      }).finally(() => (request.endedAt = performance.now()))
      if (outcome instanceof Error) throw outcome
      return outcome
    },
    meta: { every },
  }
  return {
    requests,
    client,
    watch: () => {
      const observer = new QueryObserver(client, options)
      return { observer, stop: observer.subscribe(() => {}) }
    },
  }
}

async function pass(ms: number) {
  for (let passed = 0; passed < ms; passed += 100) await vi.advanceTimersByTimeAsync(100)
}

const outcome = fc.constantFrom<Outcome>('success', 'hang', failed, rateLimited)
const step = fc.record({
  action: fc.constantFrom('mount', 'unmount', 'remount', 'focus', 'reconnect'),
  ms: fc.integer({ min: 0, max: 3_000 }),
})

test('view activity never triggers a request before it is due or while another request is in flight', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(outcome, { minLength: 20, maxLength: 20 }),
      fc.array(step, { minLength: 10, maxLength: 30 }),
      async (outcomes, steps) => {
        const { requests, watch, client } = createPacedQuery(
          (request) => outcomes[request] ?? 'success',
        )
        const kept = watch()
        const views: ReturnType<typeof watch>[] = []
        for (const { action, ms } of steps) {
          if (action === 'mount') views.push(watch())
          if (action === 'unmount') views.pop()?.stop()
          if (action === 'remount') {
            views.pop()?.stop()
            views.push(watch())
          }
          if (action === 'focus') {
            focusManager.setFocused(false)
            focusManager.setFocused(true)
          }
          if (action === 'reconnect') {
            onlineManager.setOnline(false)
            onlineManager.setOnline(true)
          }
          await pass(ms)
        }
        for (const view of [kept, ...views]) view.stop()
        client.clear()

        expect(requests.length).toBeGreaterThan(0)
        for (const [index, { at }] of requests.entries()) {
          const before = requests[index - 1]
          if (!before) continue
          expect(before.endedAt).not.toBeNull()
          const ended = before.endedAt ?? 0
          if (before.outcome === 'success')
            expect(at - before.at).toBeGreaterThanOrEqual(0.9 * every)
          if (before.outcome === failed) expect(at - ended).toBeGreaterThanOrEqual(every)
          if (before.outcome === rateLimited) expect(at - ended).toBeGreaterThanOrEqual(7_000)
        }
      },
    ),
    { numRuns: 50 },
  )
})

test('a query without data keeps its error during a refetch', async () => {
  const { requests, watch } = createPacedQuery(() => failed)
  const { observer, stop } = watch()
  const seen = new Set<string>()
  await pass(1_000)
  // As in React, all simultaneous changes cause a single notification.
  observer.subscribe(
    notifyManager.batchCalls(() => void seen.add(observer.getCurrentResult().status)),
  )
  await pass(60_000)
  stop()
  expect(requests.length).toBeGreaterThan(2)
  expect([...seen]).toEqual(['error'])
})

async function remountTenTimes(
  watch: () => { stop: () => void },
  { mountedMs, unmountedMs }: { mountedMs: number; unmountedMs: number },
) {
  for (let times = 0; times < 10; times += 1) {
    const { stop } = watch()
    await pass(mountedMs)
    stop()
    await pass(unmountedMs)
  }
}

test('a remounted view joins the request in flight', async () => {
  const { requests, watch } = createPacedQuery(() => 'hang')
  await remountTenTimes(watch, { mountedMs: 500, unmountedMs: 500 })
  expect(requests).toHaveLength(1)
  expect(requests[0]?.aborted).toBe(false)
})

test('cancels a request without observers, and backs off before each new request', async () => {
  const { requests, watch } = createPacedQuery(() => 'hang')
  await remountTenTimes(watch, { mountedMs: 100, unmountedMs: 2_500 })
  expect(requests.length).toBeLessThanOrEqual(5)
  expect(requests[0]?.aborted).toBe(true)
})

test('does not back off after the end of a session, so that a sign-in refetches immediately', async () => {
  const { requests, watch, client } = createPacedQuery((request) =>
    request === 0 ? signedOut : 'success',
  )
  const { observer, stop } = watch()
  await pass(60_000)
  expect(requests).toHaveLength(1)
  void client.invalidateQueries()
  await pass(600)
  expect(observer.getCurrentResult().data).toBe('success')
  stop()
})

test('refetches immediately when the network is restored', async () => {
  const { requests, watch } = createPacedQuery(() => new NetworkError('GET /', null))
  const { stop } = watch()
  await pass(700)
  onlineManager.setOnline(false)
  onlineManager.setOnline(true)
  await pass(100)
  stop()
  expect(requests).toHaveLength(2)
})

test.each([
  ['a manual refresh after a failure is sent immediately', failed, 0],
  ['a manual refresh still waits for Retry-After', rateLimited, 7_000],
])('%s', async (_, error, waitMs) => {
  const { requests, watch, client } = createPacedQuery((request) =>
    request === 0 ? error : 'success',
  )
  const { stop } = watch()
  await pass(600)
  const before = performance.now()
  void refetchNow(client, {})
  await pass(8_000)
  stop()
  expect(requests[1]?.at).toBeGreaterThanOrEqual(waitMs)
  expect(requests[1]?.at).toBeLessThanOrEqual(before + waitMs)
})
