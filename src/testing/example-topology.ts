import type { Device, SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import type { Room, Topology } from '#src/domain/topology/tree.ts'

/** A room for tests, as Butlr would describe it; what is not said is not known. */
export function describedRoom(said: Pick<Room, 'id'> & Partial<Room>): Room {
  return {
    name: said.id,
    floorId: 'f1',
    kind: null,
    capacity: null,
    busyFrom: null,
    maximumSensorCount: null,
    tags: [],
    outline: null,
    rotation: 0,
    butlr: { name: null, capacity: null },
    ...said,
  }
}

/** Places for tests. */
export function describedPlaces(said: Partial<Topology>): Topology {
  return {
    sites: [],
    buildings: [],
    floors: [],
    rooms: [],
    tags: [],
    hidden: [],
    missing: [],
    repeated: [],
    ...said,
  }
}

/** A presence sensor for tests: online, its battery unknown. */
export function describedDevice(said: Pick<Device, 'mac'> & Partial<Device>): Device {
  return {
    name: said.mac,
    mode: 'presence',
    model: null,
    roomId: null,
    floorId: null,
    hiveId: null,
    hiveSerial: null,
    online: true,
    lastHeartbeatAt: null,
    lastReportAt: null,
    center: null,
    power: null,
    batteryDueAt: null,
    hidden: null,
    ...said,
  }
}

/** A directory for tests of the sensors of some rooms. */
export function describedDirectory(said: Partial<SensorDirectory>): SensorDirectory {
  return {
    at: 0,
    byRoom: {},
    devices: Object.values(said.byRoom ?? {}).flat(),
    hives: [],
    missing: [],
    repeated: [],
    ...said,
  }
}
