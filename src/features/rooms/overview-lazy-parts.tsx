import { lazy, Suspense, type ComponentProps, type ComponentType, type ReactNode } from 'react'
import { ErrorBoundary } from '#src/components/ui/error-boundary.tsx'
import { lazyPart } from '#src/components/ui/lazy-part.tsx'
import type { RoomSparklineProps } from './room-sparkline.tsx'

const Toolbar = lazyPart(async () => (await import('./toolbar.tsx')).Toolbar)

/** The toolbar loads after the rooms; until then, a placeholder of the same height prevents layout shifts. */
export function LazyToolbar(tools: ComponentProps<typeof Toolbar>) {
  const placeholder = (
    <div className="h-21 border-line md:h-24.25 md:border-t min-[88rem]:h-14.25" />
  )
  return (
    <OptionalPart fallback={placeholder}>
      <Toolbar {...tools} />
    </OptionalPart>
  )
}

/** The place of a part without which the overview is still useful; shows the fallback until the part has loaded. */
export function OptionalPart({
  fallback = null,
  children,
}: {
  fallback?: ReactNode
  children: ReactNode
}) {
  return (
    <ErrorBoundary fallback={fallback}>
      <Suspense fallback={fallback}>{children}</Suspense>
    </ErrorBoundary>
  )
}

const Sparkline = lazy(async (): Promise<{ default: ComponentType<RoomSparklineProps> }> => {
  try {
    const { RoomSparkline } = await import('./room-sparkline.tsx')
    return { default: RoomSparkline }
  } catch {
    // A card is complete without its sparkline.
    return { default: () => null }
  }
})

/** The line of a card loads after the rooms; until then, a placeholder of the same size prevents layout shifts. */
export function LazySparkline(props: RoomSparklineProps) {
  return (
    <Suspense fallback={<span className="mb-1.5 h-8 w-22 max-md:hidden" />}>
      <Sparkline {...props} />
    </Suspense>
  )
}

const LazyReason = lazy(async (): Promise<{ default: ComponentType<{ error: unknown }> }> => {
  try {
    const { PollErrorReason } = await import('./overview-notes.tsx')
    return { default: PollErrorReason }
  } catch {
    // The rest of the message remains.
    return { default: () => null }
  }
})

/** Why the poll failed. */
export function PollErrorReason({ error }: { error: unknown }) {
  return (
    <Suspense fallback={null}>
      <LazyReason error={error} />
    </Suspense>
  )
}

// Content that is below the rooms or rarely needed loads after them.
export const Legend = lazyPart(async () => (await import('./overview-notes.tsx')).Legend)
export const TopologyNote = lazyPart(
  async () => (await import('./overview-notes.tsx')).TopologyNote,
)
export const EmptyRooms = lazyPart(async () => (await import('./no-matching-rooms.tsx')).EmptyRooms)
