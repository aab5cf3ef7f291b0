import { lazy, Suspense } from 'react'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { deviceTimeZone } from '#src/domain/time/time-zone.ts'
import { formatTime } from '#src/format/times.ts'
import { StatusIcon, type StatusIconShape } from '#src/components/occupancy/status-icon.tsx'
import { Popover } from '#src/components/ui/popover.tsx'
import { type ConnectionStatus, useConnectionStatus } from './use-connection-status.ts'
import { describePollError } from '#src/format/describe-poll-error.ts'
import * as text from '#messages/connection-status.ts'

const ConnectionDetails = lazy(async () => {
  const { ConnectionDetails } = await import('./connection-details.tsx')
  return { default: ConnectionDetails }
})

const statusIcons: Record<ConnectionStatus, { shape: StatusIconShape; colour: string }> = {
  connecting: { shape: 'dots', colour: 'text-ink-faint' },
  live: { shape: 'halo', colour: 'text-accent' },
  late: { shape: 'clock', colour: 'text-busy' },
  reconnecting: { shape: 'triangle', colour: 'text-over' },
}

/** Connection status in the top bar, with details in a popover. */
export function ConnectionIndicator({ signedOut }: { signedOut: boolean }) {
  const { status, description, announcement, at, error } = useConnectionStatus()
  const { snapshot } = usePollers()
  const icon = statusIcons[status]
  return (
    <>
      <Popover
        label={text.panelLabel}
        buttonClassName="flex h-8 items-center gap-2 rounded-control px-2 whitespace-nowrap hover:bg-selected max-[20rem]:-ml-2"
        className="w-80"
        button={
          <>
            <StatusIcon
              shape={signedOut ? 'cross' : icon.shape}
              className={signedOut ? 'text-ink-muted' : icon.colour}
            />
            <span className="text-left font-medium min-[20rem]:min-w-24">
              {signedOut ? text.signedOut : description}
            </span>
            <span className="text-ink-faint max-xl:hidden">
              {signedOut && at !== null
                ? text.dataFrom(formatTime(at, deviceTimeZone()))
                : text.updateInterval(snapshot.intervalMs)}
            </span>
          </>
        }
      >
        {error !== null && (
          <p className="mb-3 font-medium text-over-ink">{describePollError(error)}</p>
        )}
        <Suspense fallback={null}>
          <ConnectionDetails />
        </Suspense>
      </Popover>
      <span role="status" className="sr-only">
        {announcement}
      </span>
    </>
  )
}
