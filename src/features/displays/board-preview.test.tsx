import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { createSnapshotPoller, PollersProvider } from '#src/data/reporting/pollers.tsx'
import { snapshotQuery } from '#src/data/live-rooms/use-live-rooms.ts'
import {
  noOverrides,
  overridesQuery,
  sensorDirectoryQuery,
  topologyQuery,
} from '#src/data/topology/queries.ts'
import { nextSnapshot, parseReadings, type Snapshot } from '#src/domain/readings/readings.ts'
import { boardDraft, makeRoom, makeSensorDirectory, makeTopology } from '#src/testing/fixtures.ts'
import { BoardPreview } from './board-preview.tsx'

const rooms = ['Alder', 'Maple'].map((name) =>
  makeRoom({ id: name.toLowerCase(), name, floorId: 'f1', capacity: 6 }),
)
const topology = makeTopology({
  sites: [{ id: 's', name: 'Northgate', zone: { name: 'UTC', known: true } }],
  buildings: [{ id: 'b', name: 'Main building', siteId: 's' }],
  floors: [{ id: 'f1', name: 'Floor 1', buildingId: 'b', level: 1 }],
  rooms,
})

test('in the preview, a room that fluctuates around its capacity moves at most once in ten polls', async () => {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
  const { queryKey } = snapshotQuery(createSnapshotPoller(5_000))
  client.setQueryData(topologyQuery().queryKey, topology)
  client.setQueryData(sensorDirectoryQuery().queryKey, makeSensorDirectory({}))
  client.setQueryData(overridesQuery().queryKey, noOverrides)
  const now = Date.now()
  const poll = (index: number) =>
    client.setQueryData<Snapshot>(queryKey, (before) => {
      const counts = { alder: { a: { last: 1 } }, maple: { m: { last: 6 + (index % 2) } } }
      return nextSnapshot(before, parseReadings(counts), now + index * 5_000)
    })
  poll(0)
  const { container } = render(
    <QueryClientProvider client={client}>
      <PollersProvider intervalMs={5_000}>
        <BoardPreview draft={boardDraft} />
      </PollersProvider>
    </QueryClientProvider>,
  )
  const orders: string[] = []
  for (let index = 0; index < 10; index += 1) {
    await act(async () => {
      poll(index)
      // React Query notifies components in a separate task.
      await new Promise((resolve) => setTimeout(resolve))
    })
    orders.push(/Alder.*Maple/s.test(container.textContent) ? 'Alder, Maple' : 'Maple, Alder')
  }
  expect(orders[0]).toBe('Alder, Maple')
  expect(new Set(orders.slice(1))).toEqual(new Set(['Maple, Alder']))
})
