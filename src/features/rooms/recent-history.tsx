import { createContext, lazy, Suspense, useState, type ReactNode } from 'react'
import type { RecentHistoryValue } from './recent-history-loader.tsx'

/** The last half hour of every room; null until it has loaded. */
export const RecentHistoryContext = createContext<RecentHistoryValue | null>(null)

const RecentHistoryLoader = lazy(async () => {
  try {
    const { RecentHistoryLoader } = await import('./recent-history-loader.tsx')
    return { default: RecentHistoryLoader }
  } catch {
    // The overview is complete without sparklines.
    return { default: () => null }
  }
})

/** Provides the last half hour of every room to the sparklines below; it loads after the rooms. */
export function RecentHistoryProvider({ children }: { children: ReactNode }) {
  const [recent, setRecent] = useState<RecentHistoryValue | null>(null)
  return (
    <RecentHistoryContext value={recent}>
      <Suspense fallback={null}>
        <RecentHistoryLoader onChange={setRecent} />
      </Suspense>
      {children}
    </RecentHistoryContext>
  )
}
