import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { expect } from 'vitest'
import { PollersProvider } from '#src/data/reporting/pollers.tsx'
import {
  noOverrides,
  overridesQuery,
  sensorDirectoryQuery,
  topologyQuery,
} from '#src/data/topology/queries.ts'
import { second } from '#src/domain/time/duration.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import type { Topology } from '#src/domain/topology/topology.ts'

/** Creates a query cache that sends no requests. Data that is null has not loaded. */
export function createPageCache(
  topology: Topology | null,
  directory: SensorDirectory | null,
): QueryClient {
  const client = new QueryClient({ defaultOptions: { queries: { enabled: false } } })
  if (topology) client.setQueryData(topologyQuery().queryKey, topology)
  if (directory) client.setQueryData(sensorDirectoryQuery().queryKey, directory)
  client.setQueryData(overridesQuery().queryKey, noOverrides)
  return client
}

/** Renders a page with the data of a query cache. Polls have an interval of five seconds. */
export function renderPage(client: QueryClient, page: ReactNode) {
  return render(
    <QueryClientProvider client={client}>
      <PollersProvider intervalMs={5 * second}>{page}</PollersProvider>
    </QueryClientProvider>,
  )
}

/** Lets a request fail. */
export async function refuseQuery(
  client: QueryClient,
  queryKey: readonly unknown[],
  error: Error = new Error('refused'),
): Promise<void> {
  const queryFn = () => Promise.reject(error)
  await expect(client.query({ queryKey, queryFn, retry: false })).rejects.toThrow(error.message)
}
