import { Link, useRoute } from 'wouter'
import { paths } from './paths.ts'
import { DisplaysScreen } from './screens/displays-screen.tsx'
import { RoomsScreen } from './screens/rooms-screen.tsx'
import { SensorsScreen } from './screens/sensors-screen.tsx'

/** Which screen stands at which URL. `/` and a room are one screen, so that the grid stays alive behind the room. */
export function Routes() {
  const [atRooms] = useRoute(paths.rooms)
  const [atRoom, room] = useRoute(paths.room)
  const [atSensors] = useRoute(paths.sensors)
  const [atDisplays] = useRoute(paths.displays)
  if (atSensors) return <SensorsScreen />
  if (atDisplays) return <DisplaysScreen />
  if (atRoom) return <RoomsScreen roomId={room.roomId} />
  return atRooms ? <RoomsScreen /> : <NotFound />
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
