import type { Topology } from '#src/domain/topology/tree.ts'
import { Button } from '#src/components/ui/button.tsx'
import { emptyInWords } from './empty-words.ts'
import type { ChangeParams, OverviewParams } from '#src/lib/overview-params.ts'

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
