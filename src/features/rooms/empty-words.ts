import type { ShownState } from '#src/domain/live-rooms/room-view.ts'

const isSo: Record<ShownState, string> = {
  free: 'is free',
  'in-use': 'is in use',
  busy: 'is busy',
  full: 'is full',
  over: 'is over capacity',
  stale: 'is stale',
  'no-data': 'is without data',
}

/** What a list was asked for, in the words of the page. */
export type Asked = {
  state: ShownState | null
  /** As typed; empty when there is no search. */
  query: string
  seats: number | null
  /** Names. */
  tags: readonly string[]
  /** The name of the place; null when it is everywhere. */
  place: string | null
}

/**
 * Which filters left no room: `No room that matches “map” is busy now.`, `No room on Floor 3 with Quiet for 6 or more is
 * free now.`
 */
export function emptyInWords({ state, query, seats, tags, place }: Asked): string {
  const typed = query.trim()
  const which = [
    place === null ? '' : ` in ${place}`,
    tags.length === 0 ? '' : ` with ${tags.join(' and ')}`,
    seats === null ? '' : ` for ${seats} or more`,
  ].join('')
  if (state !== null) {
    return `No room${which}${typed === '' ? '' : ` that matches “${typed}”`} ${isSo[state]} now.`
  }
  return typed === '' ? `There is no room${which}.` : `No room${which} matches “${typed}”.`
}
