import { useEffect, lazy, Suspense, useCallback } from 'react'
import { clsx } from 'clsx'
import { usePathname, useSearch, Link } from '#src/lib/navigation.tsx'
import { ErrorScreen } from './error-screen.tsx'
import { hrefOfRoom, paths, roomIdIn } from '#src/lib/routes.ts'
import { explainSearch } from '#src/lib/explain-link.ts'
import { RoomsOverview } from '#src/features/rooms/rooms-overview.tsx'
import { useTopology } from '#src/data/topology/queries.ts'

/** Names the browser's tab, and with it the history entry and a bookmark. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Headroom`
  }, [title])
}

const FloorPlan = lazy(async () => {
  const { PlanView } = await import('#src/features/floor-plan/floor-plan-view.tsx')
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

const DevicesView = lazy(async () => {
  const { DevicesView } = await import('#src/features/sensors/sensors-page.tsx')
  return { default: DevicesView }
})

/** Every sensor of the organisation, and what is wrong with it. */
export function SensorsScreen() {
  useDocumentTitle('Sensors')
  return (
    <main className="mx-auto w-full max-w-480 px-4 pb-20 md:px-8 md:pb-12">
      <h1 className="sr-only">Sensors</h1>
      <ErrorScreen what="The sensors">
        <Suspense fallback={null}>
          <DevicesView hrefOfRoom={hrefOfRoom} />
        </Suspense>
      </ErrorScreen>
    </main>
  )
}

const DisplaysView = lazy(async () => {
  const { DisplaysView } = await import('#src/features/displays/displays-view.tsx')
  return { default: DisplaysView }
})

/** The screens on the walls, and what they show. */
export function DisplaysScreen() {
  useDocumentTitle('Displays')
  return (
    <main className="mx-auto w-full max-w-480 px-4 pb-20 md:px-8 md:pb-12">
      <h1 className="sr-only">Displays</h1>
      <ErrorScreen what="The displays">
        <Suspense fallback={null}>
          <DisplaysView path={paths.displays} />
        </Suspense>
      </ErrorScreen>
    </main>
  )
}

/** Which screen stands at which URL. `/` and a room are one screen, so that the grid stays alive behind the room. */
export function Routes() {
  // A link may end in a slash.
  const path = usePathname().replace(/(.)\/$/, '$1')
  const roomId = roomIdIn(path)
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
