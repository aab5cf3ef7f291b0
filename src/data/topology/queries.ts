import { queryOptions, useQuery } from '@tanstack/react-query'
import * as v from 'valibot'
import { ContractError } from '#src/contract/errors.ts'
import { request } from '#src/lib/api/request.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import { PlacesResponse, SensorsResponse, type DocumentRequest } from '#src/contract/topology.ts'
import type { OverridesResponse } from '#src/contract/overrides.ts'
import { parseSensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { parseTopology, type Topology } from '#src/domain/topology/topology.ts'
import { applyOverrides } from '#src/domain/topology/apply-overrides.ts'

/** Names and capacities change a few times a year. */
const placesIntervalMs = 10 * minute
/** Whether sensors are online decides between Free and No data, so it must not be old. */
const sensorsIntervalMs = minute

/** Where no file is configured. */
const noOverrides: OverridesResponse = {
  configured: false,
  overrides: null,
  loadedAt: null,
  problem: null,
}

/** The operator edits the file of overrides and looks at the page. */
const overridesIntervalMs = 15 * second

const graphqlRequest = (body: DocumentRequest) =>
  ({ method: 'POST', path: '/api/v3/graphql', body }) as const

/** Sites, buildings, floors and rooms. The dashboard works without it: rooms then show their ids. */
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

/** The same places, by an answer that Butlr gave in the last minute. */
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

/** Which presence sensors each room has, and whether they are online. */
export function sensorDirectoryQuery() {
  return queryOptions({
    queryKey: ['topology', 'sensors'] as const,
    queryFn: async ({ signal }) => {
      const { data } = await request({
        ...graphqlRequest({ document: 'sensors' }),
        schema: SensorsResponse,
        signal,
      })
      return parseSensorDirectory(data)
    },
    meta: { every: sensorsIntervalMs },
    gcTime: Number.POSITIVE_INFINITY,
  })
}

/** What the operator's own file says of names, capacities and thresholds; asked for once where there is none. */
export function overridesQuery() {
  return queryOptions({
    queryKey: ['topology', 'overrides'] as const,
    queryFn: async ({ signal }) => {
      const { data } = await request({
        method: 'GET',
        path: '/api/overrides',
        schema: v.looseObject({ configured: v.boolean() }),
        signal,
      })
      if (!data.configured) return noOverrides
      // Few have such a file, so nobody else loads what reads it.
      const { OverridesResponse: OverridesAnswer } = await import('#src/contract/overrides.ts')
      const parsed = v.safeParse(OverridesAnswer, data)
      if (parsed.success) return parsed.output
      throw new ContractError('GET /api/overrides', v.summarize(parsed.issues))
    },
    meta: { every: overridesIntervalMs, once: (data) => data === noOverrides },
    gcTime: Number.POSITIVE_INFINITY,
  })
}

/**
 * The places, with the operator's own names and capacities. Undefined until Butlr has answered once; `pending` while
 * the first answer is awaited. The object is the same one for all who ask.
 */
export function useTopology(): { topology: Topology | undefined; pending: boolean } {
  const places = useQuery(topologyQuery())
  const own = useQuery(overridesQuery())
  const topology = places.data && applyOverrides(places.data, own.data?.overrides ?? null)
  return { topology, pending: places.isPending || own.isPending }
}
