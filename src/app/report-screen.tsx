import { nameOrId } from '#src/contract/butlr-values.ts'
import { lazyPart } from '#src/components/ui/lazy-part.tsx'
import { useTopology } from '#src/data/topology/queries.ts'
import { placeNames } from '#src/format/place-names.ts'
import { useSearchParams } from '#src/lib/navigation.tsx'
import { placeParam } from '#src/lib/overview-params.ts'
import { reportRoomParam } from '#src/lib/routes.ts'
import { reportOf } from '#messages/report.ts'
import { Screen } from './screen.tsx'

const PlaceReport = lazyPart(() =>
  import('#src/features/insights/report/place-report.tsx').then((module) => module.PlaceReport),
)
const RoomReport = lazyPart(() =>
  import('#src/features/room-detail/report/room-report.tsx').then((module) => module.RoomReport),
)

/** The report of the room or the place in the URL. */
export function ReportScreen() {
  const search = useSearchParams()
  const { topology } = useTopology()
  const roomId = reportRoomParam.read(search)
  const name =
    roomId === null
      ? placeNames(topology, placeParam.read(search)).join(', ')
      : nameOrId(topology?.rooms.find(({ id }) => id === roomId)?.name, roomId)
  return <Screen title={reportOf(name)} View={roomId === null ? PlaceReport : RoomReport} />
}
