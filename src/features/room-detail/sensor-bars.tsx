import { clsx } from 'clsx'
import type { Metrics } from '#src/domain/occupancy/reading.ts'
import { valueInDigits } from './value-words.ts'

const bars = [
  { name: 'max', fill: 'bg-current/14 inset-ring inset-ring-current' },
  { name: 'mean', fill: 'bg-[color-mix(in_oklab,currentColor_60%,var(--surface-raised))]' },
  { name: 'last', fill: 'bg-current' },
] as const

/** The longest bar leaves room for its number. */
const longest = 86

/**
 * What one sensor saw in the window: its most, its average, its latest. The numbers are text; the bars only draw them.
 *
 * @param metrics null where there is no reading: the slot stays empty, so that rows keep their height
 * @param scale the value that is as long as a bar gets
 */
export function SensorBars({
  metrics,
  scale,
  colour,
}: {
  metrics: Metrics | null
  scale: number
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
                    style={{ color: colour, width: `${(value / scale) * longest}%` }}
                  />
                  {valueInDigits(value)}
                </>
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
