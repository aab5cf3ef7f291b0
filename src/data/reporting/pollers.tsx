import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { createPoller, type Poller } from '#src/lib/poller.ts'

/** The schedules that views show: of the poll of all rooms. */
export type Pollers = { snapshot: Poller }

const PollersContext = createContext<Pollers | null>(null)

/** The schedule of the poll of all rooms, on the page's own clock. */
export function createSnapshotPoller(intervalMs: number): Poller {
  return createPoller(intervalMs, () => performance.now(), Math.random)
}

/** Gives the views below it one schedule for all; `intervalMs` is what the gateway is configured to. */
export function PollersProvider({
  intervalMs,
  children,
}: {
  intervalMs: number
  children: ReactNode
}) {
  const pollers = useMemo(() => ({ snapshot: createSnapshotPoller(intervalMs) }), [intervalMs])
  return <PollersContext value={pollers}>{children}</PollersContext>
}

/** The schedules. Throws outside PollersProvider: a view that polls on its own schedule would be a defect. */
export function usePollers(): Pollers {
  const pollers = useContext(PollersContext)
  if (!pollers) throw new Error('usePollers needs a PollersProvider above it.')
  return pollers
}
