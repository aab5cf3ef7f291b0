import { useCallback } from 'react'
import { useServerTime } from '#src/lib/use-server-clock.ts'
import { hour } from '#src/domain/time/duration.ts'
import { zoneInWords } from '#src/format/dates.ts'
import { type Zone, deviceZone, formatDayAndTime } from '#src/domain/time/time-zone.ts'
import type { Places, Topology } from '#src/domain/topology/topology.ts'
import { useQuery } from '@tanstack/react-query'
import { troubleInWords } from '#src/lib/describe-poll-error.ts'
import { describeRepeated, missingInWords } from '#src/format/missing-parts.ts'
import { overridesQuery, sensorDirectoryQuery, topologyQuery } from '#src/data/topology/queries.ts'
import type { View } from '#src/lib/overview-params.ts'

/** How to read the cards, and in which zone their times are. */
export function Legend({ places }: { places: Places }) {
  return (
    <div className="mt-7 flex flex-wrap items-center gap-x-5 gap-y-2 border-t border-line pt-4 text-ink-muted">
      <span className="font-medium text-ink">Bars show people against capacity</span>
      <span className="flex items-center gap-1.5">
        <svg width="40" height="14" aria-hidden="true">
          <rect y="4" width="32" height="6" rx="3" className="fill-occupied-5" />
          <rect x="31" width="2" height="14" rx="1" className="fill-line-strong" />
        </svg>
        the mark is the limit
      </span>
      <span className="flex items-center gap-1.5">
        <svg width="24" height="14" aria-hidden="true">
          <path d="M0 11h6V7h6V4h8" strokeWidth="1.25" className="fill-none stroke-line-strong" />
          <circle cx="20" cy="4" r="2.5" className="fill-occupied-5" />
        </svg>
        last 30 minutes
      </span>
      <span className="flex items-center gap-1.5">
        <span className="h-3.5 w-5 rounded-[3px] border border-line-strong bg-[repeating-linear-gradient(135deg,var(--line-strong)_0_1px,transparent_1px_4px)]" />
        no longer true
      </span>
      <span className="text-ink-faint md:ml-auto">
        <TimesIn places={places} />
      </span>
    </div>
  )
}

function TimesIn({ places }: { places: Places }) {
  const zones = new Map(
    [...places.values()].map(({ zone }) => [`${zone.name} ${zone.known} ${zone.unreadable}`, zone]),
  )
  const shown: readonly Zone[] =
    zones.size > 0 ? [...zones.values()] : [{ name: 'UTC', known: false }]
  // A zone changes its abbreviation on the hour at most.
  const at = useServerTime(useCallback((now: number) => Math.floor(now / hour) * hour, []))
  return <>Times in {shown.map((zone) => zoneInWords(zone, at)).join(' and ')}</>
}

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
