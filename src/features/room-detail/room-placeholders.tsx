import { nameOrId } from '#src/contract/butlr-values.ts'
import { Suspense, type ReactNode } from 'react'
import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import * as text from '#messages/room-detail.tsx'
import { ClosePanelLink } from '#src/lib/close-panel-link.tsx'
import { roomPanel } from '#src/lib/panel-history.ts'
import { describePollError } from '#src/format/describe-poll-error.ts'
import { lazyOrNothing } from '#src/components/ui/lazy-part.tsx'
import { LoadingPlaceholder } from '#src/components/ui/placeholders.tsx'

const ShowRoomButton = lazyOrNothing(() =>
  import('./room-settings.tsx').then((module) => module.ShowRoomButton),
)

/** Empty rows that are as tall as sensors, so that the chart below does not move when the sensors have loaded. */
export function SensorRowsLoading({ room }: { room: LiveRoom }) {
  return (
    <output className="room-sensors-loading">
      <span className="sr-only">{text.loadingSensors}</span>
      {room.occupancy.contributions.map(({ mac }) => (
        <span key={mac} />
      ))}
    </output>
  )
}

/** Placeholder for the page of a room that is loading; begins with the shape of its name. */
export function RoomSkeleton({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="px-4 py-7 md:px-8">
      <LoadingPlaceholder label={label}>
        <div className="h-8 w-48 rounded-control bg-line/60" />
        {children}
      </LoadingPlaceholder>
    </div>
  )
}

/** Shown until the room has loaded. */
export function RoomLoading() {
  return (
    <RoomSkeleton label={text.loading}>
      <div className="mt-2 h-3 w-28 rounded-sm bg-line/60" />
      <div className="mt-6 h-14 w-32 rounded-control bg-line/60" />
      <div className="mt-8 h-2 w-full rounded-full bg-line/60" />
      {['first', 'second', 'third'].map((row) => (
        <div key={row} className="mt-8 h-10 w-full rounded-control bg-line/40" />
      ))}
    </RoomSkeleton>
  )
}

/** Shown when neither the topology nor the readings contain the room, or when it is hidden. */
export function RoomNotFound({
  roomId,
  isHidden,
  ...place
}: PlaceholderProps & { roomId: string; isHidden: boolean }) {
  if (isHidden) {
    return (
      <Placeholder {...place} title={text.hiddenTitle}>
        <p className="text-ink-muted">{text.hiddenText}</p>
        <Suspense fallback={null}>
          <ShowRoomButton roomId={roomId} />
        </Suspense>
      </Placeholder>
    )
  }
  return (
    <Placeholder {...place} title={text.notFoundTitle}>
      <p className="wrap-break-word text-ink-muted">{text.notFoundText(nameOrId(null, roomId))}</p>
    </Placeholder>
  )
}

/** Shown if a poll has failed and none has succeeded yet. */
export function RoomOccupancyUnavailable({
  error,
  ...place
}: PlaceholderProps & { error: unknown }) {
  return (
    <Placeholder {...place} title={text.noDataTitle}>
      <p className="text-ink-muted">{text.noDataText(describePollError(error))}</p>
    </Placeholder>
  )
}

type PlaceholderProps = { overviewHref: string; level: 1 | 2 }

function Placeholder({
  title,
  overviewHref,
  level,
  children,
}: PlaceholderProps & { title: string; children: ReactNode }) {
  const Heading = `h${level}` as const
  return (
    <div className="grid grid-cols-1 justify-items-start gap-2 px-4 py-12 md:px-8">
      <Heading className="text-22 font-semibold">{title}</Heading>
      {children}
      <ClosePanelLink
        panel={roomPanel}
        href={overviewHref}
        className="font-medium text-accent underline underline-offset-2"
      >
        {text.seeAllRooms}
      </ClosePanelLink>
    </div>
  )
}
