import { useQueryString } from '#src/lib/navigation.tsx'
import { panelOpener, roomPanel } from '#src/lib/panel-history.ts'
import { paths, roomHref } from '#src/lib/routes.ts'
import { nameOrId } from '#src/contract/butlr-values.ts'
import { useQuery } from '@tanstack/react-query'
import { useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { sensorDirectoryQuery, useTopology } from '#src/data/topology/queries.ts'
import * as text from '#messages/room-detail.tsx'
import { PanelFrame, useIsNarrow } from './panel-layout.tsx'
import { RoomContent } from './room-content.tsx'
import { second } from '#src/domain/time/duration.ts'
import { findRoomTimeZone } from '#src/domain/topology/room-time-zone.ts'
import { useHasElapsed } from '#src/components/ui/use-has-elapsed.ts'
import { withoutChartParams } from './chart-params.ts'
import { adjacentRooms, PanelHeader } from './panel-header.tsx'
import { RoomOccupancyUnavailable, RoomLoading, RoomNotFound } from './room-placeholders.tsx'

/** Maximum wait for names before the room shows IDs instead, as in the overview. */
const maxNameWaitMs = 3 * second

/**
 * Returns the URL to open when the room closes: that of the page that opened the room. If the overview or no page
 * opened it, returns the overview with the current query, because the filters of the overview can change while the room
 * is open.
 */
function pageBelow(overviewHref: string): string {
  const opener = panelOpener(roomPanel)
  return opener === null || opener.split('?')[0] === paths.rooms ? overviewHref : opener
}

export function RoomPanel({ roomId }: { roomId: string }) {
  const { rooms, error } = useLiveRooms()
  const { topology, pending: topologyPending } = useTopology()
  const { isPending: sensorsPending } = useQuery(sensorDirectoryQuery())
  const waitedLongEnough = useHasElapsed(maxNameWaitMs)
  const narrow = useIsNarrow()

  const isReady = !(topologyPending || sensorsPending) || waitedLongEnough
  const room = rooms?.find(({ id }) => id === roomId)
  const namedRoom = isReady ? room : undefined
  const level = narrow ? 1 : 2
  const query = useQueryString()
  const overviewHref = withoutChartParams(query === '' ? paths.rooms : `${paths.rooms}?${query}`)
  const closeHref = pageBelow(overviewHref)
  const floor = topology?.floors.find(({ id }) => id === room?.floorId)
  return (
    <PanelFrame
      label={namedRoom?.name ?? text.unnamedRoom}
      roomHref={roomHref(roomId)}
      closeHref={closeHref}
    >
      <PanelHeader
        name={nameOrId(namedRoom?.name, roomId)}
        floorName={floor?.name ?? null}
        adjacent={adjacentRooms(rooms ?? [], roomId)}
        closeHref={closeHref}
      />
      {namedRoom ? (
        <RoomContent room={namedRoom} zone={findRoomTimeZone(topology, roomId)} narrow={narrow} />
      ) : !rooms && error ? (
        <RoomOccupancyUnavailable error={error} overviewHref={overviewHref} level={level} />
      ) : rooms && isReady ? (
        <RoomNotFound
          {...{ roomId, overviewHref, level }}
          isHidden={topology?.hiddenRoomIds.includes(roomId) === true}
        />
      ) : (
        <RoomLoading />
      )}
    </PanelFrame>
  )
}
