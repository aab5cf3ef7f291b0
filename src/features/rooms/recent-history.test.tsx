import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { renderHook, waitFor } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect, test } from 'vitest'
import { createSnapshotPoller, PollersProvider } from '#src/data/reporting/pollers.tsx'
import { recentHistoryQuery } from '#src/data/reporting/queries.ts'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import { snapshotQuery } from '#src/data/live-rooms/use-live-rooms.ts'
import { nextSnapshot, parseReadings } from '#src/domain/readings/readings.ts'
import type { HistoryChange } from '#src/domain/readings/recent-history.ts'
import { recentOccupancy } from '#src/domain/readings/recent-history.ts'
import { makeDevice, makeSensorDirectory } from '#src/testing/fixtures.ts'
import { RecentHistoryProvider } from './recent-history.tsx'
import { useRoomHistory } from './room-sparkline.tsx'

const at = Date.UTC(2026, 10, 23, 9)
const earlier: HistoryChange = [at - 60_000, 7, 4]

/** Returns the occupancy changes of Maple and Oak. The sensor `ac-01` reports in both; its topology room is Oak. */
async function showHistory() {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
  const poller = createSnapshotPoller(5_000)
  const readings = parseReadings({
    maple: { 'ac-01': { last: 3 }, 'ac-02': { last: 1 } },
    oak: { 'ac-01': { last: 4 } },
  })
  client.setQueryData(snapshotQuery(poller).queryKey, nextSnapshot(undefined, readings, at))
  client.setQueryData(recentHistoryQuery().queryKey, {
    at: at - 1,
    rooms: { maple: [earlier], oak: [earlier] },
  })
  const byRoom = { oak: [makeDevice({ mac: 'ac-01' })], maple: [makeDevice({ mac: 'ac-02' })] }
  client.setQueryData(sensorDirectoryQuery().queryKey, makeSensorDirectory({ byRoom }))
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>
      <PollersProvider intervalMs={5_000}>
        <RecentHistoryProvider>{children}</RecentHistoryProvider>
      </PollersProvider>
    </QueryClientProvider>
  )
  const useBoth = () => ({ maple: useRoomHistory('maple'), oak: useRoomHistory('oak') })
  const { result } = renderHook(useBoth, { wrapper })
  await waitFor(() => expect(result.current.oak.historyAt).not.toBe(0))
  const { maple, oak } = result.current
  return { maple: recentOccupancy(maple, 100), oak: recentOccupancy(oak, 100) }
}

test('a sensor that reports in two rooms counts only towards the history of its topology room', async () => {
  expect(await showHistory()).toEqual({
    // The sums of the API's history contain the sensor, so the history of Maple starts with the first poll.
    maple: [[at, 1]],
    oak: [
      [at - 60_000, 7],
      [at, 4],
    ],
  })
})
