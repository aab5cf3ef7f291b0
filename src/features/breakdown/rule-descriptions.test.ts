import { expect, test } from 'vitest'
import { makeLiveRoom } from '#src/testing/fixtures.ts'
import { toDisplayedOccupancy } from '#src/domain/live-rooms/displayed-occupancy.ts'
import { roomState } from '#src/domain/occupancy/room-occupancy.ts'
import type { OccupancyRule } from './room-breakdown.ts'
import { describeOccupancyRule, describeStateRule } from './rule-descriptions.ts'

test.each<[number, number | null, number | null, string]>([
  [0, 10, null, 'Free: nobody is counted, and no sensor is missing'],
  [6, 10, null, 'In use below 70 % of 10 people: fewer than 7'],
  [7, 10, null, 'Busy from 70 % of 10 people: 7 or more'],
  [8, 10, 0.75, 'Busy from 75 % of 10 people: 8 or more'],
  [10, 10, null, 'Full at its capacity: exactly 10 people'],
  [11, 10, null, 'Over capacity: more than 10 people'],
  [6, 10, 1, 'In use below its capacity of 10 people'],
  [6, null, null, 'In use from 1 person; without a capacity nothing is busy or full'],
])(
  '%d people, capacity %j, busy threshold %j: describes the state as “%s”',
  (people, capacity, busyThreshold, words) => {
    const room = { ...makeLiveRoom({ sensors: [people] }), capacity, busyThreshold }
    const state = roomState(room.occupancy, capacity, busyThreshold ?? undefined)
    expect(describeStateRule(toDisplayedOccupancy({ ...room, state }, 'live', 1), room)).toBe(words)
  },
)

test('a room is never busy with fewer people than its rule states', () => {
  for (let capacity = 1; capacity <= 60; capacity += 1) {
    for (let people = 1; people < capacity; people += 1) {
      const room = makeLiveRoom({ sensors: [people], capacity })
      const [, from] =
        /: (\d+) or more$/.exec(
          describeStateRule(toDisplayedOccupancy(room, 'live', 1), room) ?? '',
        ) ?? []
      if (room.state === 'busy') expect(people).toBeGreaterThanOrEqual(Number(from))
      else expect(from).toBeUndefined()
    }
  }
})

test.each<[OccupancyRule, RegExp]>([
  [{ kind: 'sum', sensors: 1 }, /^The sensor’s last count in the last 2 minutes\.$/],
  [{ kind: 'sum', sensors: 2 }, /^The sum of each sensor’s last count in the last 2 minutes\.$/],
  [{ kind: 'at-least', missing: 1, of: 3 }, /^At least this many.* 1 of 3 sensors is missing/],
  [{ kind: 'at-least-nobody', missing: 2, of: 3 }, /^No data: 2 of 3 sensors are missing/],
  [{ kind: 'nothing-known', of: 1 }, /^No data: its sensor does not answer.*not 0\.$/],
  [{ kind: 'nothing-known', of: 2 }, /^No data: none of its 2 sensors answers/],
  [{ kind: 'last-known', seenAt: 1 }, /not added to any total/],
  [{ kind: 'expired', at: 1 }, /^No data: the last answer is too old/],
  [{ kind: 'no-sensors' }, /no presence sensors/],
])('describes the rule %j', (rule, words) => {
  expect(describeOccupancyRule(rule)).toMatch(words)
})
