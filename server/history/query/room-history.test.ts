import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import * as v from 'valibot'
import { afterAll, expect, test } from 'vitest'
import { RoomHistory } from '#src/contract/history.ts'
import { defaultOpening, defaultUsedFromMinutes } from '#src/domain/history/opening-hours.ts'
import { nodeFileSystem } from '#server/history/files/file-system.ts'
import type { RoomQuery } from '#server/history/protocol.ts'
import { historyZones } from '#src/testing/history-zones.ts'
import { computeRoomHistory } from '#src/testing/room-history.ts'
import { arbitraryCase, type HistoryCase } from './test-history-cases.ts'
import { openDatabase, type RunInSession } from './duckdb.ts'
import { createQueryIndex } from './query-index.ts'
import { queryRoomHistory } from './room-history.ts'
import { deriveHistory, removeHistory, writeHistory } from './test-history.ts'

const database = await openDatabase({
  directory: tmpdir(),
  temporaryDirectory: join(tmpdir(), '.query'),
})
afterAll(() => database?.close())

const queryOf = ({ history, range, isSmall }: HistoryCase): RoomQuery => ({
  room: 'oak',
  timeZone: history.timeZone,
  capacity: 8,
  range,
  isSmall,
  opening: defaultOpening,
  usedFromMinutes: defaultUsedFromMinutes,
})

async function queryFiles(one: HistoryCase): Promise<RoomHistory> {
  const root = await writeHistory(one.history)
  try {
    const view = await createQueryIndex(nodeFileSystem, root).view()
    if (database === null) throw new Error('DuckDB is not installed.')
    const runInSession: RunInSession = (work) => database.query(new AbortController().signal, work)
    return await queryRoomHistory({ runInSession, view, now: one.now }, queryOf(one))
  } finally {
    await removeHistory(root)
  }
}

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

test.each(historyZones)(
  'computes every figure of a room like the reference in %s',
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
      { numRuns: 8 },
    )
  },
  600_000,
)
