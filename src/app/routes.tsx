import { nameOrId } from '#src/contract/butlr-values.ts'
import { Suspense, type ReactNode } from 'react'
import { lazyPart } from '#src/components/ui/lazy-part.tsx'
import { clsx } from 'clsx'
import { usePathname } from '#src/lib/navigation.tsx'
import { ErrorScreen } from './error-screen.tsx'
import { paths, roomIdFromPath } from '#src/lib/routes.ts'
import { RoomsOverview } from '#src/features/rooms/rooms-overview.tsx'
import { useTopology } from '#src/data/topology/queries.ts'
import * as text from '#messages/app.ts'
import { useDocumentTitle } from './use-document-title.ts'

const FloorPlan = lazyPart(
  () => import('#src/features/floor-plan/floor-plan-view.tsx'),
  (module) => module.FloorPlanView,
)
const RoomPanel = lazyPart(
  () => import('#src/features/room-detail/room-panel.tsx'),
  (module) => module.RoomPanel,
)

/** All rooms, and the open room beside them; only the open room on narrow screens. */
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

const NotFound = lazyPart(
  () => import('./not-found.tsx'),
  (module) => module.NotFound,
)

type LazyScreenProps = {
  title: string
  View: (props: object) => ReactNode
}

/** The screens whose views load as separate chunks, by path. */
const lazyScreens: Partial<Record<string, LazyScreenProps>> = {
  [paths.insights]: {
    title: text.insights,
    View: lazyPart(
      () => import('#src/features/insights/insights-page.tsx'),
      (module) => module.InsightsPage,
    ),
  },
  [paths.sensors]: {
    title: text.sensors,
    View: lazyPart(
      () => import('#src/features/sensors/sensors-page.tsx'),
      (module) => module.SensorsPage,
    ),
  },
  [paths.displays]: {
    title: text.displays,
    View: lazyPart(
      () => import('#src/features/displays/displays-view.tsx'),
      (module) => module.DisplaysView,
    ),
  },
  [paths.metrics]: {
    title: text.metrics,
    View: lazyPart(
      () => import('#src/features/metrics/metrics-page.tsx'),
      (module) => module.MetricsPage,
    ),
  },
}

/** A screen whose view loads as a separate chunk. */
function LazyScreen({ title, View }: LazyScreenProps) {
  useDocumentTitle(title)
  return (
    <main id="main" className="mx-auto w-full max-w-480 px-4 pb-20 md:px-8 md:pb-12">
      <h1 className="sr-only">{title}</h1>
      <ErrorScreen title={text.screenFailed}>
        <Suspense fallback={null}>
          <View />
        </Suspense>
      </ErrorScreen>
    </main>
  )
}

/** Maps URLs to screens. `/` and a room share one screen, so that the grid stays mounted behind the room. */
export function Routes() {
  // Removes a trailing slash.
  const path = usePathname().replace(/(.)\/$/, '$1')
  const roomId = roomIdFromPath(path)
  const lazyScreen = lazyScreens[path]
  if (lazyScreen) return <LazyScreen key={path} {...lazyScreen} />
  if (roomId !== null) return <RoomsScreen roomId={roomId} />
  if (path === paths.rooms) return <RoomsScreen />
  return (
    <ErrorScreen title={text.pageFailed}>
      <Suspense fallback={null}>
        <NotFound />
      </Suspense>
    </ErrorScreen>
  )
}
