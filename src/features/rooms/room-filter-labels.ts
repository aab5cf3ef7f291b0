import { nameOrId } from '#src/contract/butlr-values.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import type { OverviewParams } from '#src/lib/overview-params.ts'
import { stateLabels } from '#messages/common.ts'
import { seatsOrMore } from '#messages/export.ts'
import { compareWithUsual, quotedSearch } from '#messages/rooms-toolbar.ts'
import { busier, quieter } from '#messages/usual.ts'

const usualLabels = { on: compareWithUsual, busier, quieter }

/** Returns labels of the overview's active filters, except the location; empty if there are none. */
export function roomFilterLabels(
  { state, seats, tags, q, usual }: OverviewParams,
  topology: Topology | undefined,
): string[] {
  const query = q.trim()
  return [
    ...(state === null ? [] : [stateLabels[state]]),
    ...(seats === null ? [] : [seatsOrMore(seats)]),
    ...tags.map((id) => nameOrId(topology?.tags.find((tag) => tag.id === id)?.name, id)),
    ...(query === '' ? [] : [quotedSearch(query)]),
    ...(usual === null ? [] : [usualLabels[usual]]),
  ]
}
