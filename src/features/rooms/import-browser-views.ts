import type { QueryClient } from '@tanstack/react-query'
import { maxImportedViews } from '#src/contract/saved-view.ts'
import { importViews, invalidateSavedViews } from '#src/data/views/queries.ts'
import { getBrowserViews, removeBrowserViews } from './browser-views.ts'

let running: Promise<void> | null = null

/**
 * Moves the views that are stored only in this browser to the signed-in account, and removes each from the browser once
 * the gateway has stored it. Repeating the import after a failure or in another tab creates no duplicates, because the
 * gateway recognises the views. Views that the gateway did not store stay in the browser, and the next call imports
 * them again.
 */
export function importBrowserViews(client: QueryClient): Promise<void> {
  running ??= importAll(client).finally(() => (running = null))
  return running
}

async function importAll(client: QueryClient): Promise<void> {
  const views = getBrowserViews()
  if (views.length === 0) return
  try {
    for (let start = 0; start < views.length; start += maxImportedViews) {
      const stored = await importViews(views.slice(start, start + maxImportedViews))
      // Refetches the list before removing the views, so that they do not disappear from it for a moment.
      await invalidateSavedViews(client)
      removeBrowserViews(stored)
    }
  } catch {
    // The list shows the views in the browser, and imports them again the next time it opens.
  }
}
