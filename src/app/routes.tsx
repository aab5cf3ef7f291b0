import { Link } from '#src/lib/link.tsx'
import { usePathname } from '#src/lib/address.ts'
import { paths, roomIdIn } from '#src/lib/routes.ts'
import { DisplaysScreen } from './screens/displays-screen.tsx'
import { RoomsScreen } from './screens/rooms-screen.tsx'
import { SensorsScreen } from './screens/sensors-screen.tsx'

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
