import * as v from 'valibot'
import { useSyncExternalStore } from 'react'
import { chooseStartView, startView } from './start-view.ts'

/** A view with a name: the query that shows it. */
export type SavedView = { name: string; query: string }

const storageKey = 'headroom.views'
const longestName = 60
const Views = v.array(
  v.object({
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(longestName)),
    query: v.pipe(v.string(), v.regex(/^(\?.*)?$/)),
  }),
)

const nothing: readonly SavedView[] = []
const listeners = new Set<() => void>()
let known: { text: string | null; views: readonly SavedView[] } = { text: null, views: nothing }

/** The views saved in this browser, by name, and the query of the one that is the start page. */
export function useSavedViews(): { views: readonly SavedView[]; start: string | null } {
  return {
    views: useSyncExternalStore(subscribe, savedViews),
    start: useSyncExternalStore(subscribe, startView),
  }
}

/** The views saved in this browser. What is stored and makes no sense counts as nothing. */
export function savedViews(): readonly SavedView[] {
  const text = read()
  if (text !== known.text) known = { text, views: parse(text) }
  return known.views
}

/** Saves what is shown under a name; a name that exists now means this. */
export function saveView({ name, query }: SavedView): void {
  const called = name.trim().slice(0, longestName)
  const before = savedViews().find((view) => view.name === called)
  if (before && before.query === startView()) chooseStartView(query)
  const others = savedViews().filter((view) => view.name !== called)
  write([...others, { name: called, query }].toSorted((a, b) => a.name.localeCompare(b.name)))
}

/** Forgets a view, also as the start page. */
export function forgetView(name: string): void {
  const view = savedViews().find((one) => one.name === name)
  if (view && view.query === startView()) chooseStartView(null)
  write(savedViews().filter((one) => one.name !== name))
}

/** Makes a view the start page, or none with null. */
export function startWith(query: string | null): void {
  chooseStartView(query)
  tell()
}

function parse(text: string | null): readonly SavedView[] {
  if (text === null) return nothing
  try {
    const parsed = v.safeParse(Views, JSON.parse(text))
    return parsed.success ? parsed.output : nothing
  } catch {
    return nothing
  }
}

function read(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}

function write(views: readonly SavedView[]): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(views))
  } catch {
    // Storage can be full or blocked: nothing is saved then, and the list shows that.
  }
  tell()
}

function tell(): void {
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
