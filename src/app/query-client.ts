import { QueryCache, QueryClient } from '@tanstack/react-query'
import { isSignedOut } from '#src/contract/errors.ts'
import { cancelUnobserved, pollingDefaults } from '#src/lib/query-polling.ts'
import { endSession } from '#src/data/session/queries.ts'

/**
 * Creates the query client of the page. `lib/query-polling.ts` decides when queries refetch. `networkMode` is `always`,
 * because a browser that falsely reports being offline would otherwise stop all polling without an error.
 */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (isSignedOut(error)) endSession(client, error.details?.reason)
      },
    }),
    defaultOptions: {
      queries: {
        ...pollingDefaults,
        networkMode: 'always',
        // A hidden staff tab does not poll; it refetches due queries when it becomes visible.
        refetchIntervalInBackground: false,
      },
    },
  })
  cancelUnobserved(client.getQueryCache())
  return client
}
