import { minute } from '#src/domain/time/duration.ts'
import { useQuery } from '@tanstack/react-query'
import { useFreshness } from '#src/data/live-rooms/use-live-rooms.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { Timestamp, Age } from '#src/components/time/timestamps.tsx'
import { formatTimeZone, formatTime } from '#src/format/dates.ts'
import { type TimeZone } from '#src/domain/time/time-zone.ts'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import { PanelSection, descriptionListClassName } from './panel-sections.tsx'

/** Time window of the current readings in milliseconds; `currentOccupancyRequest` sends it as a relative time. */
export const readingWindowMs = 2 * minute

const freshnessLabels: Record<Freshness, string> = {
  live: 'Live',
  late: 'Late',
  stale: 'Stale: no longer true',
  'no-data': 'Too old to be shown',
}

/**
 * Request, source and time of the data: the same for every value, since there is only one poll.
 *
 * @param at when the response arrived, Unix milliseconds
 * @param multipleZones whether the locations span several zones, so that no local time applies
 */
export function DataSource({
  at,
  zone,
  multipleZones = false,
}: {
  at: number
  zone: TimeZone
  multipleZones?: boolean
}) {
  const freshness = useFreshness()
  const { data: directory } = useQuery(sensorDirectoryQuery())
  return (
    <PanelSection title="Where it comes from">
      <dl className={descriptionListClassName}>
        <dt>Readings</dt>
        <dd>Butlr’s reporting API, presence by room and sensor</dd>
        <dt>Window</dt>
        <dd>
          {formatTime(at - readingWindowMs, zone)} to {formatTime(at, zone)}
          <br />
          {multipleZones ? 'UTC, as its sites are in several zones' : formatTimeZone(zone, at)}
        </dd>
        <dt>Answered</dt>
        <dd>
          <Age at={at} />
        </dd>
        <dt>Freshness</dt>
        <dd>{freshnessLabels[freshness]}</dd>
        <dt>Sensors’ health</dt>
        <dd>
          {directory ? (
            <>
              Butlr’s topology, <Timestamp at={directory.at} zone={zone} />
            </>
          ) : (
            'not known'
          )}
        </dd>
      </dl>
    </PanelSection>
  )
}
