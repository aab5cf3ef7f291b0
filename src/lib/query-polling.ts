import type {
  DefaultOptions,
  Query,
  QueryCache,
  QueryClient,
  QueryFilters,
  QueryFunction,
} from '@tanstack/react-query'
import { isSignedOut, NetworkError } from '#src/contract/errors.ts'
import { createPoller, type Poller } from './poller.ts'

/** The polling options of a query, stored in its `meta`. */
type PollingMeta = {
  /** Poll interval in milliseconds. */
  every?: number
  /** Returns whether this response is final, so that polling stops. */
  once?: (data: unknown) => boolean
  /** Set if views show when the next request is due. */
  poller?: Poller
}

declare module '@tanstack/react-query' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- the library's own interface is extended
  interface Register {
    queryMeta: PollingMeta
  }
}

type PollState = { poller: Poller; error: Error | null }
const pollStates = new WeakMap<Query, PollState>()

function getPollState(query: Query): PollState {
  const known = pollStates.get(query)
  const { every = 60_000, poller = known?.poller } = query.meta ?? {}
  if (known && known.poller === poller) return known
  const state: PollState = {
    poller: poller ?? createPoller(every, () => performance.now(), Math.random),
    error: null,
  }
  pollStates.set(query, state)
  return state
}

/** Returns the time until the next request in milliseconds, or false during a request or after polling has stopped. */
function nextRefetchIn(query: Query): number | false {
  const { data, error, fetchStatus } = query.state
  if (fetchStatus === 'fetching' || isSignedOut(error)) return false
  return data !== undefined && query.meta?.once?.(data) ? false : getPollState(query).poller.delay()
}

/**
 * On focus or reconnect, refetches a query that is due. Also refetches a query that failed with a network error, unless
 * it is held back.
 */
function refetchIfDue(query: Query): 'always' | false {
  const ms = nextRefetchIn(query)
  if (ms === false) return false
  const { poller, error } = getPollState(query)
  return ms <= 1 || (error instanceof NetworkError && poller.hold() === 0) ? 'always' : false
}

/** Sends the requests of a query. Delays each request for as long as the poller holds it back. */
async function pollThroughPoller<TData>(
  queryFn: QueryFunction<TData>,
  { client, queryKey, meta }: Parameters<QueryFunction<TData>>[0],
  query: Query,
): Promise<TData> {
  const state = getPollState(query)
  const { poller } = state
  // React Query cancels a request as soon as its query has no observer if the request's signal was read. A view that
  // remounts would then send another request. This signal aborts only when the request is cancelled
  // (`cancelUnobserved`, sign-out).
  const abort = new AbortController()
  const { signal } = abort
  query.promise?.catch(() => abort.abort())
  // During a refetch, React Query clears the error of a query without data, which would switch views back to “loading”.
  if (state.error && query.state.data === undefined) {
    query.setState({ status: 'error', error: state.error })
  }
  const hold = poller.hold()
  if (hold > 0) {
    await new Promise((resolve) => setTimeout(resolve, hold))
    signal.throwIfAborted()
  }
  poller.begin()
  try {
    const data = await queryFn({ client, queryKey, meta, signal })
    poller.succeeded()
    state.error = null
    return data
  } catch (error) {
    // A cancelled request is not a failure, and “signed out” is a valid response.
    if (isSignedOut(error)) poller.succeeded()
    else if (!signal.aborted) {
      poller.failed(error)
      state.error = error instanceof Error ? error : null
    }
    throw error
  }
}

/**
 * Default options that decide when a query refetches. A query sets only its interval, in `meta`. Mounts and failures
 * never cause an earlier refetch. Focus and reconnects cause one only after a network error.
 */
export const pollingDefaults = {
  retry: false,
  retryOnMount: false,
  refetchOnMount: false,
  refetchOnWindowFocus: refetchIfDue,
  refetchOnReconnect: refetchIfDue,
  refetchInterval: nextRefetchIn,
  staleTime: (query) => query.meta?.every ?? 0,
  persister: pollThroughPoller,
} satisfies DefaultOptions['queries']

/** Refetches queries immediately after a user action changed their data. Only `Retry-After` can still delay them. */
export function refetchNow(client: QueryClient, filters: QueryFilters): Promise<void> {
  for (const query of client.getQueryCache().findAll(filters)) getPollState(query).poller.release()
  return client.invalidateQueries(filters)
}

/** Cancels requests that have had no observer for two seconds, for example of a chart that was open only briefly. */
export function cancelUnobserved(cache: QueryCache): void {
  const timers = new WeakMap<Query, ReturnType<typeof setTimeout>>()
  cache.subscribe(({ type, query }) => {
    if (type === 'observerAdded') clearTimeout(timers.get(query))
    if (type === 'observerRemoved' && query.getObserversCount() === 0) {
      timers.set(
        query,
        setTimeout(() => void query.cancel({ revert: true }), 2_000),
      )
    }
  })
}
