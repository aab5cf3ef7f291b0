import { useSyncExternalStore } from 'react'

/** Light or dark as the system says, or pinned. public/theme.js applies what is stored before the first paint. */
export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const storageKey = 'headroom.theme'
const listeners = new Set<() => void>()

/** The theme chosen in this browser, and how to choose another. Without storage the choice holds until the reload. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, currentTheme), pinTheme]
}

function currentTheme(): Theme {
  const pinned = document.documentElement.dataset['theme']
  return pinned === 'light' || pinned === 'dark' ? pinned : 'system'
}

function pinTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  try {
    if (theme === 'system') localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, theme)
  } catch {
    // Storage can be blocked; the page itself still follows the choice.
  }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
