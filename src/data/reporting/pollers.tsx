import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { createContext, useContext, type ReactNode } from 'react'
import { createPoller, type Poller } from '#src/lib/poller.ts'

/** The pollers whose schedules are shown to users, currently only the poller of the snapshot query. */
type Pollers = { snapshot: Poller }

const PollersContext = createContext<Pollers | null>(null)

/** Creates the poller of the snapshot query. It uses the page's monotonic clock. */
export function createSnapshotPoller(intervalMs: number): Poller {
  return createPoller(intervalMs, () => performance.now(), Math.random)
}

const pollersByClient = new WeakMap<QueryClient, Pollers>()

/** Returns the pollers of a query client, so that requests before the first render have the same schedule. */
export function getPollers(client: QueryClient, intervalMs: number): Pollers {
  const known = pollersByClient.get(client)
  if (known?.snapshot.intervalMs === intervalMs) return known
  const created = { snapshot: createSnapshotPoller(intervalMs) }
  pollersByClient.set(client, created)
  return created
}

/** Provides shared pollers. `intervalMs` is the poll interval from the gateway's configuration. */
export function PollersProvider({
  intervalMs,
  children,
}: {
  intervalMs: number
  children: ReactNode
}) {
  const pollers = getPollers(useQueryClient(), intervalMs)
  return <PollersContext value={pollers}>{children}</PollersContext>
}

/** Returns the shared pollers. Throws outside PollersProvider, because a separate schedule would send more polls. */
export function usePollers(): Pollers {
  const pollers = useContext(PollersContext)
  if (!pollers) throw new Error('No PollersProvider.')
  return pollers
}
