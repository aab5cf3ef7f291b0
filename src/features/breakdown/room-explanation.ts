import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import { roomView, type RoomView } from '#src/domain/live-rooms/room-view.ts'
import type { Freshness } from '#src/domain/occupancy/freshness.ts'
import { zerosWithheld } from '#src/domain/occupancy/zeros.ts'
import { everyReading } from '#src/domain/readings/readings.ts'
import type { Snapshot } from '#src/domain/readings/snapshot.ts'
import type { SensorDirectory } from '#src/domain/topology/sensor-directory.ts'
import { notCounted, sensorLines, type NotCounted, type SensorLine } from './sensor-lines.ts'

/** The rule by which a room has its figure, or has none. Times are Unix milliseconds. */
export type RoomRule =
  | { kind: 'no-sensors' }
  | { kind: 'sum'; sensors: number }
  | { kind: 'at-least'; missing: number; of: number }
  | { kind: 'at-least-nobody'; missing: number; of: number }
  | { kind: 'last-known'; seenAt: number }
  | { kind: 'nothing-known'; of: number }
  | { kind: 'expired'; at: number }

/** Why a sensor that sent nothing adds 0: the API withholds zeros, or the whole room is silent while it is online. */
export type ZerosRule = 'withheld' | 'room-silent'

/** What a room's figure is made of. The lines come to the figure wherever there is one. */
export type RoomExplanation = {
  view: RoomView
  lines: readonly SensorLine[]
  notCounted: readonly NotCounted[]
  rule: RoomRule
  /** Null where no sensor counts as quiet. */
  zeros: ZerosRule | null
}

/**
 * Explains a room's figure by the rules that made it (tutorial, section 3).
 *
 * @param own how fresh the room's own figure is, see roomFreshness
 * @param polled how fresh the poll is
 */
export function explainRoom(
  room: LiveRoom,
  snapshot: Snapshot,
  directory: SensorDirectory | undefined,
  own: Freshness,
  polled: Freshness,
): RoomExplanation {
  const view = roomView(room, own, snapshot.at)
  const isQuiet = room.figure.contributions.some(({ kind }) => kind === 'quiet')
  return {
    view,
    lines: sensorLines(room, view, directory, polled, snapshot.at),
    notCounted: notCounted(room, directory),
    rule: ruleOf(room, view, polled, snapshot.at),
    zeros: isQuiet && polled !== 'no-data' ? zerosRule(snapshot) : null,
  }
}

function ruleOf({ figure }: LiveRoom, view: RoomView, polled: Freshness, at: number): RoomRule {
  const { of } = figure
  if (of === 0) return { kind: 'no-sensors' }
  if (polled === 'no-data') return { kind: 'expired', at }
  const missing = figure.contributions.filter(({ kind }) => kind === 'missing').length
  switch (figure.kind) {
    case 'exact':
      return { kind: 'sum', sensors: of }
    case 'at-least':
      return { kind: view.kind === 'none' ? 'at-least-nobody' : 'at-least', missing, of }
    case 'last-known':
      return view.kind === 'none'
        ? { kind: 'nothing-known', of }
        : { kind: 'last-known', seenAt: figure.seenAt }
    case 'none':
      return { kind: 'nothing-known', of }
  }
}

function zerosRule({ readings }: Snapshot): ZerosRule {
  return zerosWithheld(everyReading(readings)) ? 'withheld' : 'room-silent'
}
