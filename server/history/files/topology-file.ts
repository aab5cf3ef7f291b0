import { unescapeId } from '#src/contract/id-codec.ts'
import type { HistoryBuilding, HistoryRoom, TopologySnapshot } from '#src/domain/history/minutes.ts'
import { readCells } from '#server/history/read-cells.ts'
import { infoText, parseTopologyInfo } from './file-info.ts'
import { readInfo, readTable, storedId, textOf, textOrNull } from './parquet-table.ts'
import { writeTable } from './write-table.ts'

type Row = { building: HistoryBuilding; room: HistoryRoom | null; sensor: string | null }

/**
 * Resolves with a file of a topology snapshot: one row per room and sensor. A room without sensors and a building without
 * rooms have one row each.
 */
export function encodeTopology({ at, buildings }: TopologySnapshot): Promise<Uint8Array> {
  const rows = buildings.flatMap((building): Row[] =>
    building.rooms.length === 0
      ? [{ building, room: null, sensor: null }]
      : building.rooms.flatMap((room): Row[] =>
          (room.sensors.length === 0 ? [null] : room.sensors).map((sensor) => ({
            building,
            room,
            sensor,
          })),
        ),
  )
  const texts = (name: string, read: (row: Row) => string | null) =>
    ({ name, kind: 'text', isNullable: true, values: rows.map(read) }) as const
  const counts = (name: string, read: (row: Row) => number | null) =>
    ({ name, kind: 'count', isNullable: true, values: rows.map(read) }) as const
  return writeTable(
    [
      { name: 'at', kind: 'instant', values: rows.map(() => at) },
      texts('building_id', ({ building }) => storedId(building.id)),
      texts('building', ({ building }) => building.name),
      texts('time_zone', ({ building }) => building.timeZone),
      texts('room_id', ({ room }) => room && storedId(room.id)),
      texts('room', ({ room }) => room && room.name),
      texts('floor', ({ room }) => room && room.floor),
      counts('capacity', ({ room }) => room && room.capacity),
      counts('maximum_count', ({ room }) => room && room.maximumCount),
      texts('sensor', ({ sensor }) => sensor && storedId(sensor)),
    ],
    infoText({ kind: 'topology', at }),
  )
}

const textColumns = ['building', 'time_zone', 'room_id', 'room', 'floor', 'sensor'] as const

/** Reads a file of a topology snapshot. Throws `UnreadableFileError`. */
export async function decodeTopology(bytes: Uint8Array): Promise<TopologySnapshot> {
  const { at } = parseTopologyInfo(readInfo(bytes))
  const table = await readTable(bytes)
  const read = readCells(textColumns, (name) => table.values(name))
  const readNumber = readCells(['capacity', 'maximum_count'], (name) => table.numbers(name))
  const buildings = new Map<
    string,
    { building: HistoryBuilding; rooms: Map<string, HistoryRoom> }
  >()
  for (const [row, value] of table.values('building_id').entries()) {
    const id = unescapeId(textOf(value))
    const entry = buildings.get(id) ?? {
      building: {
        id,
        name: textOf(read('building', row)),
        timeZone: textOf(read('time_zone', row)),
        rooms: [],
      },
      rooms: new Map<string, HistoryRoom>(),
    }
    buildings.set(id, entry)
    const roomId = textOrNull(read('room_id', row))
    if (roomId === null) continue
    const capacity = readNumber('capacity', row) ?? -1
    const room = entry.rooms.get(roomId) ?? {
      id: unescapeId(roomId),
      name: textOf(read('room', row)),
      floor: textOrNull(read('floor', row)),
      capacity: capacity === -1 ? null : capacity,
      maximumCount: readNumber('maximum_count', row) ?? 0,
      sensors: [],
    }
    const sensor = textOrNull(read('sensor', row))
    const added = sensor === null ? [] : [unescapeId(sensor)]
    entry.rooms.set(roomId, { ...room, sensors: [...room.sensors, ...added] })
  }
  return {
    at,
    buildings: [...buildings.values()].map(({ building, rooms: found }) => ({
      ...building,
      rooms: [...found.values()],
    })),
  }
}
