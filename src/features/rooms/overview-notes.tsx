import { useCallback } from 'react'
import { useServerClock } from '#src/lib/use-server-clock.ts'
import { hour } from '#src/domain/time/duration.ts'
import { formatTimeZone, formatDeviceDateTime } from '#src/format/dates.ts'
import type { RoomCardModel } from '#src/domain/live-rooms/displayed-rooms.ts'
import { wholeFile } from '#src/contract/overrides.ts'
import type { Topology } from '#src/domain/topology/topology.ts'
import { useQuery } from '@tanstack/react-query'
import { describePollError } from '#src/format/describe-poll-error.ts'
import { describeDuplicates, describeMissingParts } from '#src/format/missing-parts.ts'
import { overridesQuery, sensorDirectoryQuery, topologyQuery } from '#src/data/topology/queries.ts'
import type { OverviewView } from '#src/lib/overview-params.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { LegendArea, LegendItem } from '#src/components/ui/legend.tsx'
import * as text from '#messages/rooms-notes.ts'

/**
 * @param rooms the rooms of the selected location
 */
export function Legend({ rooms }: { rooms: readonly RoomCardModel[] }) {
  return (
    <div className="legend mt-7 flex flex-wrap items-center gap-x-5 gap-y-2 border-t border-line pt-4 text-ink-muted">
      <span className="font-medium text-ink">{text.barsLegend}</span>
      <LegendItem
        sample={
          <svg width="40" height="14" aria-hidden="true">
            <rect y="4" width="32" height="6" rx="3" className="fill-occupied-5" />
            <rect x="31" width="2" height="14" rx="1" className="fill-line-strong" />
          </svg>
        }
      >
        {text.capacityLegend}
      </LegendItem>
      <LegendItem
        sample={
          <svg width="24" height="14" aria-hidden="true">
            <path d="M0 11h6V7h6V4h8" strokeWidth="1.25" className="fill-none stroke-line-strong" />
            <circle cx="20" cy="4" r="2.5" className="fill-occupied-5" />
          </svg>
        }
      >
        {text.sparklineLegend}
      </LegendItem>
      {rooms.some(({ usual }) => usual !== undefined) && (
        <LegendItem
          sample={
            <svg width="40" height="14" aria-hidden="true">
              <rect y="1" width="32" height="6" rx="3" className="fill-occupied-5" />
              <path d="M10.5 9v3.5h14V9" className="fill-none stroke-line-strong" />
            </svg>
          }
        >
          {text.usualLegend}
        </LegendItem>
      )}
      <LegendArea className="border-line-strong bg-[repeating-linear-gradient(135deg,var(--line-strong)_0_1px,transparent_1px_4px)]">
        {text.staleLegend}
      </LegendArea>
      <span>
        <span className="explained font-semibold text-ink" aria-hidden="true">
          {formatNumber(12)}
        </span>{' '}
        {text.breakdownLegend}
      </span>
      <span className="min-w-0 text-ink-faint xl:ml-auto">
        <TimeZones rooms={rooms} />
      </span>
    </div>
  )
}

function TimeZones({ rooms }: { rooms: readonly RoomCardModel[] }) {
  const zones = new Map(
    rooms.map(({ floorLocation: { zone } }) => [
      `${zone.name} ${zone.known} ${zone.invalidName}`,
      zone,
    ]),
  )
  // Updates hourly, because a zone's abbreviation changes only on the hour.
  const at = useServerClock(useCallback((now: number) => Math.floor(now / hour) * hour, []))
  if (zones.size === 0) return null
  return text.timeZones([...zones.values()].map((zone) => formatTimeZone(zone, at)))
}

/** Explains unavailable, incomplete or duplicate building data, and problems with the overrides file. */
export function TopologyNote({
  topology,
  view,
}: {
  topology: Topology | undefined
  view: OverviewView
}) {
  const { error } = useQuery(topologyQuery())
  const { data: overrides } = useQuery(overridesQuery())
  const { data: directory, error: sensorsError } = useQuery(sensorDirectoryQuery())
  const missing = [...(topology?.missing ?? []), ...(directory?.missing ?? [])]
  const duplicates = describeDuplicates([
    ...(topology?.duplicates ?? []),
    ...(directory?.duplicates ?? []),
  ])
  const problem = overrides?.problem
  return (
    <>
      {topology === undefined && (
        <p className="pt-2 text-ink-muted">
          {text.topologyUnavailable(
            view === 'plan',
            error === null ? '' : describePollError(error),
          )}
        </p>
      )}
      {directory === undefined && sensorsError !== null && (
        <p className="pt-2 text-ink-muted">
          {text.sensorsUnavailable(describePollError(sensorsError))}
        </p>
      )}
      {missing.length > 0 && (
        <p className="pt-2 text-ink-muted">
          {text.topologyIncomplete(describeMissingParts(missing))}
        </p>
      )}
      {duplicates !== '' && (
        <p className="pt-2 text-ink-muted">{text.topologyDuplicates(duplicates)}</p>
      )}
      {problem && (
        <p role="status" className="pt-2 text-busy-ink">
          {text.overridesError(
            problem.where === wholeFile ? null : problem.where,
            problem.message,
            overrides.loadedAt === null
              ? null
              : formatDeviceDateTime(overrides.loadedAt, problem.at),
          )}
        </p>
      )}
    </>
  )
}

export function PollErrorReason({ error }: { error: unknown }) {
  return describePollError(error)
}
