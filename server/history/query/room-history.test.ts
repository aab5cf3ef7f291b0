import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { RoomHistory } from '#src/contract/history.ts'
import { defaultOpening, defaultUsedFromMinutes } from '#src/domain/history/opening-hours.ts'
import type { RoomQuery } from '#server/history/protocol.ts'
import { historyZones } from '#src/testing/history-zones.ts'
import { computeRoomHistory } from '#src/testing/room-history.ts'
import { openTestDatabase } from './test-database.ts'
import { arbitraryCase, type HistoryCase } from './test-history-cases.ts'
import { queryRoomHistory } from './room-history.ts'
import { deriveHistory } from './test-history.ts'

const runQuery = await openTestDatabase()

const queryOf = ({ history, range, isSmall }: HistoryCase): RoomQuery => ({
  room: 'oak',
  timeZone: history.timeZone,
  capacity: 8,
  range,
  isSmall,
  opening: defaultOpening,
  usedFromMinutes: defaultUsedFromMinutes,
})

const queryFiles = (one: HistoryCase): Promise<RoomHistory> =>
  runQuery(one.history, (runInSession, view) =>
    queryRoomHistory({ runInSession, view, now: one.now, latestNow: one.now }, queryOf(one)),
  )

/**
 * Rounds the standard deviation, because the database computes it in another order of operations than the reference.
 */
const rounded = ({ sensors, ...history }: RoomHistory) => ({
  ...history,
  sensors: sensors.map(({ metrics, ...sensor }) => ({
    ...sensor,
    metrics: metrics && { ...metrics, stddev: Math.round(metrics.stddev * 1e9) },
  })),
})

/**
 * Returns a minute at the beginning of a UTC day, before the first snapshot, in which `mac` is silent. Its last reading
 * was in the room, and its next one is in another room. No day has a reading of 0, even if Butlr reports zeros.
 */
function silentSensor(
  timeZone: HistoryCase['history']['timeZone'],
  mac: string,
  zerosWithheld = true,
): HistoryCase {
  const from = 26_297_280
  const range = { from, to: from + 1 }
  const room = { floor: null, capacity: 8, maximumCount: 6 }
  const rooms = [
    { ...room, id: 'oak', name: 'oak', sensors: ['north', 'south'] },
    { ...room, id: 'elm', name: 'elm', sensors: [] },
  ]
  const buildings = [{ id: 'main', name: 'Main', timeZone: 'UTC', rooms }]
  return {
    range,
    now: range.to,
    isSmall: false,
    history: {
      range,
      timeZone,
      snapshots: [{ at: range.to, buildings }],
      readings: [
        { roomId: 'elm', mac, minute: from + 1, last: 1, max: 0 },
        { roomId: 'oak', mac, minute: from - 1, last: 1, max: 0 },
      ],
      missing: [],
      zerosWithheld,
    },
  }
}

test.each(historyZones)(
  'computes the same figures of a room as the reference in %s',
  async (zone) => {
    await fc.assert(
      fc.asyncProperty(arbitraryCase(zone), async (one) => {
        const actual = await queryFiles(one)
        const expected = computeRoomHistory({
          ...queryOf(one),
          now: one.now,
          ...deriveHistory(one.history, 'oak'),
        })
        expect(rounded(actual)).toEqual(rounded(expected))
        v.parse(RoomHistory, actual)
      }),
      {
        numRuns: 8,
        examples: [
          [silentSensor(zone, 'north')],
          [silentSensor(zone, 'north', false)],
          [silentSensor(zone, 'west')],
        ],
      },
    )
  },
  600_000,
)
