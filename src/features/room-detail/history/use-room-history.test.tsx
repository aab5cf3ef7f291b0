import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { day, minute } from '#src/domain/time/duration.ts'
import { pollingDefaults } from '#src/lib/query-polling.ts'
import { useRoomHistory } from './use-room-history.ts'

const today = Date.UTC(2026, 10, 24)

beforeEach(() => void vi.useFakeTimers({ now: today + minute / 2 }))
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** Loads a period that begins at `from`; the gateway returns an error to each request. */
function loadPeriod(from: number, status: number, code: string) {
  const requests = vi.fn<() => Promise<Response>>(async () =>
    Response.json({ error: { code, message: '' } }, { status }),
  )
  vi.stubGlobal('fetch', requests)
  const client = new QueryClient({ defaultOptions: { queries: pollingDefaults } })
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  )
  const view = renderHook(
    ({ now }) => useRoomHistory('room_1', { from, to: from + 7 * day }, now),
    { wrapper, initialProps: { now: today } },
  )
  onTestFinished(view.unmount)
  return { ...view, requests }
}
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

test.each([
  [404, 'not_found', 'not_found'],
  [400, 'invalid_request', 'too_long'],
] as const)('requests a past period only once after %i %s', async (status, code, problem) => {
  const { requests, result } = loadPeriod(today - 7 * day, status, code)
  await pass(10 * minute)
  expect(result.current.problem).toBe(problem)
  expect(requests).toHaveBeenCalledTimes(1)
})

test.each([
  ['an outage', today - 7 * day, 503, 'history_unavailable'],
  ['an error in the first minute of the period', today, 400, 'invalid_request'],
] as const)('requests a period again after %s', async (_, from, status, code) => {
  const { requests, result } = loadPeriod(from, status, code)
  await pass(10 * minute)
  expect(result.current.problem).toBeNull()
  expect(requests.mock.calls.length).toBeGreaterThan(5)
})

test('requests a period in the future only when it begins', async () => {
  const { requests, result, rerender } = loadPeriod(today + day, 503, 'history_unavailable')
  await pass(10 * minute)
  expect(result.current.problem).toBe('future')
  expect(requests).not.toHaveBeenCalled()
  rerender({ now: today + day })
  await pass(minute)
  expect(result.current.problem).toBeNull()
  expect(requests).toHaveBeenCalled()
})
