import { useQuery } from '@tanstack/react-query'
import { troubleInWords } from '#src/lib/trouble.ts'
import { deviceZone, formatDayAndTime } from '#src/domain/time/zone.ts'
import { describeRepeated, missingInWords } from '#src/format/missing-words.ts'
import { overridesQuery, sensorDirectoryQuery, topologyQuery } from '#src/data/topology/queries.ts'
import type { Topology } from '#src/domain/topology/tree.ts'
import type { View } from '#src/lib/overview-params.ts'

/** Quiet sentences when what is known of the building is not all there is; nothing when it is. */
export function TopologyNote({ topology, view }: { topology: Topology | undefined; view: View }) {
  const { error } = useQuery(topologyQuery())
  const { data: own } = useQuery(overridesQuery())
  const { data: directory } = useQuery(sensorDirectoryQuery())
  const repeated = describeRepeated([...(topology?.repeated ?? []), ...(directory?.repeated ?? [])])
  const problem = own?.problem
  return (
    <>
      {topology === undefined && (
        <p className="pt-2 text-ink-muted">
          Building details are unavailable right now, so rooms appear by ID, without floors or
          capacities. {view === 'plan' && 'The floor plan needs them: rooms appear as cards. '}
          {error !== null && troubleInWords(error)}
        </p>
      )}
      {topology && topology.missing.length > 0 && (
        <p className="pt-2 text-ink-muted">
          Butlr sent only a part of the building. Missing: {missingInWords(topology.missing)}.
        </p>
      )}
      {repeated !== '' && (
        <p className="pt-2 text-ink-muted">
          Butlr lists {repeated} more than once. Each is counted once.
        </p>
      )}
      {problem && (
        <p role="status" className="pt-2 text-busy-ink">
          Your own file of names and capacities has a fault in {problem.where}: {problem.message}{' '}
          {own.loadedAt !== null &&
            `What it said at ${formatDayAndTime(own.loadedAt, deviceZone(), problem.at)} still holds.`}
        </p>
      )}
    </>
  )
}
