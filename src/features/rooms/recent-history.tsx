import { createContext, useState, type ReactNode } from 'react'
import { LaterPart, lazyOrNothing } from '#src/components/ui/lazy-part.tsx'
import type { RecentHistoryValue } from './recent-history-loader.tsx'

/** The last half hour of every room; null until it has loaded. */
export const RecentHistoryContext = createContext<RecentHistoryValue | null>(null)

// If this code does not load, the cards appear without sparklines.
const RecentHistoryLoader = lazyOrNothing(() =>
  import('./recent-history-loader.tsx').then((module) => module.RecentHistoryLoader),
)

/** Provides the last half hour of every room to the sparklines below; the data loads after the rooms. */
export function RecentHistoryProvider({ children }: { children: ReactNode }) {
  const [recent, setRecent] = useState<RecentHistoryValue | null>(null)
  return (
    <RecentHistoryContext value={recent}>
      <LaterPart>
        <RecentHistoryLoader onChange={setRecent} />
      </LaterPart>
      {children}
    </RecentHistoryContext>
  )
}
