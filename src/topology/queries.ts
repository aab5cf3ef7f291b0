import { queryOptions } from '@tanstack/react-query'
import { isSignedOut } from '#src/api/errors.ts'
import { request } from '#src/api/request.ts'
import { minute } from '#src/time/duration.ts'
import { PlacesAnswer, SensorsAnswer, type DocumentName } from './contract.ts'
import { sensorDirectoryFrom } from './sensor-directory.ts'
import { topologyFrom } from './tree.ts'

/** Names and capacities change a few times a year. */
const placesEvery = 10 * minute
/** Whether sensors are online decides between Free and No data, so it must not be old. */
const sensorsEvery = minute

const ask = (document: DocumentName) =>
  ({ method: 'POST', path: '/api/v3/graphql', body: { document } }) as const

/** While it fails it is asked for every minute; after a sign-out not at all. */
const every = (ms: number) => (query: { state: { error: unknown } }) =>
  isSignedOut(query.state.error) ? (false as const) : query.state.error ? minute : ms

/** Sites, buildings, floors and rooms. The dashboard works without it: rooms then show their ids. */
export function topologyQuery() {
  return queryOptions({
    queryKey: ['topology', 'places'] as const,
    queryFn: async ({ signal }) => {
      const { data } = await request({ ...ask('places'), schema: PlacesAnswer, signal })
      return topologyFrom(data)
    },
    refetchInterval: every(placesEvery),
    staleTime: placesEvery,
    gcTime: Number.POSITIVE_INFINITY,
  })
}

/** Which presence sensors each room has, and whether they are online. */
export function sensorDirectoryQuery() {
  return queryOptions({
    queryKey: ['topology', 'sensors'] as const,
    queryFn: async ({ signal }) => {
      const { data, at } = await request({ ...ask('sensors'), schema: SensorsAnswer, signal })
      return sensorDirectoryFrom(data, at)
    },
    refetchInterval: every(sensorsEvery),
    staleTime: sensorsEvery,
    gcTime: Number.POSITIVE_INFINITY,
  })
}
