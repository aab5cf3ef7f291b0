import { QueryCache, QueryClient } from '@tanstack/react-query'
import { isSignedOut } from '#src/contract/errors.ts'
import { cancelUnobserved, pollingDefaults } from '#src/lib/query-polling.ts'
import { endSession } from '#src/data/session/queries.ts'

/**
 * The server state of the page. One module decides when anything is asked again (api/pacing.ts). `networkMode: 'always'`, because a browser's word that it is offline cannot be trusted:
 * a false one would stop all polling without an error.
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
        // A hidden tab of staff does not poll; it asks what is due when it is looked at again.
        refetchIntervalInBackground: false,
      },
    },
  })
  cancelUnobserved(client.getQueryCache())
  return client
}
