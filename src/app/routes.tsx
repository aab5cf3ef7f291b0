import { nameOrId } from '#src/contract/butlr-values.ts'
import { useEffect, lazy, Suspense, useCallback } from 'react'
import { clsx } from 'clsx'
import { usePathname, useQueryString, Link } from '#src/lib/navigation.tsx'
import { ErrorScreen } from './error-screen.tsx'
import { roomHref, paths, roomIdFromPath } from '#src/lib/routes.ts'
import { withExplainParam } from '#src/lib/explain-link.ts'
import { RoomsOverview } from '#src/features/rooms/rooms-overview.tsx'
import { useTopology } from '#src/data/topology/queries.ts'

/** Sets the title of the browser tab, and so of history entries and bookmarks. */
function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Headroom`
  }, [title])
}

const FloorPlan = lazy(async () => {
  const { FloorPlanView } = await import('#src/features/floor-plan/floor-plan-view.tsx')
  return { default: FloorPlanView }
})
const RoomPanel = lazy(async () => {
  const { RoomPanel } = await import('#src/features/room-detail/room-panel.tsx')
  return { default: RoomPanel }
})

/** All rooms, and the open room beside them; only the open room on narrow screens. */
function RoomsScreen({ roomId }: { roomId?: string }) {
  const search = useQueryString()
  const location = usePathname()
  const explainHref = useCallback(
    (subject: string) => location + withExplainParam(search, subject),
    [location, search],
  )
  const { topology } = useTopology()
  const openRoom = topology?.rooms.find(({ id }) => id === roomId)
  useDocumentTitle(roomId ? nameOrId(openRoom?.name, roomId) : 'Rooms')

  return (
    <>
      <main
        className={clsx(
          'mx-auto w-full max-w-480 px-4 pb-20 md:px-8 md:pb-12',
          roomId && 'max-[960px]:hidden',
        )}
      >
        <ErrorScreen label="The rooms">
          <RoomsOverview
            path={paths.rooms}
            getExplainHref={explainHref}
            getRoomPath={roomHref}
            FloorPlan={FloorPlan}
            {...(roomId ? { openRoomId: roomId } : {})}
          />
        </ErrorScreen>
      </main>
      {roomId && (
        <ErrorScreen key={roomId} label="The room">
          <Suspense fallback={null}>
            <RoomPanel
              roomId={roomId}
              getRoomPath={roomHref}
              explainHref={explainHref(`room:${roomId}`)}
              closeHref={search ? `${paths.rooms}?${search}` : paths.rooms}
            />
          </Suspense>
        </ErrorScreen>
      )}
    </>
  )
}

const DevicesView = lazy(async () => {
  const { SensorsPage } = await import('#src/features/sensors/sensors-page.tsx')
  return { default: SensorsPage }
})

/** Every sensor of the organisation and its problems. */
function SensorsScreen() {
  useDocumentTitle('Sensors')
  return (
    <main className="mx-auto w-full max-w-480 px-4 pb-20 md:px-8 md:pb-12">
      <h1 className="sr-only">Sensors</h1>
      <ErrorScreen label="The sensors">
        <Suspense fallback={null}>
          <DevicesView getRoomPath={roomHref} />
        </Suspense>
      </ErrorScreen>
    </main>
  )
}

const DisplaysView = lazy(async () => {
  const { DisplaysView } = await import('#src/features/displays/displays-view.tsx')
  return { default: DisplaysView }
})

/** The displays and the boards that they show. */
function DisplaysScreen() {
  useDocumentTitle('Displays')
  return (
    <main className="mx-auto w-full max-w-480 px-4 pb-20 md:px-8 md:pb-12">
      <h1 className="sr-only">Displays</h1>
      <ErrorScreen label="The displays">
        <Suspense fallback={null}>
          <DisplaysView path={paths.displays} />
        </Suspense>
      </ErrorScreen>
    </main>
  )
}

/** Maps URLs to screens. `/` and a room share one screen, so that the grid stays mounted behind the room. */
export function Routes() {
  // Accept a trailing slash.
  const path = usePathname().replace(/(.)\/$/, '$1')
  const roomId = roomIdFromPath(path)
  if (path === paths.sensors) return <SensorsScreen />
  if (path === paths.displays) return <DisplaysScreen />
  if (roomId !== null) return <RoomsScreen roomId={roomId} />
  return path === paths.rooms ? <RoomsScreen /> : <NotFound />
}

function NotFound() {
  return (
    <main className="grid place-items-center gap-2 p-12 text-center">
      <h1 className="text-22 font-semibold">There is nothing here</h1>
      <p className="text-ink-muted">
        The address may be misspelt. <Link href={paths.rooms}>See all rooms</Link>
      </p>
    </main>
  )
}
