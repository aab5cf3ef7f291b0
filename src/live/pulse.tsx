import { useCallback } from 'react'
import { totals } from '#src/occupancy/totals.ts'
import { serverClock } from '#src/api/server-clock.ts'
import { Age } from '#src/reporting/age.tsx'
import { usePollers } from '#src/reporting/pollers.tsx'
import { useServerTime } from '#src/reporting/server-now.ts'
import { spanInWords } from '#src/time/duration.ts'
import { deviceZone, formatTime } from '#src/time/zone.ts'
import { Glyph, type GlyphShape } from '#src/ui/glyph.tsx'
import { Popover } from '#src/ui/popover.tsx'
import type { PulseState } from './pulse-state.ts'
import { skewWords } from './pulse-state.ts'
import { troubleInWords } from './trouble.ts'
import { useLiveRooms } from './use-live-rooms.ts'
import { usePulse } from './use-pulse.ts'

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
        <PulseDetails trouble={error === null ? null : troubleInWords(error)} />
      </Popover>
      <span role="status" className="sr-only">
        {announcement}
      </span>
    </>
  )
}

function PulseDetails({ trouble }: { trouble: string | null }) {
  const { at } = usePulse()
  const { snapshot } = usePollers()
  const { rooms = [] } = useLiveRooms()
  const sum = totals(rooms)
  const skew = useServerTime(useCallback(() => skewWords(serverClock.skewMs()), []))
  const latency = snapshot.latencyMs()
  const known = rooms.filter((room) => room.state !== 'no-data').length
  return (
    <>
      {trouble && <p className="mb-3 font-medium text-over-ink">{trouble}</p>}
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5 [&_dd]:text-right [&_dt]:text-ink-muted">
        <dt>Last answer</dt>
        <dd>{at === null ? 'none yet' : <Age at={at} />}</dd>
        <dt>Answered in</dt>
        <dd>{latency === null ? '–' : `${Math.round(latency)} ms`}</dd>
        <dt>Asked every</dt>
        <dd>{spanInWords(snapshot.intervalMs)}</dd>
        <dt>Rooms with data</dt>
        <dd>
          {known} of {rooms.length}
        </dd>
        <dt>Sensors reporting</dt>
        <dd>
          {sum.reporting} of {sum.sensors}
        </dd>
        <dt>This device’s clock</dt>
        <dd>{skew}</dd>
      </dl>
    </>
  )
}
