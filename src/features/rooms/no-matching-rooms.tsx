import { nameOrId } from '#src/contract/butlr-values.ts'
import type { DisplayedState } from '#src/domain/live-rooms/displayed-occupancy.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { Button } from '#src/components/ui/button.tsx'
import type { UpdateOverviewParams, OverviewParams } from '#src/lib/overview-params.ts'

const stateClauses: Record<DisplayedState, string> = {
  free: 'is free',
  'in-use': 'is in use',
  busy: 'is busy',
  full: 'is full',
  over: 'is over capacity',
  stale: 'is stale',
  'no-data': 'is without data',
}

/** The filters of a list, with the names that the page shows. */
export type RoomFilterSummary = {
  state: DisplayedState | null
  /** As typed; empty when there is no search. */
  query: string
  seats: number | null
  /** Names of tags. */
  tags: readonly string[]
  /** Name of the location; null for all. */
  place: string | null
}

/**
 * Describes the filters that no room matches: `No room that matches “map” is busy now.`, `No room in Floor 3 with Quiet
 * for 6 or more is free now.`
 */
export function describeNoMatches({ state, query, seats, tags, place }: RoomFilterSummary): string {
  const searchText = query.trim()
  const filterText = [
    place === null ? '' : ` in ${place}`,
    tags.length === 0 ? '' : ` with ${tags.join(' and ')}`,
    seats === null ? '' : ` for ${seats} or more`,
  ].join('')
  if (state !== null) {
    return `No room${filterText}${searchText === '' ? '' : ` that matches “${searchText}”`} ${stateClauses[state]} now.`
  }
  return searchText === ''
    ? `There is no room${filterText}.`
    : `No room${filterText} matches “${searchText}”.`
}

/** Replaces an empty list of rooms: names the filters that no room matches, with buttons to clear them. */
export function NothingFound({
  params: { state, q, seats, tags, place },
  topology,
  onChange,
}: {
  params: OverviewParams
  topology: Topology | undefined
  onChange: UpdateOverviewParams
}) {
  const { sites = [], buildings = [], floors = [] } = topology ?? {}
  const selectedPlace = [...sites, ...buildings, ...floors].find(({ id }) => id === place)
  const filters = {
    state,
    query: q,
    seats,
    tags: tags.map((id) => nameOrId(topology?.tags.find((tag) => tag.id === id)?.name, id)),
    place: place === null ? null : (selectedPlace?.name ?? 'a place that is not there any more'),
  }
  return (
    <div role="status" className="grid justify-items-center gap-4 px-4 py-16 text-center">
      <p className="max-w-prose text-15 wrap-anywhere">{describeNoMatches(filters)}</p>
      <div className="flex flex-wrap justify-center gap-2">
        {q !== '' && <Button onClick={() => onChange({ q: '' })}>Clear the search</Button>}
        {state !== null && (
          <Button onClick={() => onChange({ state: null })}>Show every state</Button>
        )}
        {seats !== null && (
          <Button onClick={() => onChange({ seats: null })}>Show rooms of any size</Button>
        )}
        {tags.length > 0 && <Button onClick={() => onChange({ tags: [] })}>Clear the tags</Button>}
        {place !== null && (
          <Button onClick={() => onChange({ place: null })}>Show everywhere</Button>
        )}
      </div>
    </div>
  )
}
