import { nameOrId } from '#src/contract/butlr-values.ts'
import { Suspense } from 'react'
import { lazyPart } from '#src/components/ui/lazy-part.tsx'
import { clsx } from 'clsx'
import { usePathname } from '#src/lib/navigation.tsx'
import { ErrorScreen } from './error-screen.tsx'
import { paths, roomIdFromPath } from '#src/lib/routes.ts'
import { RoomsOverview } from '#src/features/rooms/rooms-overview.tsx'
import { useTopology } from '#src/data/topology/queries.ts'
import * as text from '#messages/app.ts'
import { useDocumentTitle } from './use-document-title.ts'

const FloorPlan = lazyPart(() =>
  import('#src/features/floor-plan/floor-plan-view.tsx').then((module) => module.FloorPlanView),
)
const RoomPanel = lazyPart(() =>
  import('#src/features/room-detail/room-panel.tsx').then((module) => module.RoomPanel),
)

/** Shows the open room beside all rooms or, on narrow screens, in their place. */
function RoomsScreen({ roomId }: { roomId?: string }) {
  const { topology } = useTopology()
  const openRoom = topology?.rooms.find(({ id }) => id === roomId)
  useDocumentTitle(roomId ? nameOrId(openRoom?.name, roomId) : text.rooms)

  return (
    <>
      <main
        id="main"
        className={clsx(
          'mx-auto w-full max-w-480 px-4 pb-20 md:px-8 md:pb-12',
          roomId && 'max-[60rem]:hidden',
        )}
      >
        <ErrorScreen title={text.roomsFailed}>
          <RoomsOverview FloorPlan={FloorPlan} {...(roomId ? { openRoomId: roomId } : {})} />
        </ErrorScreen>
      </main>
      {roomId && (
        <ErrorScreen key={roomId} title={text.roomFailed}>
          <Suspense fallback={null}>
            <RoomPanel roomId={roomId} />
          </Suspense>
        </ErrorScreen>
      )}
    </>
  )
}

// Only rooms are on the first screen, so all other screens load later.
const LazyScreen = lazyPart(() => import('./lazy-screens.tsx').then((module) => module.LazyScreen))

/** Maps URLs to screens. `/` and a room share one screen, so that the grid stays mounted behind the room. */
export function Routes() {
  // Removes a trailing slash.
  const path = usePathname().replace(/(.)\/$/, '$1')
  const roomId = roomIdFromPath(path)
  if (roomId !== null) return <RoomsScreen roomId={roomId} />
  if (path === paths.rooms) return <RoomsScreen />
  return (
    <ErrorScreen key={path} title={text.pageFailed}>
      <Suspense fallback={null}>
        <LazyScreen path={path} />
      </Suspense>
    </ErrorScreen>
  )
}
