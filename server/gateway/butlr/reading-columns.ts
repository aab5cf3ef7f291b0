import { isObject, wholeRoomKey } from '#src/contract/butlr-values.ts'
import { allReadings, deduplicateSensors, parseReadings } from '#src/domain/readings/readings.ts'
import { omitsZeros } from '#src/domain/occupancy/room-occupancy.ts'

/**
 * The current counts of all rooms, in columns: the sensors of the first room, then those of the second, and so on.
 * Copying columns from a worker thread takes a fraction of the time that copying nested objects takes. The columns
 * contain no test devices.
 */
export type ReadingColumns = {
  /** The IDs of all rooms in the response, including those without sensors. */
  rooms: readonly string[]
  /** The number of sensors of each room. */
  sensorCounts: Uint32Array
  /** The MAC address of each sensor (`normalizeMac`), or `wholeRoomKey` for a malformed room. */
  macs: readonly string[]
  /** The count of each sensor; NaN if the sensor sent no valid count. */
  counts: Float64Array
  /** Whether the API omits zeros, determined from all rooms. */
  zerosWithheld: boolean
}

/** One sensor of a room; `count` is null if the sensor sent no valid count. */
export type SensorCount = { mac: string; count: number | null }
type RoomCounts = [roomId: string, sensors: readonly SensorCount[]]

/**
 * Reads the data of a report that is grouped by room and sensor. A malformed sensor or room has no valid count; data of
 * another shape has no rooms.
 */
export function toReadingColumns(data: unknown): ReadingColumns {
  const readings = parseReadings(isObject(data) ? data : {})
  const columns = packColumns(
    Object.entries(readings).map(([id, sensors]) => [
      id,
      Object.entries(sensors).map(([mac, reading]) => ({
        mac,
        count: reading.kind === 'reading' ? reading.metrics.last : null,
      })),
    ]),
  )
  return { ...columns, zerosWithheld: omitsZeros(allReadings(readings)) }
}

function packColumns(rooms: readonly RoomCounts[]): Omit<ReadingColumns, 'zerosWithheld'> {
  const sensors = rooms.flatMap(([, ofRoom]) => ofRoom)
  return {
    rooms: rooms.map(([id]) => id),
    sensorCounts: Uint32Array.from(rooms, ([, ofRoom]) => ofRoom.length),
    macs: sensors.map(({ mac }) => mac),
    counts: Float64Array.from(sensors, ({ count }) => count ?? Number.NaN),
  }
}

export function* roomCounts({
  rooms,
  sensorCounts,
  macs,
  counts,
}: ReadingColumns): Generator<RoomCounts> {
  let from = 0
  for (const [index, roomId] of rooms.entries()) {
    const to = from + (sensorCounts[index] ?? 0)
    const sensors = macs.slice(from, to).map((mac, sensor) => {
      const count = counts[from + sensor] ?? Number.NaN
      return { mac, count: Number.isNaN(count) ? null : count }
    })
    yield [roomId, sensors]
    from = to
  }
}

/**
 * Counts every sensor in one room only (`deduplicateSensors`). Returns the same object if there are no duplicates.
 *
 * @param topologyRooms the room of each sensor in the topology, by MAC address
 */
export function countSensorsOnce(
  columns: ReadingColumns,
  topologyRooms: ReadonlyMap<string, string | null>,
): ReadingColumns {
  const repeated = repeatedMacs(columns)
  if (repeated.size === 0) return columns
  const rooms = [...roomCounts(columns)]
  const conflicts = Object.fromEntries(
    rooms.flatMap(([id, sensors]) => {
      const shared = sensors.filter(({ mac }) => repeated.has(mac))
      return shared.length === 0
        ? []
        : [[id, Object.fromEntries(shared.map(({ mac, count }) => [mac, count]))]]
    }),
  )
  const resolved = deduplicateSensors<number | null>(
    conflicts,
    () => topologyRooms,
    (count) => count !== null,
  )
  const kept = rooms.map(([id, sensors]): RoomCounts => [
    id,
    sensors.filter(({ mac }) => !repeated.has(mac) || mac in (resolved[id] ?? {})),
  ])
  return { ...packColumns(kept), zerosWithheld: columns.zerosWithheld }
}

export function hasRepeatedSensors(columns: ReadingColumns): boolean {
  return repeatedMacs(columns).size > 0
}

function repeatedMacs({ macs }: ReadingColumns): ReadonlySet<string> {
  const seen = new Set<string>()
  const repeated = new Set<string>()
  for (const mac of macs) {
    if (seen.has(mac) && mac !== wholeRoomKey) repeated.add(mac)
    seen.add(mac)
  }
  return repeated
}
