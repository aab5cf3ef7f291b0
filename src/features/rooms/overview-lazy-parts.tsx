import { type ComponentProps, type ReactNode } from 'react'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import { LaterPart, lazyOrNothing, lazyPart } from '#src/components/ui/lazy-part.tsx'
import type { RoomSparklineProps } from './room-sparkline.tsx'

const Toolbar = lazyPart(() => import('./toolbar.tsx').then((module) => module.Toolbar))

/** The toolbar loads after the rooms; until then, a placeholder of the same height prevents layout shifts. */
export function LazyToolbar(tools: ComponentProps<typeof Toolbar>) {
  const placeholder = (
    <div className="h-21 border-line md:h-22.25 md:border-t min-[88rem]:h-12.25" />
  )
  return (
    <OptionalPart fallback={placeholder}>
      <Toolbar {...tools} />
    </OptionalPart>
  )
}

/**
 * Renders a part that the overview can do without. Shows the fallback until the part has loaded, or if the part fails.
 */
export function OptionalPart({
  fallback = null,
  children,
}: {
  fallback?: ReactNode
  children: ReactNode
}) {
  return (
    <ErrorBoundary fallback={fallback}>
      <LaterPart fallback={fallback}>{children}</LaterPart>
    </ErrorBoundary>
  )
}

// If the sparkline does not load, the card appears without it.
const Sparkline = lazyOrNothing(() =>
  import('./room-sparkline.tsx').then((module) => module.RoomSparkline),
)

/** The sparkline of a card loads after the rooms; until then, a placeholder of the same size prevents layout shifts. */
export function LazySparkline(props: RoomSparklineProps) {
  return (
    <LaterPart fallback={<span className="mb-1.5 h-8 w-22 max-md:hidden" />}>
      <Sparkline {...props} />
    </LaterPart>
  )
}

// If the reason does not load, the rest of the message remains.
const LazyReason = lazyOrNothing(() =>
  import('./overview-notes.tsx').then((module) => module.PollErrorReason),
)

export function PollErrorReason({ error }: { error: unknown }) {
  return (
    <LaterPart>
      <LazyReason error={error} />
    </LaterPart>
  )
}

// Content that is below the rooms or rarely needed loads after them.
export const Legend = lazyPart(() => import('./overview-notes.tsx').then((module) => module.Legend))
export const TopologyNote = lazyPart(() =>
  import('./overview-notes.tsx').then((module) => module.TopologyNote),
)
const UsualLine = lazyOrNothing(() =>
  import('./usual-tools.tsx').then((module) => module.UsualLine),
)

export function LazyUsualLine(props: ComponentProps<typeof UsualLine>) {
  return (
    <LaterPart>
      <UsualLine {...props} />
    </LaterPart>
  )
}

export const EmptyRooms = lazyPart(() =>
  import('./no-matching-rooms.tsx').then((module) => module.EmptyRooms),
)
