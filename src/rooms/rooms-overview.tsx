import { useQuery } from '@tanstack/react-query'
import { useLiveRooms } from '#src/live/use-live-rooms.ts'
import { second } from '#src/time/duration.ts'
import { sensorDirectoryQuery } from '#src/topology/queries.ts'
import { useTopology } from '#src/topology/use-topology.ts'
import { useAfter } from '#src/ui/use-after.ts'
import { FirstLoad } from './first-load.tsx'
import { LiveOverview } from './live-overview.tsx'
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
 */
export function RoomsOverview({
  path,
  hrefOfRoom,
  explainHref,
  openRoomId,
}: {
  path: string
  hrefOfRoom: (roomId: string) => string
  explainHref: (subject: string) => string
  openRoomId?: string
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
        />
      ) : !rooms && error ? (
        <NoFigures error={error} />
      ) : (
        <FirstLoad />
      )}
    </>
  )
}
