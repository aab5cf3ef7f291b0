import {
  type SensorDirectory,
  parseSensorDirectory,
} from '#src/domain/topology/sensor-directory.ts'
import type {
  SensorConnectivity,
  DisplayBoardResponse,
  DisplayReadingsResponse,
  UsualHour,
} from '#src/contract/display.ts'
import { createLiveRooms } from '#src/domain/live-rooms/live-rooms.ts'
import { second } from '#src/domain/time/duration.ts'
import { applyOverrides } from '#src/domain/topology/apply-overrides.ts'
import { parseTopology } from '#src/domain/topology/topology.ts'
import { findRoomTimeZone } from '#src/domain/topology/room-time-zone.ts'
import type { ShownBoard } from './display-state.ts'
import type { ReadingsByRoom } from '#src/domain/occupancy/room-occupancy.ts'
import { nextSnapshot, type Snapshot } from '#src/domain/readings/readings.ts'
import { withGatewayClocks } from './board-time-zones.ts'
import { expandReadings, type CachedBoard } from './last-known-cache.ts'

/**
 * Returns the directory of a board's sensors with the health from the latest readings.
 *
 * @param health null if the gateway has no sensor status: no silent sensor then counts as online. Undefined if an older
 *   gateway does not send it: the health in the directory then applies
 * @param at when Butlr reported this health, in Unix milliseconds; null if the gateway does not send it
 */
function withSensorHealth(
  directory: SensorDirectory,
  health: SensorConnectivity | null | undefined,
  at: number | null,
): SensorDirectory {
  if (health === undefined) return directory
  const offline = new Set(health?.offline)
  const unknown = health && new Set(health.unknown)
  const byRoom = Object.fromEntries(
    Object.entries(directory.byRoom).map(([roomId, sensors]) => [
      roomId,
      sensors.map((sensor) => {
        const online = !unknown || unknown.has(sensor.mac) ? null : !offline.has(sensor.mac)
        return sensor.online === online ? sensor : { ...sensor, online }
      }),
    ]),
  )
  return { ...directory, byRoom, at: at ?? directory.at }
}

/** Converts a board response, which contains no readings. */
function toShownBoard(answer: DisplayBoardResponse): ShownBoard {
  const topology = withGatewayClocks(
    applyOverrides(parseTopology(answer.places), answer.overrides),
    answer.clocks,
  )
  const intervalMs = answer.pollSeconds * second
  return {
    display: answer.display,
    board: answer.board,
    topology,
    directory: parseSensorDirectory(answer.sensors),
    zone: findRoomTimeZone(topology, topology.rooms[0]?.id ?? ''),
    intervalMs,
    occupancy: null,
    // With a directory, online sensors without readings would count as 0. Without one, the occupancy is unknown.
    roomsWithoutData: createLiveRooms()({
      snapshot: { at: 0, readings: {}, vanished: {} },
      topology,
      directory: undefined,
      intervalMs,
    }),
  }
}

/** The result of a poll: the counts, when they were current, and the sensor status. */
export type PolledReadings = {
  readings: ReadingsByRoom
  at: number
  sensorStatus: { [key in 'zerosWithheld' | 'health']?: DisplayReadingsResponse[key] | undefined }
  /** When Butlr reported the sensor status, in Unix milliseconds; null if the gateway does not send it. */
  sensorsCheckedAt: number | null
  incomplete: boolean
  /** How many people are usually in the rooms; null if unchanged. */
  usual: readonly UsualHour[] | null
}

/** The board and its readings, accumulated over successive responses. */
export type BoardStore = {
  board: () => ShownBoard | null
  snapshot: () => Snapshot | null
  sensorStatus: () => PolledReadings['sensorStatus']
  sensorsCheckedAt: () => number | null
  setBoard: (answer: DisplayBoardResponse) => ShownBoard
  /**
   * Applies new readings, or returns null if there is no board. Times are in Unix milliseconds by the server's clock.
   */
  applyReadings: (polled: PolledReadings) => ShownBoard | null
  /** Restores the board that was cached before a reload. */
  restore: (cached: CachedBoard) => ShownBoard
  clear: () => void
}

export function createBoardStore(): BoardStore {
  const liveRooms = createLiveRooms()
  let shown: ShownBoard | null = null
  let snapshot: Snapshot | null = null
  let sensorStatus: PolledReadings['sensorStatus'] = {}
  let sensorsCheckedAt: number | null = null
  /** Whether `snapshot` has the readings for the current version of the board. */
  let isComplete = false
  let usual: readonly UsualHour[] = []

  const withOccupancy = (board: ShownBoard, confirmed: boolean): ShownBoard => {
    if (snapshot === null) return board
    const { topology, intervalMs } = board
    const directory = withSensorHealth(board.directory, sensorStatus.health, sensorsCheckedAt)
    const { zerosWithheld } = sensorStatus
    const rooms = liveRooms({
      snapshot,
      topology,
      directory,
      intervalMs,
      omitsZeros: zerosWithheld,
    })
    // An older gateway without sensor status sends 0, which means unknown.
    const sensorsAt = sensorStatus.health === null ? null : directory.at || null
    return {
      ...board,
      occupancy: { at: snapshot.at, rooms, confirmed, isComplete, sensorsAt, usual },
    }
  }

  return {
    board: () => shown,
    snapshot: () => snapshot,
    sensorStatus: () => sensorStatus,
    sensorsCheckedAt: () => sensorsCheckedAt,
    setBoard(answer) {
      const next = toShownBoard(answer)
      // Only the first response after pairing contains the account name, but the welcome screen is shown for longer.
      const before = shown?.display
      if (before?.id === next.display.id) next.display = { ...before, ...next.display }
      const same = shown?.board.id === next.board.id
      // The clock stays while all rooms are hidden.
      if (same && shown !== null && next.topology.rooms.length === 0) next.zone = shown.zone
      if (!same || shown?.board.revision !== next.board.revision) {
        isComplete = false
        // The board may now be private or leave this out, and its readings may not arrive.
        usual = []
      }
      snapshot = same ? snapshot && restrictToBoard(snapshot, next) : null
      if (!same) sensorStatus = {}
      shown = withOccupancy(next, shown?.occupancy?.confirmed ?? false)
      return shown
    },
    applyReadings({ readings, at, incomplete, ...polled }) {
      if (shown === null) return null
      sensorStatus = polled.sensorStatus
      sensorsCheckedAt = polled.sensorsCheckedAt
      isComplete = true
      usual = polled.usual ?? usual
      const before = snapshot ?? undefined
      snapshot = nextSnapshot(before, readings, at, incomplete)
      shown = withOccupancy(shown, true)
      return shown
    },
    restore({ board, readings }) {
      if (readings !== null) {
        const { at, rooms, gone: vanished, incomplete } = readings
        const counts = expandReadings(rooms)
        snapshot = { at, readings: counts, incomplete, vanished }
        sensorStatus = readings.judged
        sensorsCheckedAt = readings.sensorsAt
      }
      isComplete = false
      shown = withOccupancy(toShownBoard(board), false)
      return shown
    },
    clear() {
      shown = null
      snapshot = null
      sensorStatus = {}
      sensorsCheckedAt = null
      isComplete = false
      usual = []
    },
  }
}

/** Returns the snapshot without rooms that are no longer on the board. */
function restrictToBoard(snapshot: Snapshot, { topology }: ShownBoard): Snapshot {
  const ids = new Set(topology.rooms.map(({ id }) => id))
  const known = <TRoom>(rooms: Record<string, TRoom>) =>
    Object.fromEntries(Object.entries(rooms).filter(([id]) => ids.has(id)))
  return {
    ...snapshot,
    readings: known(snapshot.readings),
    vanished: known(snapshot.vanished),
  }
}
