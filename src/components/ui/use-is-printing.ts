import { useSyncExternalStore } from 'react'
import { flushSync } from 'react-dom'

const listeners = new Set<() => void>()
let isPrinting = false

/** Renders immediately, because the browser lays out the first printed page right after the event. */
function setPrinting(printing: boolean): void {
  if (printing === isPrinting) return
  isPrinting = printing
  flushSync(() => {
    for (const notify of listeners) notify()
  })
}

const start = () => setPrinting(true)
const end = () => setPrinting(false)
const followMedia = ({ matches }: MediaQueryListEvent) => setPrinting(matches)

/** Null in jsdom, which has no `matchMedia`. */
function printQuery(): MediaQueryList | null {
  return typeof globalThis.matchMedia === 'function' ? globalThis.matchMedia('print') : null
}

let query: MediaQueryList | null = null

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    query = printQuery()
    window.addEventListener('beforeprint', start)
    window.addEventListener('afterprint', end)
    query?.addEventListener('change', followMedia)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    window.removeEventListener('beforeprint', start)
    window.removeEventListener('afterprint', end)
    query?.removeEventListener('change', followMedia)
    isPrinting = false
  }
}

/**
 * Returns whether the page is being printed. Components must then render their whole content, because paper does not
 * scroll.
 */
export function useIsPrinting(): boolean {
  return useSyncExternalStore(subscribe, () => isPrinting)
}
