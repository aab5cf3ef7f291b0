import { reloadFailedStyleSheets } from '#src/components/ui/lazy-part.tsx'
import { second } from '#src/domain/time/duration.ts'

/** Delay before preloading, which must not compete with the first screen. */
const delayMs = 10 * second

/** The parts that a click can load, the most frequent first. */
const parts: readonly (() => Promise<unknown>)[] = [
  () => import('#src/features/room-detail/room-panel.tsx'),
  () => import('#src/components/charts/line-chart.tsx'),
  () => import('#src/features/room-detail/history/room-history.tsx'),
  () => import('#src/features/connection-status/connection-details.tsx'),
  () => import('#src/features/location/location-list.tsx'),
  () => import('#src/features/search/search-dialog.tsx'),
  () => import('#src/features/rooms/table/table-view.tsx'),
  () => import('#src/features/floor-plan/floor-plan-view.tsx'),
  () => import('#src/features/breakdown/breakdown-panel.tsx'),
  () => import('#src/features/rooms/saved-views-list.tsx'),
  () => import('./lazy-screens.tsx'),
  () => import('#src/features/insights/insights-page.tsx'),
  () => import('#src/features/sensors/sensors-page.tsx'),
  () => import('#src/features/displays/displays-view.tsx'),
  () => import('#src/features/metrics/metrics-page.tsx'),
  () => import('#src/features/settings/settings-page.tsx'),
  () => import('./shortcuts-dialog.tsx'),
  () => import('#src/features/rooms/no-matching-rooms.tsx'),
  () => import('#src/features/rooms/virtual-grid.tsx'),
  () => import('#src/components/charts/chart-png.tsx'),
  () => import('#src/features/insights/report/place-report.tsx'),
  () => import('#src/features/room-detail/report/room-report.tsx'),
]

/**
 * Loads all parts of the page in the background, one after another while the page is idle, so that they open without a
 * connection. Does nothing if data saving is on. When the browser is online again, requests the parts that failed to
 * load.
 *
 * @returns a function that stops the loading
 */
export function preloadParts(partsInOrder = parts): () => void {
  const end = new AbortController()
  const { signal } = end
  if ('connection' in navigator && isSavingData(navigator.connection)) return () => {}
  const loadAll = async () => {
    for (const load of partsInOrder) {
      await untilIdle()
      if (signal.aborted) return
      await load().catch(() => {})
    }
  }
  const timer = setTimeout(() => void loadAll(), delayMs)
  signal.addEventListener('abort', () => clearTimeout(timer))
  const handleOnline = () => {
    reloadFailedStyleSheets()
    void loadAll()
  }
  window.addEventListener('online', handleOnline, { signal })
  return () => end.abort()
}

function isSavingData(connection: unknown): boolean {
  return (
    typeof connection === 'object' &&
    connection !== null &&
    'saveData' in connection &&
    connection.saveData === true
  )
}

/** Resolves when the page is idle, or after one second in Safari, which has no `requestIdleCallback`. */
function untilIdle(): Promise<void> {
  return new Promise((resolve) => {
    if ('requestIdleCallback' in window) window.requestIdleCallback(() => resolve())
    else setTimeout(resolve, second)
  })
}
