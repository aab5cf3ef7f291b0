import { createContext, useContext, useMemo, type ReactNode } from 'react'
import { createPoller, type Poller } from './poller.ts'

/** The schedules of what is polled: all rooms, and the live chart of the room that is open. */
export type Pollers = { snapshot: Poller; live: Poller }

const PollersContext = createContext<Pollers | null>(null)

/** Gives the views below it one schedule for all; `intervalMs` is what the gateway is configured to. */
export function PollersProvider({
  intervalMs,
  children,
}: {
  intervalMs: number
  children: ReactNode
}) {
  const pollers = useMemo(() => {
    const make = () => createPoller(intervalMs, () => performance.now(), Math.random)
    return { snapshot: make(), live: make() }
  }, [intervalMs])
  return <PollersContext value={pollers}>{children}</PollersContext>
}

/** The schedules. Throws outside PollersProvider: a view that polls on its own schedule would be a defect. */
export function usePollers(): Pollers {
  const pollers = useContext(PollersContext)
  if (!pollers) throw new Error('usePollers needs a PollersProvider above it.')
  return pollers
}
