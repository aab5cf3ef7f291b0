import { useQuery } from '@tanstack/react-query'
import { useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { second } from '#src/domain/time/duration.ts'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import { useTopology } from '#src/data/topology/use-topology.ts'
import { zoneOfRoom } from '#src/domain/topology/tree.ts'
import { useAfter } from '#src/components/ui/use-after.ts'
import { withoutChartParams } from './chart-params.ts'
import { neighbours } from './neighbours.ts'
import { PanelFrame } from './panel-frame.tsx'
import { PanelHeader } from './panel-header.tsx'
import { NoFiguresOfRoom, RoomLoading, UnknownRoom } from './room-absent.tsx'
import { RoomContent } from './room-content.tsx'
import { useNarrow } from './use-narrow.ts'

/** Figures without names wait this long for them, as in the overview. */
const namesWithinMs = 3 * second

/**
 * One room opened: its figures, its sensors and their past.
 *
 * @param hrefOfRoom where a room opens
 * @param closeHref where closing leads
 * @param explainHref where the room's figure is explained
 */
export function RoomPanel({
  roomId,
  hrefOfRoom,
  closeHref,
  explainHref,
}: {
  roomId: string
  hrefOfRoom: (roomId: string) => string
  closeHref: string
  explainHref: string
}) {
  const { rooms, error } = useLiveRooms()
  const { topology, pending: placesPending } = useTopology()
  const { isPending: sensorsPending } = useQuery(sensorDirectoryQuery())
  const patient = useAfter(namesWithinMs)
  const narrow = useNarrow()

  const settled = !(placesPending || sensorsPending) || patient
  const room = rooms?.find(({ id }) => id === roomId)
  const known = settled ? room : undefined
  const level = narrow ? 1 : 2
  const closing = withoutChartParams(closeHref)
  const floor = topology?.floors.find(({ id }) => id === room?.floorId)
  return (
    <PanelFrame label={known?.name ?? 'Room'} roomHref={hrefOfRoom(roomId)} closeHref={closing}>
      <PanelHeader
        name={known?.name ?? roomId}
        place={floor?.name ?? null}
        beside={neighbours(rooms ?? [], roomId)}
        hrefOfRoom={hrefOfRoom}
        closeHref={closing}
      />
      {known ? (
        <RoomContent
          room={known}
          zone={zoneOfRoom(topology, roomId)}
          narrow={narrow}
          explainHref={explainHref}
        />
      ) : !rooms && error ? (
        <NoFiguresOfRoom error={error} closeHref={closing} level={level} />
      ) : rooms && settled ? (
        <UnknownRoom roomId={roomId} closeHref={closing} level={level} />
      ) : (
        <RoomLoading />
      )}
    </PanelFrame>
  )
}
