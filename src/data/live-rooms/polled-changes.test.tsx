import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, renderHook } from '@testing-library/react'
import type { ReactNode } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSnapshotPoller, PollersProvider } from '#src/data/reporting/pollers.tsx'
import { nextSnapshot, parseReadings } from '#src/domain/readings/readings.ts'
import { usePolledChanges } from './polled-changes.ts'
import { snapshotQuery } from './use-live-rooms.ts'

const start = Date.UTC(2026, 10, 23, 9)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function setUp() {
  const client = new QueryClient()
  const { queryKey } = snapshotQuery(createSnapshotPoller(5_000))
  const poll = (count: number, seconds: number) =>
    act(() => {
      const readings = parseReadings({ oak: { 'ac-01': { last: count } } })
      client.setQueryData(queryKey, (before) =>
        nextSnapshot(before, readings, start + seconds * 1_000),
      )
      vi.advanceTimersByTime(1)
    })
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>
      <PollersProvider intervalMs={5_000}>{children}</PollersProvider>
    </QueryClientProvider>
  )
  return { client, poll, show: () => renderHook(usePolledChanges, { wrapper }) }
}

test('records every poll, even while no view shows the changes', () => {
  const { poll, show } = setUp()
  poll(1, 0)
  const first = show()
  expect(first.result.current?.changes).toEqual({ oak: { 'ac-01': [[start, 1]] } })
  first.unmount()
  poll(2, 5)
  poll(2, 10)
  poll(3, 15)
  expect(show().result.current?.changes).toEqual({
    oak: {
      'ac-01': [
        [start, 1],
        [start + 5_000, 2],
        [start + 15_000, 3],
      ],
    },
  })
})

test('discards the changes when the cache is cleared, for example on sign-out', () => {
  const { client, poll, show } = setUp()
  poll(1, 0)
  const { result } = show()
  act(() => {
    client.clear()
    vi.advanceTimersByTime(1)
  })
  expect(result.current).toBeUndefined()
  poll(4, 5)
  expect(result.current?.changes).toEqual({ oak: { 'ac-01': [[start + 5_000, 4]] } })
})
