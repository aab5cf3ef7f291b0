import { clsx } from 'clsx'
import { lazy, Suspense, useCallback } from 'react'
import { usePathname, useSearch } from '#src/lib/address.ts'
import { ErrorScreen } from '#src/app/error-screen.tsx'
import { hrefOfRoom, paths } from '#src/lib/routes.ts'
import { useDocumentTitle } from '#src/app/use-document-title.ts'
import { explainSearch } from '#src/features/breakdown/explain-link.ts'
import { RoomsOverview } from '#src/features/rooms/rooms-overview.tsx'
import { useTopology } from '#src/data/topology/use-topology.ts'

const FloorPlan = lazy(async () => {
  const { PlanView } = await import('#src/features/floor-plan/plan-view.tsx')
  return { default: PlanView }
})
const RoomPanel = lazy(async () => {
  const { RoomPanel } = await import('#src/features/room-detail/room-panel.tsx')
  return { default: RoomPanel }
})

/** All rooms, and beside them the room that is open; on a narrow screen only that. */
export function RoomsScreen({ roomId }: { roomId?: string }) {
  const search = useSearch()
  const location = usePathname()
  const explainHref = useCallback(
    (subject: string) => location + explainSearch(search, subject),
    [location, search],
  )
  const { topology } = useTopology()
  const open = roomId && topology?.rooms.find((room) => room.id === roomId)
  useDocumentTitle((open && open.name) || roomId || 'Rooms')

  return (
    <>
      <main
        className={clsx(
          'mx-auto w-full max-w-480 px-4 pb-20 md:px-8 md:pb-12',
          roomId && 'max-[960px]:hidden',
        )}
      >
        <ErrorScreen what="The rooms">
          <RoomsOverview
            path={paths.rooms}
            explainHref={explainHref}
            hrefOfRoom={hrefOfRoom}
            FloorPlan={FloorPlan}
            {...(roomId ? { openRoomId: roomId } : {})}
          />
        </ErrorScreen>
      </main>
      {roomId && (
        <ErrorScreen key={roomId} what="The room">
          <Suspense fallback={null}>
            <RoomPanel
              roomId={roomId}
              hrefOfRoom={hrefOfRoom}
              explainHref={explainHref(`room:${roomId}`)}
              closeHref={search ? `${paths.rooms}?${search}` : paths.rooms}
            />
          </Suspense>
        </ErrorScreen>
      )}
    </>
  )
}
