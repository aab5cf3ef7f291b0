import { QueryCache, QueryClient } from '@tanstack/react-query'
import { isSignedOut } from '#src/api/errors.ts'
import { endSession } from '#src/session/queries.ts'

/**
 * The server state of the page. Nothing is retried inside a fetch: the next poll is the retry, and one function decides
 * when (reporting/poller.ts). `networkMode: 'always'`, because a browser's word that it is offline cannot be trusted:
 * a false one would stop all polling without an error.
 */
export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        if (isSignedOut(error)) endSession(client, error.problem?.reason)
      },
    }),
    defaultOptions: {
      queries: {
        retry: false,
        networkMode: 'always',
        // A hidden tab of staff does not poll; it asks at once when it is looked at again.
        refetchIntervalInBackground: false,
        refetchOnWindowFocus: true,
        refetchOnReconnect: true,
      },
    },
  })
  return client
}
