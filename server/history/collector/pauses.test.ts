import { expect, test } from 'vitest'
import { minutesPerDay, type SensorSeries } from '#src/domain/history/minutes.ts'
import { deriveInParts } from '#src/domain/history/room-minutes.ts'
import { createMemoryDisk } from '#src/testing/history/memory-file-system.ts'
import { openHistoryFiles } from '#server/history/files/history-files.ts'
import { sortMinutes, type MinuteRow } from '#server/history/files/merge-minutes.ts'
import { pause } from '#server/history/pause.ts'
import { deriveDay } from './derive-day.ts'

const day = 20_000 * minutesPerDay
const rooms = 100

function dayOfReadings() {
  return sortMinutes(
    Array.from({ length: rooms }, (_, room): [SensorSeries, MinuteRow[]] => [
      { roomId: `room_${room}`, mac: `00-${room}` },
      Array.from({ length: minutesPerDay }, (__, minute) => ({
        minute: day + minute,
        last: (room + minute) % 5,
        max: 5,
      })),
    ]),
  )
}

/** Returns how often other work could run while `work` ran. */
async function countTurns(work: () => Promise<void>): Promise<number> {
  let turns = 0
  const done = new AbortController()
  const finished = work().finally(() => done.abort())
  for (; !done.signal.aborted; turns += 1) await pause()
  await finished
  return turns
}

test('other work runs many times while the day of a large building is stored and derived', async () => {
  const log = { info: () => undefined, warn: () => undefined }
  const files = await openHistoryFiles(createMemoryDisk().connect(), {
    root: '/history',
    generation: 1,
    log,
  })
  const minutes = dayOfReadings()
  const range = { from: day, to: day + minutesPerDay }
  const fetched = { minutes, range, provisionalFrom: range.to, lead: 0 }
  const stored = await countTurns(() =>
    files.addMinutes('building', day, { ...fetched, resolution: 'minute' }),
  )
  // A file has a row group for each five rooms.
  expect(stored).toBeGreaterThan(rooms / 5)
  await files.addSnapshot({
    at: day,
    buildings: [
      {
        id: 'building',
        name: 'Building',
        timeZone: 'UTC',
        rooms: minutes.series.map(({ roomId, mac }) => ({
          id: roomId,
          name: roomId,
          floor: null,
          capacity: 8,
          maximumCount: 40,
          sensors: [mac],
        })),
      },
    ],
  })
  const derived = await countTurns(() =>
    deriveDay(files, 'building', day, {
      isSmall: () => false,
      before: null,
      derive: deriveInParts,
    }),
  )
  expect(derived).toBeGreaterThan(rooms / 5)
})
