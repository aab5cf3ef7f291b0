import { useSyncExternalStore } from 'react'
import { writeOrRemove } from '#src/lib/storage.ts'

/** `system` follows the operating system. public/support.js applies the stored theme before the first paint. */
export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const themeStorageKey = 'headroom.theme'
const listeners = new Set<() => void>()

/** Returns the theme of this browser and a setter. Without storage, the choice lasts until the page reloads. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  return [useSyncExternalStore(subscribe, readTheme), setTheme]
}

function readTheme(): Theme {
  const pinned = document.documentElement.dataset['theme']
  return pinned === 'light' || pinned === 'dark' ? pinned : 'system'
}

function setTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
  writeOrRemove(themeStorageKey, theme === 'system' ? null : theme)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
