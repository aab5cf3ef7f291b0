import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { minuteMs, minutesPerDay } from '#src/domain/history/minutes.ts'
import { defaultOpening } from '#src/domain/history/opening-hours.ts'
import { nodeFileSystem } from '#server/history/files/file-system.ts'
import { openDatabase } from './duckdb.ts'
import { queryOverCapacity } from './over-capacity-query.ts'
import { queryPlaceMoments } from './place-moments.ts'
import { createQueryIndex } from './query-index.ts'
import { removeHistory, writeHistory, type TestHistory } from './test-history.ts'

const database = await openDatabase({
  directory: tmpdir(),
  temporaryDirectory: join(tmpdir(), '.query'),
})
afterAll(() => database?.close())

const day = Date.UTC(2026, 10, 23) / minuteMs
const range = { from: day + 600, to: day + 660 }
const room = { id: 'oak', name: 'Oak', floor: null, capacity: 8, maximumCount: 80, sensors: ['a'] }
const history: TestHistory = {
  range: { from: day, to: day + minutesPerDay },
  timeZone: 'UTC',
  snapshots: [
    { at: day, buildings: [{ id: 'main', name: 'Main', timeZone: 'UTC', rooms: [room] }] },
  ],
  readings: Array.from({ length: minutesPerDay }, (_, index) => ({
    roomId: 'oak',
    mac: 'a',
    minute: day + index,
    last: 9,
  })),
  missing: [],
  zerosWithheld: false,
}

/** Queries events and run-outs of a room that is over capacity all day. */
async function query(hourlyDays: readonly number[]) {
  const root = await writeHistory({ ...history, hourlyDays })
  try {
    if (database === null) throw new Error('DuckDB is not installed.')
    const view = await createQueryIndex(nodeFileSystem, root).view()
    const rooms = [{ id: 'oak', capacity: 8, isSmall: false }]
    const groups = [{ timeZone: 'UTC', opening: defaultOpening, rooms }]
    const place = { groups, range, now: range.to }
    return await database.query(new AbortController().signal, async (session) => ({
      over: await queryOverCapacity(session, view, place, { keepsSmallRooms: false }),
      moments: await queryPlaceMoments(
        session,
        view,
        { ...place, judgedRooms: ['oak'] },
        { keepsSmallRooms: false },
      ),
    }))
  } finally {
    await removeHistory(root)
  }
}

test('marks events and run-outs that are based on hourly counts as estimates', async () => {
  const { over, moments } = await query([day])
  expect(over.events.map(({ estimated }) => estimated)).toEqual([true])
  expect(moments.hourly).toEqual([{ from: range.from * minuteMs, to: range.to * minuteMs }])
})

test('events and run-outs that are based on minutes are not estimates', async () => {
  const { over, moments } = await query([])
  expect(over.events.map(({ estimated }) => estimated)).toEqual([false])
  expect(moments.hourly).toEqual([])
})
