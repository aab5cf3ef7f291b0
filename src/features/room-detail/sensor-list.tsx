import { clsx } from 'clsx'
import type { MetricValues } from '#src/contract/reporting.ts'
import * as text from '#messages/room-detail.tsx'
import { cannotBeShown } from '#messages/common.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { formatMetric } from '#src/format/decimals.ts'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { SensorHealthBadge } from './sensor-health-badge.tsx'
import { shortenMac, sensorLabels, type SensorLabel } from '#src/format/sensor-labels.ts'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { type SensorContribution } from '#src/domain/occupancy/room-occupancy.ts'
import { maximumPlausibleCount } from '#src/domain/occupancy/plausible-counts.ts'
import type { Snapshot } from '#src/domain/readings/readings.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { dropImplausibleMetrics } from '#src/domain/occupancy/metrics.ts'
import { assessSensorHealth, type SensorHealth } from '#src/domain/occupancy/sensor-health.ts'

const bars = [
  { name: 'max', fill: 'bg-current/14 inset-ring inset-ring-current' },
  { name: 'mean', fill: 'bg-[color-mix(in_oklab,currentColor_60%,var(--surface-raised))]' },
  { name: 'last', fill: 'bg-current' },
] as const

/** Length of the longest bar in percent of the available width; leaves space for the value beside the bar. */
const maxBarPercent = 86

/**
 * Shows a sensor's max, mean and last values in the time window. The values are text; the bars are decorative.
 *
 * @param metrics null if there is no reading; the bars stay empty, so that rows keep their height
 * @param maximum the value of a bar of full length
 */
export function SensorBars({
  metrics,
  maximum,
  colour,
}: {
  metrics: MetricValues | null
  maximum: number
  colour: string
}) {
  return (
    <dl className="col-span-full grid gap-0 sm:col-span-1 sm:pr-8">
      {bars.map(({ name, fill }) => {
        const value = metrics?.[name] ?? null
        return (
          <div
            key={name}
            className="grid h-4 grid-cols-[3.25rem_minmax(0,1fr)] items-center leading-4 text-ink-muted"
          >
            <dt>{name}</dt>
            <dd className="flex h-4 items-center gap-2 border-l border-line-strong text-ink">
              {value === null ? (
                <span className="pl-2 text-ink-faint">–</span>
              ) : (
                <>
                  <span
                    className={clsx('sensor-colour h-2 rounded-r-[2px]', fill)}
                    style={{ color: colour, width: `${(value / maximum) * maxBarPercent}%` }}
                  />
                  {formatMetric(value)}
                </>
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

const columnClasses =
  'grid grid-cols-[minmax(0,1fr)_auto] sm:grid-cols-[11rem_3.5rem_minmax(0,1fr)_8.25rem] sm:gap-x-0'

/**
 * @param dimmed whether the values are outdated
 */
export function SensorList({
  rows,
  zone,
  dimmed,
}: {
  rows: readonly SensorRow[]
  zone: TimeZone
  dimmed: boolean
}) {
  const scale = barMaximum(rows)
  return (
    <>
      <div aria-hidden="true" className={clsx(columnClasses, 'py-1 text-ink-faint max-sm:hidden')}>
        <span>{text.sensorColumn}</span>
        <span>{text.latestColumn}</span>
        <span>{text.barsColumn}</span>
        <span className="text-right">{text.healthColumn}</span>
      </div>
      <ul aria-label={text.sensors} className={clsx(dimmed && 'hatched')}>
        {rows.map((row) => (
          <li
            key={row.mac}
            className={clsx(columnClasses, 'items-center gap-y-2 border-t border-line py-3')}
          >
            <ErrorBoundary
              resetKey={row}
              fallback={<p className="col-span-full">{cannotBeShown(row.name)}</p>}
            >
              <SensorName row={row} />
              <LastCount row={row} dimmed={dimmed} />
              <SensorBars metrics={row.metrics} maximum={scale} colour={row.colour} />
              <SensorHealthBadge health={row.health} zone={zone} />
            </ErrorBoundary>
          </li>
        ))}
      </ul>
    </>
  )
}

function SensorName({ row }: { row: SensorRow }) {
  return (
    <div className="grid grid-cols-[0.75rem_minmax(0,1fr)] gap-x-2 self-center pr-2">
      <span
        className="sensor-colour mt-1 size-3 rounded-[3px]"
        style={{ backgroundColor: row.colour }}
      />
      <span
        className="line-clamp-3 text-15 font-medium"
        title={row.hasName ? row.name : row.address}
      >
        {row.name}
      </span>
      {row.hasName && (
        <span className="col-start-2 truncate text-ink-faint" title={row.address}>
          <span aria-hidden="true">{shortenMac(row.mac)}</span>
          <span className="sr-only">{row.address}</span>
        </span>
      )}
    </div>
  )
}

function LastCount({ row, dimmed }: { row: SensorRow; dimmed: boolean }) {
  const { contribution } = row
  const people =
    contribution.kind === 'counted' ? contribution.people : contribution.kind === 'quiet' ? 0 : null
  return (
    <p
      className={clsx(
        'text-right text-32 sm:text-left',
        people === null ? 'font-normal' : people === 0 ? 'font-medium' : 'font-semibold',
        (dimmed || !people) && 'text-ink-faint',
      )}
    >
      {people === null ? (
        <>
          <span aria-hidden="true">–</span>
          <span className="sr-only">{text.noCurrentCount}</span>
        </>
      ) : (
        formatNumber(people)
      )}
    </p>
  )
}

/**
 * The current state of one sensor in a room. `metrics` is null if the snapshot has no plausible reading of the sensor.
 */
export type SensorRow = SensorLabel & {
  contribution: SensorContribution
  /** Whether the sensor is online and detects no one. */
  isQuiet: boolean
  metrics: MetricValues | null
  health: SensorHealth
}

/**
 * Returns every sensor that counts towards a room, ordered by MAC address, whether it reports or not. Once the snapshot
 * has expired, only the times of the last reports are known.
 *
 * @param pollFreshness freshness of the snapshot
 */
export function buildSensorRows(
  room: LiveRoom,
  snapshot: Snapshot,
  directory: SensorDirectory | undefined,
  pollFreshness: Freshness,
): SensorRow[] {
  const contributions = new Map(room.occupancy.contributions.map((one) => [one.mac, one]))
  const expired = pollFreshness === 'no-data'
  const maximum = maximumPlausibleCount(room)
  const readings = expired ? {} : (snapshot.readings[room.id] ?? {})
  return sensorLabels([...contributions.keys()], room.id, directory).flatMap((label) => {
    const contribution = contributions.get(label.mac)
    if (!contribution) return []
    const reading = readings[label.mac]
    const sensor = directory?.byRoom[room.id]?.find(({ mac }) => mac === label.mac)
    return [
      {
        ...label,
        contribution: expired ? silentContribution(label.mac) : contribution,
        isQuiet: !expired && contribution.kind === 'quiet',
        metrics:
          reading?.kind === 'reading' && contribution.kind === 'counted'
            ? dropImplausibleMetrics(reading.metrics, maximum)
            : null,
        health: assessSensorHealth(contribution, sensor, pollFreshness, snapshot.at),
      },
    ]
  })
}

function silentContribution(mac: string): SensorContribution {
  return { kind: 'missing', mac, why: 'silent', lastKnown: null }
}

/** Returns the largest value of all bars, their common scale. At least 1, because bars cannot be scaled to 0. */
export function barMaximum(rows: readonly SensorRow[]): number {
  return Math.max(
    1,
    ...rows.flatMap(({ metrics }) =>
      metrics ? [metrics.max ?? 0, metrics.mean ?? 0, metrics.last] : [],
    ),
  )
}
