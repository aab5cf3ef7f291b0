import { useQuery } from '@tanstack/react-query'
import { useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { second } from '#src/domain/time/duration.ts'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import { useTopology } from '#src/data/topology/use-topology.ts'
import { useAfter } from '#src/components/ui/use-after.ts'
import { FirstLoad } from './first-load.tsx'
import { LiveOverview } from './live-overview.tsx'
import type { FloorPlan } from './rooms-by-view.tsx'
import { NoFigures } from './no-figures.tsx'

/** Figures without names wait this long for them: ids that turn into names a moment later would be worse. */
const namesWithinMs = 3 * second

/**
 * Every room, live.
 *
 * @param path where the overview itself is
 * @param hrefOfRoom where a room opens
 * @param explainHref where a figure is explained: `room:<id>`, `floor:<id>`, `all`
 * @param openRoomId the room that is open beside the grid
 * @param FloorPlan draws the rooms where they are
 */
export function RoomsOverview({
  path,
  hrefOfRoom,
  explainHref,
  openRoomId,
  FloorPlan,
}: {
  path: string
  hrefOfRoom: (roomId: string) => string
  explainHref: (subject: string) => string
  openRoomId?: string
  FloorPlan: FloorPlan
}) {
  const { rooms, error } = useLiveRooms()
  const { topology, pending: placesPending } = useTopology()
  const { isPending: sensorsPending } = useQuery(sensorDirectoryQuery())
  const patient = useAfter(namesWithinMs)
  const named = !(placesPending || sensorsPending) || patient
  return (
    <>
      <h1 className="sr-only">Rooms</h1>
      {rooms && named ? (
        <LiveOverview
          rooms={rooms}
          topology={topology}
          path={path}
          hrefOfRoom={hrefOfRoom}
          explainHref={explainHref}
          openRoomId={openRoomId}
          FloorPlan={FloorPlan}
        />
      ) : !rooms && error ? (
        <NoFigures error={error} />
      ) : (
        <FirstLoad />
      )}
    </>
  )
}
