import { createSimulator } from './simulator/create-simulator.ts'
import type { HistoryRoom } from '#src/domain/history/minutes.ts'
import { removeHistory, writeHistory } from '#server/history/query/test-history.ts'
import { minute, startedAt } from './test-headroom.ts'

const now = startedAt / minute
const day = 24 * 60

/** A room that the topology no longer contains. */
export const formerRoom = 'room_former'

/**
 * Writes two days of history of the simulator's first room and of a former room in the same building: 3 people in every
 * minute. Returns the folder.
 */
export async function writeSimulatedHistory() {
  const [room] = createSimulator({ now: () => startedAt }).topology.rooms
  if (!room) throw new Error('The simulator has no rooms.')
  const { building } = room.floor
  const timeZone = building.site.timezone ?? 'UTC'
  const toRoom = (id: string, mac: string): HistoryRoom => ({
    id,
    name: id,
    floor: null,
    capacity: 8,
    maximumCount: 80,
    sensors: [mac],
  })
  const kept = toRoom(room.id, 'one')
  const former = toRoom(formerRoom, 'other')
  const snapshot = (at: number, listed: HistoryRoom[]) => ({
    at,
    buildings: [{ id: building.id, name: 'B', timeZone, rooms: listed }],
  })
  const range = { from: now - 2 * day, to: now }
  const root = await writeHistory({
    range,
    timeZone,
    snapshots: [snapshot(now - 90 * day, [kept, former]), snapshot(now - 60, [kept])],
    readings: [kept, former].flatMap(({ id, sensors: [mac = ''] }) =>
      Array.from({ length: 2 * day }, (_, index) => ({
        roomId: id,
        mac,
        minute: range.from + index,
        last: 3,
      })),
    ),
    missing: [],
    zerosWithheld: false,
  })
  return { root, room: room.id, remove: () => removeHistory(root) }
}

/** Returns the path of the request for a room's history over the last `hours` hours. */
export const historyPath = (room: string, hours: number) =>
  `/api/history/room?room=${room}&from=${startedAt - hours * 60 * minute}&to=${startedAt}`
