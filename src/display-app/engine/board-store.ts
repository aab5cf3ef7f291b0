import { type SensorDirectory, sensorDirectoryFrom } from '#src/domain/topology/sensor-directory.ts'
import type {
  SensorHealth,
  DisplayBoardAnswer,
  DisplayReadingsAnswer,
} from '#src/contract/display.ts'
import { createLiveRooms } from '#src/domain/live-rooms/live-rooms.ts'
import { second } from '#src/domain/time/duration.ts'
import { overridden } from '#src/domain/topology/apply-overrides.ts'
import { topologyFrom, zoneOfRoom } from '#src/domain/topology/topology.ts'
import type { ShownBoard } from './display-state.ts'
import type { Readings } from '#src/domain/readings/readings.ts'
import { nextSnapshot, type Snapshot } from '#src/domain/readings/snapshot.ts'
import { readingsFromCompact, type Kept } from './last-known-cache.ts'

/**
 * The directory of a board's sensors with their health as the latest readings tell it. Undefined where nothing is
 * known of the sensors: then only sensors that report are expected.
 *
 * @param health null where the gateway knows nothing; undefined where its release does not say, and the board's counts
 * @param at when Butlr told this health, Unix milliseconds; null where the gateway does not say
 */
export function directoryWithHealth(
  directory: SensorDirectory,
  health: SensorHealth | null | undefined,
  at: number | null,
): SensorDirectory | undefined {
  if (health === undefined) return directory
  if (health === null) return undefined
  const offline = new Set(health.offline)
  const unknown = new Set(health.unknown)
  const byRoom = Object.fromEntries(
    Object.entries(directory.byRoom).map(([roomId, sensors]) => [
      roomId,
      sensors.map((sensor) => {
        const online = unknown.has(sensor.mac) ? null : !offline.has(sensor.mac)
        return sensor.online === online ? sensor : { ...sensor, online }
      }),
    ]),
  )
  return { ...directory, byRoom, at: at ?? directory.at }
}

/** A board from the gateway's answer, still without figures. */
export function shownBoardFrom(answer: DisplayBoardAnswer): ShownBoard {
  const topology = overridden(topologyFrom(answer.places), answer.overrides)
  const intervalMs = answer.pollSeconds * second
  return {
    display: answer.display,
    board: answer.board,
    topology,
    directory: sensorDirectoryFrom(answer.sensors),
    zone: zoneOfRoom(topology, topology.rooms[0]?.id ?? ''),
    intervalMs,
    figures: null,
    // Sensors that are online and say nothing count as 0. Without a directory nothing is expected, so nothing is known.
    roomsWithoutData: createLiveRooms()({
      snapshot: { at: 0, readings: {}, gone: {}, recent: {} },
      topology,
      directory: undefined,
      intervalMs,
    }),
  }
}

/** What one poll tells: the counts, when they were true, and how the sensors are. */
export type PolledFigures = {
  readings: Readings
  at: number
  judged: { [key in 'zerosWithheld' | 'health']?: DisplayReadingsAnswer[key] | undefined }
  /** When Butlr told how the sensors are; null where the gateway does not say. */
  sensorsAt: number | null
}

/** What is known of a board and its figures, from answer to answer. */
export type BoardKnowledge = {
  shown: () => ShownBoard | null
  snapshot: () => Snapshot | null
  /** What the latest poll told beside the counts. */
  judged: () => PolledFigures['judged']
  sensorsAt: () => number | null
  takeBoard: (answer: DisplayBoardAnswer) => ShownBoard
  /** New figures; times are Unix milliseconds by the server's clock. */
  takeReadings: (figures: PolledFigures) => ShownBoard | null
  /** What was kept over a reload. */
  recall: (kept: Kept) => ShownBoard
  forget: () => void
}

/** Nothing is known yet. */
export function createBoardKnowledge(): BoardKnowledge {
  const liveRooms = createLiveRooms()
  let shown: ShownBoard | null = null
  let snapshot: Snapshot | null = null
  let judged: PolledFigures['judged'] = {}
  let sensorsAt: number | null = null

  const joined = (board: ShownBoard, confirmed: boolean): ShownBoard => {
    if (snapshot === null) return board
    const { topology, intervalMs } = board
    const directory = directoryWithHealth(board.directory, judged.health, sensorsAt)
    const { zerosWithheld } = judged
    const rooms = liveRooms({ snapshot, topology, directory, intervalMs, zerosWithheld })
    const areSensorsKnown = directory !== undefined
    return { ...board, figures: { at: snapshot.at, rooms, confirmed, areSensorsKnown } }
  }

  return {
    shown: () => shown,
    snapshot: () => snapshot,
    judged: () => judged,
    sensorsAt: () => sensorsAt,
    takeBoard(answer) {
      const next = shownBoardFrom(answer)
      // Only the first answer after pairing says who paired it; the welcome screen may outlive that answer.
      const before = shown?.display
      if (before?.id === next.display.id) next.display = { ...before, ...next.display }
      const same = shown?.board.id === next.board.id
      snapshot = same ? snapshot && ofBoard(snapshot, next) : null
      if (!same) judged = {}
      shown = joined(next, shown?.figures?.confirmed ?? false)
      return shown
    },
    takeReadings({ readings, at, ...told }) {
      if (shown === null) return null
      judged = told.judged
      sensorsAt = told.sensorsAt
      snapshot = nextSnapshot(snapshot ?? undefined, readings, at, shown.intervalMs)
      shown = joined(shown, true)
      return shown
    },
    recall({ board, figures }) {
      if (figures !== null) {
        const { at, rooms, gone } = figures
        snapshot = { at, readings: readingsFromCompact(rooms), gone, recent: {} }
        judged = figures.judged
        sensorsAt = figures.sensorsAt
      }
      shown = joined(shownBoardFrom(board), false)
      return shown
    },
    forget() {
      shown = null
      snapshot = null
      judged = {}
      sensorsAt = null
    },
  }
}

/** Without the rooms that the board no longer has. */
function ofBoard(snapshot: Snapshot, { topology }: ShownBoard): Snapshot {
  const ids = new Set(topology.rooms.map(({ id }) => id))
  const known = <TRoom>(rooms: Record<string, TRoom>) =>
    Object.fromEntries(Object.entries(rooms).filter(([id]) => ids.has(id)))
  return {
    at: snapshot.at,
    readings: known(snapshot.readings),
    gone: known(snapshot.gone),
    recent: known(snapshot.recent),
  }
}
