import type { RoomInsight, RoomInsights } from '#src/contract/insights.ts'
import { findLargestUsualGroup, findTypicalGroup } from '#src/domain/insights/group-sizes.ts'
import {
  judgeSize,
  sizeVerdicts,
  type RightSize,
  type SizeVerdict,
} from '#src/domain/insights/right-size.ts'
import type { SuspectSensor } from '#src/domain/insights/sensor-findings.ts'
import { computeShares, type UseShares } from '#src/domain/insights/shares.ts'
import type { RankingSort } from './insights-params.ts'
import type { InsightsRoom } from './insights-rooms.ts'
import type { InsightsView } from './insights-view.ts'

/** A room with its figures over the selected range and the verdict about its size over eight weeks. */
export type RankedRoom = {
  room: InsightsRoom
  insight: RoomInsight
  shares: UseShares
  /** The median and the 95th percentile of people over the minutes in use; null if never in use. */
  typical: number | null
  nearlyAll: number | null
  /** The share of open minutes with data from all sensors; null if never open. */
  coverage: number | null
  /** Null until the eight weeks are loaded and the sensors are checked. */
  size: RightSize | null
}

/**
 * Returns the rooms with their figures.
 *
 * @param suspects the sensors that put verdicts in doubt; null until they are loaded
 */
export function toRankedRooms(
  { rooms }: RoomInsights,
  eightWeeks: RoomInsights | null,
  { roomsById, rule }: Pick<InsightsView, 'roomsById' | 'rule'>,
  suspects: readonly SuspectSensor[] | null,
): RankedRoom[] {
  const judged = new Map(eightWeeks?.rooms.map((one) => [one.room, one]))
  return rooms.flatMap((insight): RankedRoom[] => {
    const room = roomsById.get(insight.room)
    if (!room) return []
    const basis = judged.get(insight.room)
    const { capacity, isJudged } = room
    const shares = computeShares([{ use: insight, capacity }])
    return [
      {
        room,
        insight,
        shares,
        typical: findTypicalGroup(insight.minutesByPeople),
        nearlyAll: findLargestUsualGroup(insight.minutesByPeople),
        coverage: shares.complete?.value ?? null,
        size: basis && suspects ? judgeSize(basis, { capacity, isJudged, suspects }, rule) : null,
      },
    ]
  })
}

/** Returns the number of rooms of each verdict. */
export function countVerdicts(rooms: readonly RankedRoom[]): ReadonlyMap<SizeVerdict, number> {
  const counts = new Map<SizeVerdict, number>()
  for (const { size } of rooms) {
    if (size) counts.set(size.verdict, (counts.get(size.verdict) ?? 0) + 1)
  }
  return counts
}

type Key = number | string | null

/** Sort keys. Numbers sort in descending order, strings in ascending order, and null last. */
const sortKeys: Record<RankingSort, (one: RankedRoom) => readonly Key[]> = {
  // The order of the verdicts is that of the page, so it is negated.
  attention: ({ size, shares }) => [
    size ? -sizeVerdicts.indexOf(size.verdict) : null,
    shares.utilisation,
  ],
  name: () => [],
  place: ({ room }) => [room.kind, room.floor],
  utilisation: ({ shares }) => [shares.utilisation],
  frequency: ({ shares }) => [shares.frequency?.value ?? null],
  occupancy: ({ shares }) => [shares.occupancyInUse?.value ?? null],
  typical: ({ typical }) => [typical],
  'nearly-all': ({ nearlyAll }) => [nearlyAll],
  peak: ({ insight }) => [insight.peak],
  seats: ({ room }) => [room.capacity],
  coverage: ({ coverage }) => [coverage],
}

/** Columns that sort in ascending order first. */
export const ascendingFirst: readonly RankingSort[] = ['name', 'place']

const names = new Intl.Collator(undefined, { numeric: true })

/** Returns the rooms in an order. Rooms without a value are last in both directions; rooms with equal values are sorted by name. */
export function sortRankedRooms(
  rooms: readonly RankedRoom[],
  sort: RankingSort,
  reversed: boolean,
): RankedRoom[] {
  const direction = reversed ? -1 : 1
  return rooms
    .map((one) => ({ one, keys: [...sortKeys[sort](one), one.room.name] }))
    .toSorted((a, b) => {
      for (const [index, key] of a.keys.entries()) {
        const order = compareKeys(
          key,
          b.keys[index] ?? null,
          index < a.keys.length - 1 || sort === 'name' ? direction : 1,
        )
        if (order !== 0) return order
      }
      return 0
    })
    .map(({ one }) => one)
}

function compareKeys(one: Key, other: Key, direction: 1 | -1): number {
  if (one === other) return 0
  if (one === null || other === null) return one === null ? 1 : -1
  if (typeof one === 'number' && typeof other === 'number') return (other - one) * direction
  return names.compare(String(one), String(other)) * direction
}
