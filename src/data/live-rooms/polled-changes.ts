import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { appendPoll, type PolledChanges } from '#src/domain/readings/recent-history.ts'
import type { Poller } from '#src/lib/poller.ts'
import { snapshotQuery } from './use-live-rooms.ts'

/** Records changes in the counts of all rooms from the successful polls of a query client. */
type ChangeRecorder = {
  /** Returns the changes up to the latest poll, or undefined before the first poll. */
  latest: () => PolledChanges | undefined
  subscribe: (onChange: () => void) => () => void
}

const recorders = new WeakMap<QueryClient, ChangeRecorder>()

/**
 * Returns the changes in the counts of all rooms in the last half hour, or undefined before the first poll. Recording
 * starts with the first call, and continues while other pages are shown.
 */
export function usePolledChanges(): PolledChanges | undefined {
  const client = useQueryClient()
  const { snapshot: poller } = usePollers()
  let recorder = recorders.get(client)
  if (!recorder) {
    recorder = createRecorder(client, poller)
    recorders.set(client, recorder)
  }
  return useSyncExternalStore(recorder.subscribe, recorder.latest)
}

function createRecorder(client: QueryClient, poller: Poller): ChangeRecorder {
  const { queryKey } = snapshotQuery(poller)
  const listeners = new Set<() => void>()
  let latest: PolledChanges | undefined
  const record = () => {
    const snapshot = client.getQueryData(queryKey)
    if (snapshot?.at === latest?.at && snapshot?.readings === latest?.readings) return
    // The snapshot is undefined after a sign-out, which clears the cache.
    latest = snapshot && appendPoll(latest, snapshot, poller.intervalMs)
    for (const listener of listeners) listener()
  }
  record()
  let isScheduled = false
  client.getQueryCache().subscribe(() => {
    if (isScheduled) return
    isScheduled = true
    // Runs in a separate task after the cards have rendered, because sparklines are less urgent.
    setTimeout(() => {
      isScheduled = false
      record()
    })
  })
  return {
    latest: () => latest,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
