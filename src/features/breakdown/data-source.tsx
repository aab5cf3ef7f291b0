import { minute } from '#src/domain/time/duration.ts'
import { useQuery } from '@tanstack/react-query'
import { useFreshness } from '#src/data/live-rooms/use-live-rooms.ts'
import { Timestamp, Age } from '#src/components/time/timestamps.tsx'
import { formatTimeZone, formatTime } from '#src/format/dates.ts'
import { type TimeZone } from '#src/domain/time/time-zone.ts'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import * as text from '#messages/breakdown.tsx'
import { PanelSection, descriptionListClassName } from './panel-sections.tsx'

/** Time window of the current readings in milliseconds; `currentOccupancyRequest` sends it as a relative time. */
export const readingWindowMs = 2 * minute

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
    <PanelSection title={text.dataSourceHeading}>
      <dl className={descriptionListClassName}>
        <dt>{text.sourceLabel}</dt>
        <dd>{text.sourceValue}</dd>
        <dt>{text.windowLabel}</dt>
        <dd>
          {text.windowValue(formatTime(at - readingWindowMs, zone), formatTime(at, zone))}
          <br />
          {multipleZones ? text.severalZones : formatTimeZone(zone, at)}
        </dd>
        <dt>{text.updatedLabel}</dt>
        <dd>
          <Age at={at} />
        </dd>
        <dt>{text.freshnessLabel}</dt>
        <dd>{text.freshnessLabels[freshness]}</dd>
        <dt>{text.sensorHealthLabel}</dt>
        <dd>
          {directory
            ? text.sensorHealthSource(<Timestamp at={directory.at} zone={zone} />)
            : text.sensorHealthUnknown}
        </dd>
      </dl>
    </PanelSection>
  )
}
