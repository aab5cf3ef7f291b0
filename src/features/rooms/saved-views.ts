import { readableText } from '#src/contract/butlr-values.ts'
import * as v from 'valibot'
import { useSyncExternalStore } from 'react'
import { browserStorage } from '#src/lib/storage.ts'
import { setStartView, getStartView } from './start-view.ts'

/** A named view, stored as the query of its URL. */
type SavedView = { name: string; query: string }

const storageKey = 'headroom.views'
const maxNameLength = 60
const SavedViewsSchema = v.array(
  v.object({
    name: v.pipe(v.string(), v.transform(readableText), v.minLength(1), v.maxLength(maxNameLength)),
    query: v.pipe(v.string(), v.regex(/^(\?.*)?$/)),
  }),
)

const noViews: readonly SavedView[] = []
const listeners = new Set<() => void>()
let cache: { text: string | null; views: readonly SavedView[] } = { text: null, views: noViews }

/** Returns the views saved in this browser, sorted by name, and the query of the default view. */
export function useSavedViews(): { views: readonly SavedView[]; start: string | null } {
  return {
    views: useSyncExternalStore(subscribe, getSavedViews),
    start: useSyncExternalStore(subscribe, getStartView),
  }
}

/** Returns the views saved in this browser; none when the stored data is malformed. */
export function getSavedViews(): readonly SavedView[] {
  const text = browserStorage.read(storageKey)
  if (text !== cache.text) cache = { text, views: parse(text) }
  return cache.views
}

/** Saves a view; replaces an existing view of the same name. */
export function saveView({ name, query }: SavedView): void {
  const trimmedName = name.trim().slice(0, maxNameLength)
  const existing = getSavedViews().find((view) => view.name === trimmedName)
  if (existing && existing.query === getStartView()) setStartView(query)
  const others = getSavedViews().filter((view) => view.name !== trimmedName)
  write([...others, { name: trimmedName, query }].toSorted((a, b) => a.name.localeCompare(b.name)))
}

/** Deletes a view, and resets the default view if it was the deleted view. */
export function deleteView(name: string): void {
  const view = getSavedViews().find((one) => one.name === name)
  if (view && view.query === getStartView()) setStartView(null)
  write(getSavedViews().filter((one) => one.name !== name))
}

/** Sets the default view; null resets it. */
export function selectStartView(query: string | null): void {
  setStartView(query)
  notifyListeners()
}

function parse(text: string | null): readonly SavedView[] {
  if (text === null) return noViews
  try {
    const parsed = v.safeParse(SavedViewsSchema, JSON.parse(text))
    return parsed.success ? parsed.output : noViews
  } catch {
    return noViews
  }
}

/** Stores the views. If storage is full or blocked, nothing is saved, and the list does not show the view. */
function write(views: readonly SavedView[]): void {
  browserStorage.write(storageKey, JSON.stringify(views))
  notifyListeners()
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
