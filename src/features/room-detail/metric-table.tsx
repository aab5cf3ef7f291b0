import './metric-table.css'
import { clsx } from 'clsx'
import * as text from '#messages/room-detail.tsx'
import {
  metricDescriptions,
  noUpperBound,
  noValue,
  roomMetricDescriptions,
} from '#messages/metrics.ts'
import { Fragment, useId, useState } from 'react'
import { MissingValue, RoomMetric } from '#src/components/occupancy/room-metric.tsx'
import { buildMetricRows, type MetricRow } from '#src/domain/occupancy/room-metrics.ts'
import { formatMetric } from '#src/format/decimals.ts'
import { ScrollRegion } from '#src/components/ui/scroll-region.tsx'
import { Link } from '#src/lib/navigation.tsx'
import { usePlaceQuery } from '#src/lib/place-query.ts'
import { metricsHref } from '#src/lib/routes.ts'
import { metrics as metricsPage } from '#messages/app.ts'
import type { SensorLabel } from '#src/format/sensor-labels.ts'
import type { MetricName, MetricValues } from '#src/contract/reporting.ts'

const numberCellClasses = 'h-9 min-w-16 pl-3 text-right tabular-nums'

/** A sensor in the table; `metrics` is null without values. A quiet sensor is online and detects no one. */
export type MetricSensor = SensorLabel & { metrics: MetricValues | null; isQuiet: boolean }

/**
 * Shows the nine metrics of every sensor, and the room's value where a sum is meaningful.
 *
 * @param period such as `past 2 minutes`
 * @param meanings meanings for the room that differ from the usual ones
 */
export function MetricTable({
  roomId,
  rows,
  period = text.currentPeriod,
  meanings = {},
}: {
  roomId: string
  rows: readonly MetricSensor[]
  period?: string
  meanings?: Partial<Record<MetricName, string>>
}) {
  const [expandedMetric, setExpandedMetric] = useState<MetricName | null>(null)
  const metricRows = buildMetricRows(rows)
  const placeQuery = usePlaceQuery()
  return (
    <>
      <ScrollRegion label={text.allMetricsRegion(period)} className="room-metrics">
        <table className="w-full border-collapse">
          <caption className="sr-only">{text.allMetricsCaption(period)}</caption>
          <thead className="text-ink-faint">
            <tr>
              <th
                scope="col"
                className={clsx(stickyColumnClasses, 'h-7 bg-surface-raised font-normal')}
              >
                {text.metricColumn}
              </th>
              {rows.map(({ mac, address, name, colour }) => (
                <th
                  key={mac}
                  scope="col"
                  className="h-7 min-w-16 pl-3 text-right font-normal whitespace-nowrap"
                >
                  <span
                    className="sensor-colour mr-1.5 inline-block size-2 rounded-[2px]"
                    style={{ backgroundColor: colour }}
                  />
                  <span className="inline-block max-w-24 truncate align-bottom" title={address}>
                    {name}
                  </span>
                </th>
              ))}
              <th scope="col" className="h-7 min-w-16 pl-3 text-right font-normal">
                {text.roomColumn}
              </th>
              <th scope="col" className="room-metrics-meaning text-left font-normal">
                {text.meaningColumn}
              </th>
            </tr>
          </thead>
          <tbody>
            {metricRows.map((row) => (
              <MetricTableRow
                key={row.metric.name}
                row={row}
                macs={rows.map(({ mac }) => mac)}
                meaning={meanings[row.metric.name] ?? roomMetricDescriptions[row.metric.name]}
                expanded={expandedMetric === row.metric.name}
                onToggle={(open) => setExpandedMetric(open ? row.metric.name : null)}
              />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <Link
        href={metricsHref(roomId, placeQuery)}
        className="mt-2 inline-block font-medium text-accent underline underline-offset-2"
      >
        {metricsPage}
      </Link>
    </>
  )
}

const stickyColumnClasses =
  'w-22 min-w-24 pl-4 text-left min-[60rem]:min-w-0 min-[60rem]:pl-0 max-[60rem]:sticky max-[60rem]:left-0 max-[60rem]:shadow-[inset_-1px_0_var(--line)]'

function MetricTableRow({
  row: { metric, values, room },
  macs,
  meaning,
  expanded,
  onToggle,
}: {
  row: MetricRow
  macs: readonly string[]
  /** The meaning of the room's value. */
  meaning: string
  expanded: boolean
  onToggle: (open: boolean) => void
}) {
  const explanationId = useId()
  const first = metric.roomSumMeaning === 'occupancy'
  const diagnostic = metric.roomSumMeaning === 'diagnostic' || metric.roomSumMeaning === 'never'
  const roomMeaning =
    room.kind === 'unknown' && metric.roomSumMeaning === 'at-most' ? noUpperBound : meaning
  const backgroundClasses = first
    ? '[--key:color-mix(in_oklab,var(--ink)_5%,var(--surface-raised))] bg-(--key)'
    : 'bg-surface-raised'
  return (
    <Fragment>
      <tr
        className={clsx('border-t border-line', backgroundClasses, diagnostic && 'text-ink-muted')}
      >
        <th
          scope="row"
          className={clsx(
            stickyColumnClasses,
            backgroundClasses,
            'font-medium',
            first && 'min-[60rem]:shadow-[-12px_0_var(--key)]',
          )}
        >
          <button
            type="button"
            aria-expanded={expanded}
            aria-controls={explanationId}
            className="h-8 underline decoration-line-strong decoration-dotted underline-offset-4 hover:decoration-ink"
            onClick={() => onToggle(!expanded)}
          >
            {metric.name}
          </button>
        </th>
        {values.map((value, index) => (
          <td key={macs[index]} className={numberCellClasses}>
            {value === null ? <MissingValue label={noValue} /> : formatMetric(value)}
          </td>
        ))}
        <td className={clsx(numberCellClasses, 'font-semibold whitespace-nowrap')}>
          <RoomMetric value={room} />
        </td>
        <td
          className={clsx(
            'room-metrics-meaning py-1.5',
            first ? 'text-ink min-[60rem]:shadow-[12px_0_var(--key)]' : 'text-ink-muted',
          )}
        >
          {roomMeaning}
        </td>
      </tr>
      <tr id={explanationId} hidden={!expanded} className={backgroundClasses}>
        <td colSpan={values.length + 3} className="px-4 pb-3 text-ink min-[60rem]:px-0">
          <span className="sticky left-4 inline-block max-w-[calc(100vw-64px)] min-[60rem]:static">
            {metricDescriptions[metric.name]}
            <span className="room-metrics-phone text-ink-muted">
              {text.meaningColumn}: {roomMeaning}
            </span>
          </span>
        </td>
      </tr>
    </Fragment>
  )
}
