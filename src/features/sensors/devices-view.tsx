import { useQuery } from '@tanstack/react-query'
import { useLiveRooms } from '#src/data/live-rooms/use-live-rooms.ts'
import { second } from '#src/domain/time/duration.ts'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import { useTopology } from '#src/data/topology/use-topology.ts'
import { useAfter } from '#src/components/ui/use-after.ts'
import { Devices } from './devices.tsx'
import { DevicesLoading } from './devices-loading.tsx'
import { NoDevices } from './no-devices.tsx'

/** Sensors without the names of their rooms wait this long for them. */
const namesWithinMs = 3 * second

/**
 * Every sensor, what is wrong first: its health, its hive, and what is suspicious about its counts. What is shown lives
 * in the URL.
 *
 * @param hrefOfRoom where a room opens
 */
export function DevicesView({ hrefOfRoom }: { hrefOfRoom: (roomId: string) => string }) {
  const { data: directory, error } = useQuery(sensorDirectoryQuery())
  const { topology, pending } = useTopology()
  const { rooms, error: pollError } = useLiveRooms()
  const patient = useAfter(namesWithinMs)
  const known = !pending && (rooms !== undefined || pollError !== null)
  if (directory && (known || patient)) {
    return (
      <Devices directory={directory} error={error} topology={topology} hrefOfRoom={hrefOfRoom} />
    )
  }
  return error && !directory ? <NoDevices error={error} /> : <DevicesLoading />
}
