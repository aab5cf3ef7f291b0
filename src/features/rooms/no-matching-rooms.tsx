import { NoMatchesPlaceholder } from '#src/components/ui/no-matches-placeholder.tsx'
import { UnavailablePlaceholder } from '#src/components/ui/placeholders.tsx'
import { nameOrId } from '#src/contract/butlr-values.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { Button } from '#src/components/ui/button.tsx'
import type { UpdateOverviewParams, OverviewParams } from '#src/lib/overview-params.ts'
import * as text from '#messages/no-matching-rooms.ts'

/** Replaces an empty list of rooms, when Butlr reports no rooms or no room matches the filters. */
export function EmptyRooms({ hasRooms, ...props }: NoMatchesProps & { hasRooms: boolean }) {
  return hasRooms ? <NoMatches {...props} /> : <NoRooms />
}

function NoRooms() {
  return <UnavailablePlaceholder role="status" title={text.noRoomsTitle} hint={text.noRoomsHint} />
}

type NoMatchesProps = {
  params: OverviewParams
  topology: Topology | undefined
  onChange: UpdateOverviewParams
}

/** Names the filters that no room matches, with buttons to clear them. */
function NoMatches({
  params: { state, usual, q, seats, tags, place },
  topology,
  onChange,
}: NoMatchesProps) {
  const usualFilter = usual === 'on' ? null : usual
  const { sites = [], buildings = [], floors = [] } = topology ?? {}
  const selectedFloor = floors.find(({ id }) => id === place)
  const selectedPlace = selectedFloor ?? [...sites, ...buildings].find(({ id }) => id === place)
  const message =
    place !== null && !selectedPlace
      ? text.placeUnavailable
      : text.noMatches({
          state,
          usual: usualFilter,
          query: q,
          seats,
          tags: tags.map((id) => nameOrId(topology?.tags.find((tag) => tag.id === id)?.name, id)),
          place: selectedPlace ? { name: selectedPlace.name, isFloor: !!selectedFloor } : null,
        })
  return (
    <NoMatchesPlaceholder message={message}>
      {q !== '' && <Button onClick={() => onChange({ q: '' })}>{text.clearSearchButton}</Button>}
      {state !== null && (
        <Button onClick={() => onChange({ state: null })}>{text.allStatesButton}</Button>
      )}
      {usualFilter !== null && (
        <Button onClick={() => onChange({ usual: 'on' })}>{text.anyUseButton}</Button>
      )}
      {seats !== null && (
        <Button onClick={() => onChange({ seats: null })}>{text.anySizeButton}</Button>
      )}
      {tags.length > 0 && (
        <Button onClick={() => onChange({ tags: [] })}>{text.clearTagsButton}</Button>
      )}
      {place !== null && (
        <Button onClick={() => onChange({ place: null })}>{text.allSitesButton}</Button>
      )}
    </NoMatchesPlaceholder>
  )
}
