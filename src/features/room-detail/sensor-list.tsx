import { clsx } from 'clsx'
import type { MetricValues } from '#src/contract/reporting.ts'
import * as text from '#messages/room-detail.tsx'
import { cannotBeShown } from '#messages/common.ts'
import { formatDecimal } from '#src/format/decimals.ts'
import { formatNumber } from '#src/format/numbers.ts'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import type { TimeZone } from '#src/domain/time/time-zone.ts'
import { SensorHealthBadge } from './sensor-health-badge.tsx'
import { shortenMac } from '#src/format/sensor-labels.ts'
import { barMaximum, type SensorRow } from './sensor-rows.ts'

const bars = [
  { name: 'max', fill: 'bg-current/14 inset-ring inset-ring-current' },
  { name: 'mean', fill: 'bg-[color-mix(in_oklab,currentColor_60%,var(--surface-raised))]' },
  { name: 'last', fill: 'bg-current' },
] as const

/** Leaves room for the value beside the longest bar. */
const maxBarPercent = 86

/**
 * The max, mean and last values of one sensor in the time window. The values are text; the bars are decorative.
 *
 * @param metrics null without a reading; the bars stay empty, so that rows keep their height
 * @param maximum the value of a bar of full length
 */
function SensorBars({
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
            className="grid h-4 grid-cols-[52px_minmax(0,1fr)] items-center leading-4 text-ink-muted"
          >
            <dt>{name}</dt>
            <dd className="flex h-4 items-center gap-2 border-l border-line-strong text-ink">
              {value === null ? (
                <span className="pl-2 text-ink-faint">–</span>
              ) : (
                <>
                  <span
                    className={clsx('h-2 rounded-r-[2px]', fill)}
                    style={{ color: colour, width: `${(value / maximum) * maxBarPercent}%` }}
                  />
                  {formatDecimal(value)}
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
  'grid grid-cols-[minmax(0,1fr)_auto] sm:grid-cols-[176px_56px_minmax(0,1fr)_132px] sm:gap-x-0'

/**
 * A room's sensors: the current count, the last two minutes on a common scale, and the health of each.
 *
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
    <div className="grid grid-cols-[12px_minmax(0,1fr)] gap-x-2 self-center pr-2">
      <span className="mt-1 size-3 rounded-[3px]" style={{ backgroundColor: row.colour }} />
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
