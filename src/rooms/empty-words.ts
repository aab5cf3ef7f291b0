import type { ShownState } from '#src/live/room-view.ts'

const isSo: Record<ShownState, string> = {
  free: 'is free',
  'in-use': 'is in use',
  busy: 'is busy',
  full: 'is full',
  over: 'is over capacity',
  stale: 'is stale',
  'no-data': 'is without data',
}

/**
 * Which filters left no room: `No room that matches “map” is busy.`
 *
 * @param state the state filtered by; null when there is none
 * @param query as typed; empty when there is no search
 */
export function emptyInWords(state: ShownState | null, query: string): string {
  const typed = query.trim()
  if (state === null) return `No room matches “${typed}”.`
  return typed === ''
    ? `No room ${isSo[state]} now.`
    : `No room that matches “${typed}” ${isSo[state]} now.`
}
