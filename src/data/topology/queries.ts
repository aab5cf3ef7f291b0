import { queryOptions, useQuery } from '@tanstack/react-query'
import * as v from 'valibot'
import { isObject } from '#src/contract/butlr-values.ts'
import { ContractError } from '#src/contract/errors.ts'
import { request, sendJson } from '#src/lib/api/request.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import { PlacesResponse, type DocumentRequest } from '#src/contract/topology.ts'
import type { OverridesResponse } from '#src/contract/overrides.ts'
import { readResponse } from '#src/data/large-responses/read-response.ts'
import {
  parseSensorsResponse,
  type SensorDirectory,
} from '#src/domain/topology/sensor-directory.ts'
import { parseTopology, type Topology } from '#src/domain/topology/topology.ts'
import type { applyOverrides } from '#src/domain/topology/apply-overrides.ts'

/** Long, because names and capacities change only a few times a year. */
const placesIntervalMs = 10 * minute
/** Short, because sensor health decides between “Free” and “No data”. */
const sensorsIntervalMs = minute

/** The overrides, and the function that applies them, which is loaded only if there are overrides. */
type PageOverrides = OverridesResponse & { apply: typeof applyOverrides }

/** The overrides if there are neither settings nor an overrides file. */
export const noOverrides: PageOverrides = {
  configured: false,
  overrides: null,
  loadedAt: null,
  problem: null,
  apply: (topology) => topology,
}

/** Short, because people who change settings or edit the file check the result on the page. */
const overridesIntervalMs = 15 * second

const graphqlRequest = (body: DocumentRequest) =>
  ({ method: 'POST', path: '/api/v3/graphql', body }) as const

/** Query for sites, buildings, floors and rooms. If it fails, the page shows room IDs instead of names. */
export function topologyQuery() {
  return queryOptions({
    queryKey: ['topology', 'places'] as const,
    queryFn: async ({ signal }) => {
      const { data } = await request({
        ...graphqlRequest({ document: 'places' }),
        schema: PlacesResponse,
        signal,
      })
      return parseTopology(data)
    },
    meta: { every: placesIntervalMs },
    gcTime: Number.POSITIVE_INFINITY,
  })
}

/** Like `topologyQuery`, but requires a response from Butlr that is at most one minute old. */
export function fresherTopologyQuery() {
  return queryOptions({
    ...topologyQuery(),
    queryFn: async ({ signal }) => {
      const { data } = await request({
        ...graphqlRequest({ document: 'places', fresherThanSeconds: minute / second }),
        schema: PlacesResponse,
        signal,
      })
      return parseTopology(data)
    },
  })
}

/** Query for all sensors and hives, and whether they are online. */
export function sensorDirectoryQuery() {
  return queryOptions({
    queryKey: ['topology', 'sensors'] as const,
    queryFn: async ({ client, signal, queryKey }) =>
      readResponse(
        await sendJson({ ...graphqlRequest({ document: 'sensors' }), signal }),
        client.getQueryData<SensorDirectory>(queryKey),
        parseSensorsResponse,
        (workers) => workers.parseSensorsInWorker,
      ),
    meta: { every: sensorsIntervalMs },
    gcTime: Number.POSITIVE_INFINITY,
    // `readResponse` already keeps unchanged objects, and another comparison would block the page.
    structuralSharing: false,
  })
}

/**
 * Query for the overrides: settings and the operator's file. Polled even if there are none, because settings change.
 */
export function overridesQuery() {
  return queryOptions({
    queryKey: ['topology', 'overrides'] as const,
    queryFn: async ({ signal }): Promise<PageOverrides> => {
      const { data } = await request({
        method: 'GET',
        path: '/api/overrides',
        schema: v.unknown(),
        signal,
      })
      return readOverrides(data)
    },
    meta: { every: overridesIntervalMs },
    gcTime: Number.POSITIVE_INFINITY,
  })
}

export async function readOverrides(data: unknown): Promise<PageOverrides> {
  if (isObject(data) && data['configured'] === false) return noOverrides
  const [{ OverridesResponse: overridesSchema }, { applyOverrides }] = await Promise.all([
    import('#src/contract/overrides.ts'),
    import('#src/domain/topology/apply-overrides.ts'),
  ])
  const parsed = v.safeParse(overridesSchema, data)
  if (parsed.success) return { ...parsed.output, apply: applyOverrides }
  throw new ContractError('GET /api/overrides', v.summarize(parsed.issues))
}

/**
 * Returns the topology with the overrides applied, the same object for all callers. `topology` is undefined before
 * Butlr's first response. `pending` is true until topology and overrides have loaded or failed.
 */
export function useTopology(): { topology: Topology | undefined; pending: boolean } {
  const places = useQuery(topologyQuery())
  const overrides = useQuery(overridesQuery())
  const { apply, overrides: values } = overrides.data ?? noOverrides
  const topology = places.data && apply(places.data, values)
  return { topology, pending: places.isPending || overrides.isPending }
}
