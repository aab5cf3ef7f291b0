import { clsx } from 'clsx'

export type MeterTone = 'calm' | 'busy' | 'over' | 'stale'

const toneClassNames: Record<MeterTone, string> = {
  calm: 'bg-occupied-5 text-occupied-5',
  busy: 'bg-busy text-busy',
  over: 'bg-over text-over',
  stale: 'bg-line-strong text-line-strong',
}

/** Position of the limit on every meter, with space to the right for values above it. */
const limitPosition = 0.8

/**
 * A bar with a mark for the limit, which has the same position on every meter. Values above the limit extend past it,
 * up to 125%. Decorative, because adjacent text contains the value.
 *
 * @param value share of the limit; 1 reaches the mark
 * @param openEnded whether the value is a lower bound, so that the end of the bar is open
 */
export function Meter({
  value,
  tone,
  openEnded = false,
  className,
}: {
  value: number
  tone: MeterTone
  openEnded?: boolean
  className?: string
}) {
  const share = Number.isFinite(value) ? Math.min(Math.max(value, 0), 1 / limitPosition) : 0
  const over = share > 1
  return (
    <div aria-hidden="true" className={clsx('meter relative flex h-1.5', className)}>
      <div className="absolute inset-y-0 left-0 w-4/5 rounded-l-full bg-surface-sunken inset-ring inset-ring-line" />
      {share > 0 && (
        // In the gateway's HTML, the content security policy forbids style attributes, but not the `width` of an SVG.
        <svg
          width={`${share * limitPosition * 100}%`}
          className={clsx(
            'relative h-full min-w-1.5 flex-none',
            toneClassNames[tone],
            openEnded || share === 1 ? 'rounded-l-full' : 'rounded-full',
          )}
        />
      )}
      {over && (
        <div className="absolute inset-y-0 left-0 w-4/5 rounded-l-full bg-surface-raised opacity-45" />
      )}
      {share > 0 && openEnded && !over && <OpenEnd />}
      <div
        className={clsx(
          'absolute -inset-y-1 left-4/5 -ml-px w-0.5 rounded-full',
          tone === 'over' ? 'bg-over ring-2 ring-surface-raised' : 'bg-line-strong',
        )}
      />
    </div>
  )
}

function OpenEnd() {
  return (
    <div className="relative w-4.5 flex-none bg-[repeating-linear-gradient(90deg,transparent_0_2px,currentColor_2px_4px)]" />
  )
}
