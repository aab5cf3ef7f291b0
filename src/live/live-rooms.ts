import { roomFigure, type RoomFigure } from '#src/occupancy/room-figure.ts'
import { roomState, type RoomState } from '#src/occupancy/room-state.ts'
import { zerosWithheld } from '#src/occupancy/zeros.ts'
import { everyReading } from '#src/reporting/readings.ts'
import type { Snapshot } from '#src/reporting/snapshot.ts'
import type { SensorDirectory } from '#src/topology/sensor-directory.ts'
import type { Room, Topology } from '#src/topology/tree.ts'

/** A room as it stands now: what the topology says of it, and its occupancy by the rules. */
export type LiveRoom = {
  id: string
  /** The id where the topology gives no name. */
  name: string
  kind: string | null
  /** Null when the topology does not know the room. */
  floorId: string | null
  capacity: number | null
  figure: RoomFigure
  state: RoomState
  /** When a room without data was last heard of, Unix milliseconds; null when it has data, or nobody knows. */
  lastSeenAt: number | null
}

/**
 * Joins the readings with the topology by the rules of occupancy.
 * Known rooms come first, in the topology's order; then rooms that only the reporting API knows, by id.
 *
 * @param topology undefined while it loads or when it is refused: rooms then show their ids
 * @param directory undefined likewise: then only sensors that were seen are expected
 * @param intervalMs milliseconds between polls
 */
export function liveRooms(
  snapshot: Snapshot,
  topology: Topology | undefined,
  directory: SensorDirectory | undefined,
  intervalMs: number,
): LiveRoom[] {
  const withheld = zerosWithheld(everyReading(snapshot.readings))
  const known = new Map((topology?.rooms ?? []).map((room) => [room.id, room]))
  const seen = new Set([...Object.keys(snapshot.readings), ...Object.keys(snapshot.gone)])
  const unknown = [...seen].filter((id) => !known.has(id)).toSorted()

  return [...known.keys(), ...unknown].map((id) => {
    const room = known.get(id) ?? unnamed(id)
    const sensors = directory ? (directory.byRoom[id] ?? (known.has(id) ? [] : null)) : null
    const figure = roomFigure(
      {
        expected: sensors,
        healthAt: directory?.at ?? null,
        answered: snapshot.readings[id] ?? {},
        gone: snapshot.gone[id] ?? {},
        at: snapshot.at,
        zerosWithheld: withheld,
      },
      intervalMs,
    )
    const lastSeenAt =
      figure.kind === 'none'
        ? (figure.seenAt ?? latest((sensors ?? []).map((one) => one.lastReportAt)))
        : null
    return { ...room, figure, state: roomState(figure, room.capacity), lastSeenAt }
  })
}

type Described = Omit<Room, 'floorId'> & { floorId: string | null }

function unnamed(id: string): Described {
  return { id, name: id, kind: null, floorId: null, capacity: null }
}

function latest(times: readonly (number | null)[]): number | null {
  return times.reduce((newest, at) => (at !== null && at > (newest ?? 0) ? at : newest), null)
}
