import { lazy, Suspense, type ComponentProps, type ComponentType } from 'react'
import type { RoomSparklineProps } from './room-sparkline.tsx'

const Toolbar = lazy(async () => {
  const { Toolbar } = await import('./toolbar.tsx')
  return { default: Toolbar }
})

/** The toolbar loads after the rooms; until then, a placeholder of the same height prevents layout shifts. */
export function LazyToolbar(tools: ComponentProps<typeof Toolbar>) {
  return (
    <Suspense
      fallback={<div className="h-21 border-line md:h-24.25 md:border-t min-[88rem]:h-14.25" />}
    >
      <Toolbar {...tools} />
    </Suspense>
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
export const Legend = lazy(async () => {
  const { Legend } = await import('./overview-notes.tsx')
  return { default: Legend }
})
export const TopologyNote = lazy(async () => {
  const { TopologyNote } = await import('./overview-notes.tsx')
  return { default: TopologyNote }
})
export const EmptyRooms = lazy(async () => {
  const { EmptyRooms } = await import('./no-matching-rooms.tsx')
  return { default: EmptyRooms }
})
