import { lazy, Suspense } from 'react'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { spanInWords } from '#src/domain/time/duration.ts'
import { deviceZone, formatTime } from '#src/domain/time/time-zone.ts'
import { Glyph, type GlyphShape } from '#src/components/occupancy/status-icon.tsx'
import { Popover } from '#src/components/ui/popover.tsx'
import { type PulseState, usePulse } from './use-connection-status.ts'
import { troubleInWords } from '#src/lib/describe-poll-error.ts'

const PulseDetails = lazy(async () => {
  const { PulseDetails } = await import('./connection-details.tsx')
  return { default: PulseDetails }
})

const signs: Record<PulseState['kind'], { shape: GlyphShape; colour: string }> = {
  connecting: { shape: 'dots', colour: 'text-ink-faint' },
  live: { shape: 'halo', colour: 'text-accent' },
  late: { shape: 'clock', colour: 'text-busy' },
  reconnecting: { shape: 'triangle', colour: 'text-over' },
}

/** Whether the figures on the screen are true, in the top bar; one click opens what stands behind it. */
export function Pulse({ signedOut }: { signedOut: boolean }) {
  const { kind, words, announcement, at, error } = usePulse()
  const { snapshot } = usePollers()
  const sign = signs[kind]
  return (
    <>
      <Popover
        label="Live data"
        buttonClassName="flex h-8 items-center gap-2 rounded-control px-2 whitespace-nowrap hover:bg-selected"
        className="w-80"
        button={
          <>
            <Glyph
              shape={signedOut ? 'cross' : sign.shape}
              className={signedOut ? 'text-ink-muted' : sign.colour}
            />
            <span className="min-w-24 text-left font-medium">
              {signedOut ? 'Signed out' : words}
            </span>
            <span className="text-ink-faint max-xl:hidden">
              {signedOut && at !== null
                ? `figures from ${formatTime(at, deviceZone())}`
                : `every ${spanInWords(snapshot.intervalMs)}`}
            </span>
          </>
        }
      >
        {error !== null && (
          <p className="mb-3 font-medium text-over-ink">{troubleInWords(error)}</p>
        )}
        <Suspense fallback={null}>
          <PulseDetails />
        </Suspense>
      </Popover>
      <span role="status" className="sr-only">
        {announcement}
      </span>
    </>
  )
}
