import { createLiveRooms } from '#src/domain/live-rooms/live-rooms.ts'
import { second } from '#src/domain/time/duration.ts'
import { overridden } from '#src/domain/topology/overridden.ts'
import { sensorDirectoryFrom } from '#src/domain/topology/sensor-directory.ts'
import { topologyFrom, zoneOfRoom } from '#src/domain/topology/tree.ts'
import type { DisplayBoardAnswer } from '#src/contract/display.ts'
import type { ShownBoard } from './display-state.ts'

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
