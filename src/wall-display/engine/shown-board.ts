import { createLiveRooms } from '#src/live/live-rooms.ts'
import { second } from '#src/time/duration.ts'
import { overridden } from '#src/topology/overridden.ts'
import { sensorDirectoryFrom } from '#src/topology/sensor-directory.ts'
import { topologyFrom, zoneOfRoom } from '#src/topology/tree.ts'
import type { DisplayBoardAnswer } from '#src/wall-display/display-contract.ts'
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
