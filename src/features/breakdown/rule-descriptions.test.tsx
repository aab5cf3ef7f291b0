import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { makeLiveRoom } from '#src/testing/fixtures.ts'
import { toDisplayedOccupancy } from '#src/domain/live-rooms/displayed-rooms.ts'
import { roomState } from '#src/domain/occupancy/room-occupancy.ts'
import type { OccupancyRule } from './room-breakdown.ts'
import { describeOccupancyRule, describeStateRule } from './rule-descriptions.tsx'

test.each<[number, number | null, number | null, string]>([
  [0, 10, null, 'Free: no people counted and no sensors missing'],
  [6, 10, null, 'In use: below 70% of capacity (fewer than 7 of 10)'],
  [7, 10, null, 'Busy: 70% of capacity or more (at least 7 of 10)'],
  [8, 10, 0.75, 'Busy: 75% of capacity or more (at least 8 of 10)'],
  [10, 10, null, 'Full: exactly at capacity (10 people)'],
  [11, 10, null, 'Over capacity: more than 10 people'],
  [6, 10, 1, 'In use: below capacity (fewer than 10 people)'],
  [6, null, null, 'In use: 1 person or more. A room without a capacity is never Busy or Full.'],
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
        /\(at least (\d+) of/.exec(
          describeStateRule(toDisplayedOccupancy(room, 'live', 1), room) ?? '',
        ) ?? []
      if (room.state === 'busy') expect(people).toBeGreaterThanOrEqual(Number(from))
      else expect(from).toBeUndefined()
    }
  }
})

test.each<[OccupancyRule, RegExp]>([
  [{ kind: 'sum', sensors: 1 }, /^The sensor’s latest count in the past 2 minutes\.$/],
  [{ kind: 'sum', sensors: 2 }, /^The sum of each sensor’s latest count in the past 2 minutes\.$/],
  [
    { kind: 'at-least', missing: 1, of: 3 },
    /^The sum .* 1 of 3 sensors isn’t reporting, so there may be more people\.$/,
  ],
  [{ kind: 'at-least-nobody', missing: 2, of: 3 }, /^No data: 2 of 3 sensors aren’t reporting/],
  [{ kind: 'nothing-known', of: 1 }, /^No data: the sensor isn’t reporting.*not 0\.$/],
  [{ kind: 'nothing-known', of: 2 }, /^No data: none of this room’s sensors are reporting/],
  [{ kind: 'last-known', seenAt: 1 }, /from .+ ago\. .* isn’t included in any total/],
  [{ kind: 'expired', at: 1 }, /^No data: the last update is too old/],
  [{ kind: 'no-sensors' }, /no presence sensors/],
])('describes the rule %j', (rule, words) => {
  const { container } = render(describeOccupancyRule(rule))
  expect(container).toHaveTextContent(words)
})
