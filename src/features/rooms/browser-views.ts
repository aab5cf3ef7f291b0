import { useSyncExternalStore } from 'react'
import * as v from 'valibot'
import { BrowserView, normalizeViewQuery } from '#src/contract/saved-view.ts'
import { browserStorage, writeOrRemove } from '#src/lib/storage.ts'
import { getStartView, setStartView } from './start-view.ts'

/** Storage key of the views that earlier versions stored in the browser. */
const storageKey = 'headroom.views'
const noViews: readonly BrowserView[] = []
const listeners = new Set<() => void>()
let cache: { text: string | null; views: readonly BrowserView[] } = { text: null, views: noViews }

/**
 * Returns the query of the default view (`start`; null if none is set), and the views that are stored only in this
 * browser: those of earlier versions that the gateway has not stored yet.
 */
export function useBrowserViews(): { views: readonly BrowserView[]; start: string | null } {
  return {
    views: useSyncExternalStore(subscribe, getBrowserViews),
    start: useSyncExternalStore(subscribe, getStartView),
  }
}

/** Returns the views that are stored only in this browser, except malformed ones. */
export function getBrowserViews(): readonly BrowserView[] {
  const text = browserStorage.read(storageKey)
  if (text !== cache.text) {
    const views = readList().flatMap((item) => {
      const parsed = v.safeParse(BrowserView, item)
      return parsed.success ? parsed.output : []
    })
    cache = { text, views }
  }
  return cache.views
}

/** Removes views from this browser. Keeps views that another tab has added or changed since they were read. */
export function removeBrowserViews(removed: readonly BrowserView[]): void {
  const kept = readList().filter((item) => {
    const { success, output } = v.safeParse(BrowserView, item)
    return !success || !removed.some((view) => isSameView(view, output))
  })
  writeOrRemove(storageKey, kept.length === 0 ? null : JSON.stringify(kept))
  notifyListeners()
}

/** Returns whether two views have the same name and query. */
export function isSameView(one: BrowserView, other: BrowserView): boolean {
  return one.name === other.name && one.query === other.query
}

/** Returns whether a view is the default view of this browser. */
export function isStartView({ query }: Pick<BrowserView, 'query'>): boolean {
  const start = getStartView()
  return start !== null && normalizeViewQuery(start) === query
}

/** Sets the default view of this browser; null resets it. */
export function selectStartView(query: string | null): void {
  setStartView(query)
  notifyListeners()
}

/** Returns the stored list without validating its items; empty if the list is malformed. */
function readList(): unknown[] {
  try {
    const stored: unknown = JSON.parse(browserStorage.read(storageKey) ?? '[]')
    return Array.isArray(stored) ? stored : []
  } catch {
    return []
  }
}

function notifyListeners(): void {
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  window.addEventListener('storage', listener)
  return () => {
    listeners.delete(listener)
    window.removeEventListener('storage', listener)
  }
}
