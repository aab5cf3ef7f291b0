import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect } from 'vitest'
import { snapshotQuery } from '#src/data/live-rooms/use-live-rooms.ts'
import { metricExampleQuery, type MetricExample } from '#src/data/reporting/metric-queries.ts'
import { createSnapshotPoller, PollersProvider } from '#src/data/reporting/pollers.tsx'
import {
  noOverrides,
  overridesQuery,
  sensorDirectoryQuery,
  topologyQuery,
} from '#src/data/topology/queries.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import { nextSnapshot, parseReadings } from '#src/domain/readings/readings.ts'
import {
  makeDevice,
  makeRoom,
  makeSensorDirectory,
  makeTopology,
  metricsFromCounts,
  northgate,
} from './fixtures.ts'
import { MetricsPage } from '#src/features/metrics/metrics-page.tsx'

const topology = makeTopology({
  ...northgate,
  rooms: [
    makeRoom({ id: 'oak', name: 'Oak', floorId: 'f2' }),
    makeRoom({ id: 'maple', name: 'Maple', floorId: 'f3' }),
  ],
})
const directory = makeSensorDirectory({
  byRoom: {
    oak: [makeDevice({ mac: '00-03', name: 'East', roomId: 'oak' })],
    maple: [
      makeDevice({ mac: '00-01', name: 'North', roomId: 'maple' }),
      makeDevice({ mac: '00-02', name: 'South', roomId: 'maple' }),
    ],
  },
})

type Counts = Record<string, readonly number[]>

/** Returns an example whose one-second windows contain these counts, by sensor. */
function makeExample(counts: Counts, at: number): MetricExample {
  const from = at - 2 * minute
  return {
    from,
    to: at,
    at,
    readings: Object.fromEntries(
      Object.entries(counts).map(([mac, own]) => [
        mac,
        { kind: 'reading' as const, metrics: metricsFromCounts(own) },
      ]),
    ),
    windows: Object.fromEntries(
      Object.entries(counts).map(([mac, own]) => [
        mac,
        own.map((value, index) => ({
          at: from + index * second,
          value,
          sensors: 1,
          largest: value,
        })),
      ]),
    ),
  }
}

const mapleCounts: Counts = { '00-01': [1, 3, 1], '00-02': [2, 1, 1] }

/** Renders the page with a query cache filled in advance, so that the page sends no requests. */
export function openMetricsPage(path = '/metrics', maple = mapleCounts) {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
  const poller = createSnapshotPoller(5 * second)
  const now = Date.now()
  const latest = (counts: Counts) =>
    Object.fromEntries(Object.entries(counts).map(([mac, own]) => [mac, metricsFromCounts(own)]))
  client.setQueryData(sensorDirectoryQuery().queryKey, { ...directory, at: now })
  client.setQueryData(topologyQuery().queryKey, topology)
  client.setQueryData(overridesQuery().queryKey, noOverrides)
  const readings = parseReadings({ maple: latest(maple), oak: latest({ '00-03': [4] }) })
  client.setQueryData(snapshotQuery(poller).queryKey, nextSnapshot(undefined, readings, now))
  const mapleQuery = metricExampleQuery('maple', '2m', 1_000)
  client.setQueryData(mapleQuery.queryKey, makeExample(maple, now))
  const oakQuery = metricExampleQuery('oak', '2m', 1_000)
  client.setQueryData(oakQuery.queryKey, makeExample({ '00-03': [4, 4] }, now))
  window.history.replaceState(null, '', path)
  render(
    <QueryClientProvider client={client}>
      <PollersProvider intervalMs={5 * second}>
        <MetricsPage />
      </PollersProvider>
    </QueryClientProvider>,
  )
  const refuse = () =>
    act(async () => {
      const queryFn = () => Promise.reject(new Error('refused'))
      const { queryKey } = mapleQuery
      await expect(client.query({ queryKey, queryFn, retry: false })).rejects.toThrow('refused')
    })
  return { refuse, user: userEvent.setup() }
}
