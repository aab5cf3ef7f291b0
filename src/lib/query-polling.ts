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

/** How often a query asks: its `meta`. */
type PollingMeta = {
  /** Milliseconds between two requests in health. */
  every?: number
  /** Told the answer: whether it is the last that is needed. */
  once?: (data: unknown) => boolean
  /** Shared with who shows when the next request is due. */
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

/** Milliseconds until a query asks again; false while it asks, and when nothing more is asked. */
function nextRefetchIn(query: Query): number | false {
  const { data, error, fetchStatus } = query.state
  if (fetchStatus === 'fetching' || isSignedOut(error)) return false
  return data !== undefined && query.meta?.once?.(data) ? false : getPollState(query).poller.delay()
}

/** A tab that is looked at again, or a network that is back: asks what is due, or could not reach the gateway. */
function refetchIfDue(query: Query): 'always' | false {
  const ms = nextRefetchIn(query)
  if (ms === false) return false
  const { poller, error } = getPollState(query)
  return ms <= 1 || (error instanceof NetworkError && poller.hold() === 0) ? 'always' : false
}

/** Every request of a query goes through here, so none goes out while the query's poller holds it. */
async function pollThroughPoller<TData>(
  ask: QueryFunction<TData>,
  { client, queryKey, meta }: Parameters<QueryFunction<TData>>[0],
  query: Query,
): Promise<TData> {
  const state = getPollState(query)
  const { poller } = state
  // React Query cancels a request whose signal was read as soon as no view waits for it: a view that only remounts
  // would ask again. This one aborts when the request is cancelled (`abandonUnwatched`, sign-out).
  const abort = new AbortController()
  const { signal } = abort
  query.promise?.catch(() => abort.abort())
  // A query without data forgets its error while it asks again; views would go back to "loading" each time.
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
    const data = await ask({ client, queryKey, meta, signal })
    poller.succeeded()
    state.error = null
    return data
  } catch (error) {
    // What nobody waits for any more did not fail; a session that is over is an answer.
    if (isSignedOut(error)) poller.succeeded()
    else if (!signal.aborted) {
      poller.failed(error)
      state.error = error instanceof Error ? error : null
    }
    throw error
  }
}

/**
 * When any query asks again: the defaults of all of them. A query says in its `meta` how often; nothing that mounts,
 * remounts, comes into view or fails makes it ask sooner.
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

/** Asks for queries at once, after a person changed what they answer. Only `Retry-After` still holds them. */
export function refetchNow(client: QueryClient, filters: QueryFilters): Promise<void> {
  for (const query of client.getQueryCache().findAll(filters)) getPollState(query).poller.release()
  return client.invalidateQueries(filters)
}

/** Ends requests that no view has waited for in two seconds, such as the charts of rooms that were only passed by. */
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
