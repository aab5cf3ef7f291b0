import type { ShownState } from '#src/domain/live-rooms/displayed-occupancy.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { Button } from '#src/components/ui/button.tsx'
import type { ChangeParams, OverviewParams } from '#src/lib/overview-params.ts'

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

/** Stands where the rooms would: which filters emptied the list, and the ways out. */
export function NothingFound({
  params: { state, q, seats, tags, place },
  topology,
  onChange,
}: {
  params: OverviewParams
  topology: Topology | undefined
  onChange: ChangeParams
}) {
  const { sites = [], buildings = [], floors = [] } = topology ?? {}
  const where = [...sites, ...buildings, ...floors].find(({ id }) => id === place)
  const asked = {
    state,
    query: q,
    seats,
    tags: tags.map((id) => topology?.tags.find((tag) => tag.id === id)?.name ?? id),
    place: place === null ? null : (where?.name ?? 'a place that is not there any more'),
  }
  return (
    <div role="status" className="grid justify-items-center gap-4 px-4 py-16 text-center">
      <p className="max-w-prose text-15 wrap-anywhere">{emptyInWords(asked)}</p>
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
