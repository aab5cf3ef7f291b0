/** Messages in place of an empty list of rooms. */
import type { DisplayedState } from '#src/domain/live-rooms/displayed-rooms.ts'
import { formatList } from '#messages/topology.ts'

export const noRoomsTitle = 'No rooms yet'
export const noRoomsHint = 'A room appears here as soon as one of its sensors reports.'

const roomsInState: Record<DisplayedState, string> = {
  free: 'free rooms',
  'in-use': 'rooms in use',
  busy: 'busy rooms',
  full: 'full rooms',
  over: 'rooms over capacity',
  stale: 'rooms with outdated data',
  'no-data': 'rooms without data',
}

/** The filters of a list, with the names that the page shows. */
export type RoomFilterSummary = {
  state: DisplayedState | null
  usual: 'busier' | 'quieter' | null
  /** As typed; empty when there is no search. */
  query: string
  seats: number | null
  /** Names of tags. */
  tags: readonly string[]
  /** The location; null for all sites. */
  place: { name: string; isFloor: boolean } | null
}

/**
 * No room matches the filters: `There are no busy rooms right now.`, `No rooms match “map”.`, `No free rooms on Floor 3
 * with 6 or more seats are tagged Quiet and Bookable.`
 */
export const noMatches = ({ state, usual, query, seats, tags, place }: RoomFilterSummary) => {
  const rooms = [
    state === null ? 'rooms' : roomsInState[state],
    place === null ? '' : `${place.isFloor ? 'on' : 'in'} ${place.name}`,
    seats === null ? '' : `with ${seats} or more seats`,
    usual === null ? '' : `that are ${usual} than usual`,
  ]
    .filter(Boolean)
    .join(' ')
  const search = query.trim()
  const tagged = tags.length === 0 ? '' : `tagged ${formatList(tags)}`
  if (search === '') {
    return tagged === ''
      ? `There are no ${rooms}${state === null && usual === null ? '' : ' right now'}.`
      : `No ${rooms} are ${tagged}.`
  }
  return `No ${rooms}${tagged === '' ? '' : ` ${tagged}`} match “${search}”.`
}
/** The location in the URL does not exist, or is currently unknown. */
export const placeUnavailable = 'This location isn’t available.'
export const clearSearchButton = 'Clear search'
export const allStatesButton = 'Show all states'
export const anyUseButton = 'Show rooms however busy'
export const anySizeButton = 'Show rooms of any size'
export const clearTagsButton = 'Clear tags'
export const allSitesButton = 'Show all sites'
