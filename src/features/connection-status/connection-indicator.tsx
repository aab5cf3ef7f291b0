import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { lazyPart } from '#src/components/ui/lazy-part.tsx'
import { PartBoundary } from '#src/components/ui/part-boundary.tsx'
import { usePollers } from '#src/data/reporting/pollers.tsx'
import { formatDeviceTime } from '#src/format/dates.ts'
import { StatusIcon } from '#src/components/occupancy/status-icon.tsx'
import { Popover } from '#src/components/ui/popover.tsx'
import { type ConnectionStatus, useConnectionStatus } from './use-connection-status.ts'
import { describePollError } from '#src/format/describe-poll-error.ts'
import * as text from '#messages/connection-status.ts'

const ConnectionDetails = lazyPart(() =>
  import('./connection-details.tsx').then((module) => module.ConnectionDetails),
)

const statusIcons: Record<ConnectionStatus, ReactNode> = {
  connecting: <StatusIcon shape="dots" className="text-ink-faint" />,
  live: (
    <svg viewBox="0 0 16 16" aria-hidden="true" className="size-4 flex-none text-accent">
      <circle cx="8" cy="8" r="7" fill="currentColor" opacity="0.22" />
      <circle cx="8" cy="8" r="3.5" fill="currentColor" />
    </svg>
  ),
  late: <StatusIcon shape="clock" className="text-busy" />,
  // Not the triangle, which marks rooms over capacity.
  reconnecting: <StatusIcon shape="dots" className="text-over" />,
}

export function ConnectionIndicator({ signedOut }: { signedOut: boolean }) {
  const { status, description, announcement, at, error } = useConnectionStatus()
  const { snapshot } = usePollers()
  return (
    <>
      <Popover
        label={text.panelLabel}
        buttonClassName="connection flex h-8 items-center gap-2 rounded-control px-2 whitespace-nowrap hover:bg-selected max-[20rem]:-ml-2"
        className="w-80"
        button={
          <>
            {signedOut ? (
              <X className="size-4 flex-none text-ink-muted" aria-hidden="true" />
            ) : (
              statusIcons[status]
            )}
            <span className="connection-text text-left font-medium tabular-nums min-[20rem]:min-w-24">
              {signedOut ? text.signedOut : description}
            </span>
            <span className="text-ink-faint max-xl:hidden">
              {signedOut && at !== null
                ? text.dataFrom(formatDeviceTime(at))
                : status !== 'reconnecting' && text.updateInterval(snapshot.intervalMs)}
            </span>
          </>
        }
      >
        {error !== null && (
          <p className="mb-3 font-medium text-over-ink">{describePollError(error)}</p>
        )}
        <PartBoundary>
          <ConnectionDetails />
        </PartBoundary>
      </Popover>
      <span role="status" className="sr-only">
        {announcement}
      </span>
    </>
  )
}
