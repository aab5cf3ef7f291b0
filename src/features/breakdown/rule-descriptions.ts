import type { LiveRoom } from '#src/domain/live-rooms/live-rooms.ts'
import {
  shownState,
  shownWords,
  type RoomView,
} from '#src/domain/live-rooms/displayed-occupancy.ts'
import { inDigits, inPercent, peopleInWords } from '#src/format/numbers.ts'
import { busyShare } from '#src/domain/occupancy/room-occupancy.ts'
import type { RoomRule, ZerosRule } from './room-breakdown.ts'

/** The rule that made a room's figure, in one sentence. */
export function ruleInWords(rule: RoomRule): string {
  switch (rule.kind) {
    case 'no-sensors':
      return 'This room has no presence sensors, so nobody is counted here.'
    case 'sum':
      return rule.sensors === 1
        ? 'The sensor’s last count in the last 2 minutes.'
        : 'The sum of each sensor’s last count in the last 2 minutes.'
    case 'at-least':
      return `At least this many: the sum of each sensor’s last count in the last 2 minutes, and ${lacking(rule)}. What they would see could only add to it.`
    case 'at-least-nobody':
      return `No data: ${lacking(rule)}. The others see nobody, which does not show that the room is empty.`
    case 'last-known':
      return 'No sensor answers now. The figure is the sum of what they last said, for up to ten minutes; it is not added to any total.'
    case 'nothing-known':
      return `No data: ${rule.of === 1 ? 'its sensor does' : `none of its ${inDigits(rule.of)} sensors`} ${rule.of === 1 ? 'not answer' : 'answers'}. Nothing is known, so the figure is not 0.`
    case 'expired':
      return 'No data: the last answer is too old to say anything of now.'
  }
}

function lacking({ missing, of }: { missing: number; of: number }): string {
  return `${inDigits(missing)} of ${inDigits(of)} sensors ${missing === 1 ? 'is' : 'are'} missing`
}

/** Why a sensor that sent nothing counts as 0. */
export function zerosInWords(zeros: ZerosRule): string {
  return zeros === 'withheld'
    ? 'No zero is among all the answers, so this API sends none: a sensor that is online and sends nothing sees nobody.'
    : 'The whole room is silent while its sensors are online: a sensor that is online and sends nothing sees nobody.'
}

/**
 * The rule of the state that a room is shown in: `Busy from 70 % of 10 people: 7 or more`.
 * Null for no data: that is the rule of the sum.
 *
 * @param room whose capacity and threshold hold
 */
export function stateRule(
  view: RoomView,
  { capacity, busyFrom }: Pick<LiveRoom, 'capacity' | 'busyFrom'>,
): string | null {
  const state = shownState(view)
  const word = shownWords[state]
  switch (state) {
    case 'free':
      return `${word}: nobody is counted, and no sensor is missing`
    case 'in-use':
      return capacity === null
        ? `${word} from 1 person; without a capacity nothing is busy or full`
        : belowBusy(word, capacity, busyFrom)
    case 'busy':
      return `${word} from ${inPercent(busyFrom ?? busyShare)} of ${peopleInWords(capacity ?? 0)}: ${inDigits(busyAt(capacity ?? 0, busyFrom))} or more`
    case 'full':
      return `${word} at its capacity: exactly ${peopleInWords(capacity ?? 0)}`
    case 'over':
      return `${word}: more than ${peopleInWords(capacity ?? 0)}`
    case 'stale':
      return `${word}: older than a minute, so it has no other state`
    case 'no-data':
      return null
  }
}

/** In use lasts until busy begins; a room for one, or one busy from 100 %, is full before it is busy. */
function belowBusy(word: string, capacity: number, busyFrom: number | null): string {
  const first = busyAt(capacity, busyFrom)
  return first >= capacity
    ? `${word} below its capacity of ${peopleInWords(capacity)}`
    : `${word} below ${inPercent(busyFrom ?? busyShare)} of ${peopleInWords(capacity)}: fewer than ${inDigits(first)}`
}

/** The fewest people with which a room is busy. */
function busyAt(capacity: number, busyFrom: number | null): number {
  return Math.ceil((busyFrom ?? busyShare) * capacity)
}
