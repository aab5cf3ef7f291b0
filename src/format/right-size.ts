import type { RoomInsight } from '#src/contract/insights.ts'
import { toServedPercent } from '#src/domain/insights/group-sizes.ts'
import {
  defaultRightSizeRule,
  isJudgedKind,
  type RightSize,
} from '#src/domain/insights/right-size.ts'
import * as text from '#messages/insight-rooms.ts'
import { formatPercentage } from './percentages.ts'

type OpenMinutes = Pick<RoomInsight, 'openMinutes' | 'completeOpenMinutes'>

/** Returns the share of a room's open minutes with data from all sensors; 0 if the room was never open. */
export const completeShare = ({ openMinutes, completeOpenMinutes }: OpenMinutes): number =>
  openMinutes === 0 ? 0 : completeOpenMinutes / openMinutes

/**
 * Describes the verdict about a room's size in two sentences: the claim, and its basis.
 *
 * @param kind kind of the room
 * @param insight the eight weeks of the verdict
 * @param usedFrom minutes in use from which an hour counts as used
 */
export function describeSize(
  size: RightSize,
  kind: string | null,
  insight: OpenMinutes,
  usedFrom: number,
): [claim: string, detail: string] {
  switch (size.verdict) {
    case 'too-large':
      return [describeServed(size), text.neverMoreThan(size.mostPeople)]
    case 'too-small':
      return [
        text.overFor(formatPercentage(size.overCapacity ?? 0)),
        `${describeServed(size)} ${text.upTo(size.mostPeople)}`,
      ]
    case 'about-right':
      return [text.rightSized, `${describeServed(size)} ${text.upTo(size.mostPeople)}`]
    case 'no-capacity':
      return [text.noCapacitySet, `${describeServed(size)} ${text.upTo(size.mostPeople)}`]
    case 'never-used':
      return [text.neverUsed, text.neverUsedDetail(usedFrom)]
    case 'too-little-data':
      return [
        text.tooLittleData,
        text.tooLittleDetail(
          formatPercentage(completeShare(insight)),
          formatPercentage(defaultRightSizeRule.minimumCoverage),
        ),
      ]
    case 'check-sensor':
      return [
        text.checkSensors,
        text.ifRight(describeSize(size.withheld, kind, insight, usedFrom).join(' ')),
      ]
    case 'not-judged':
      return [text.notJudged, isJudgedKind(kind) ? text.notJudgedSmall : text.notJudgedKind]
  }
}

function describeServed({ seats, served }: { seats: number; served: number }): string {
  return text.served(seats, formatPercentage(toServedPercent(served) / 100))
}
