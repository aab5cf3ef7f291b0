import { useQuery } from '@tanstack/react-query'
import { deviceZone, formatDayAndTime } from '#src/time/zone.ts'
import { describeRepeated, missingInWords } from '#src/topology/missing-words.ts'
import { overridesQuery, sensorDirectoryQuery } from '#src/topology/queries.ts'
import type { Topology } from '#src/topology/tree.ts'

/** Quiet sentences when what is known of the building is not all there is; nothing when it is. */
export function TopologyNote({ topology }: { topology: Topology | undefined }) {
  const { data: own } = useQuery(overridesQuery())
  const { data: directory } = useQuery(sensorDirectoryQuery())
  const repeated = describeRepeated([...(topology?.repeated ?? []), ...(directory?.repeated ?? [])])
  const problem = own?.problem
  return (
    <>
      {topology === undefined && (
        <p className="pt-2 text-ink-muted">
          Butlr does not tell about the building now: rooms show their ids, without floors and
          capacities.
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
