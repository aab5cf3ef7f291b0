import type { QueryClient } from '@tanstack/react-query'
import { maxImportedViews } from '#src/contract/saved-view.ts'
import { importViews, invalidateSavedViews } from '#src/data/views/queries.ts'
import { getBrowserViews, removeBrowserViews } from './browser-views.ts'

let running: Promise<void> | null = null

/**
 * Moves the views that only this browser has to the account that is signed in, and removes each from the browser once
 * the gateway has stored it. The gateway recognises views that it has, so that a repetition after a failure or in
 * another tab adds none twice. Views that were not stored stay, and the next call tries again.
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
      // Before the browser removes them, so that they do not leave the list for a moment.
      await invalidateSavedViews(client)
      removeBrowserViews(stored)
    }
  } catch {
    // The list shows the views as they are, and the next time that it opens it tries again.
  }
}
