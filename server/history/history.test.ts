import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { expect, onTestFinished, test } from 'vitest'
import { RoomHistory } from '#src/contract/history.ts'
import { minutesPerDay } from '#src/domain/history/minutes.ts'
import { defaultOpening, defaultUsedFromMinutes } from '#src/domain/history/opening-hours.ts'
import { dayFile } from './files/layout.ts'
import { startHistory } from './history.ts'
import { failed, type RoomQuery } from './protocol.ts'
import { removeHistory, writeHistory } from './query/test-history.ts'

const day = Date.UTC(2026, 9, 20) / 60_000
const range = { from: day, to: day + 2 * minutesPerDay }
const query: RoomQuery = {
  room: 'oak',
  timeZone: 'UTC',
  capacity: null,
  range,
  isSmall: false,
  opening: defaultOpening,
  usedFromMinutes: defaultUsedFromMinutes,
}

/** Starts the history of a room with one person in each minute of two days. */
async function startTestHistory(
  capacity: number,
  { hourlyDays = [], butlrTime }: { hourlyDays?: readonly number[]; butlrTime?: number } = {},
) {
  const directory = await writeHistory({
    range,
    timeZone: 'UTC',
    snapshots: [
      {
        at: day - 10,
        buildings: [
          {
            id: 'main',
            name: 'Main',
            timeZone: 'UTC',
            rooms: [
              {
                id: 'oak',
                name: 'Oak',
                floor: null,
                capacity,
                maximumCount: 8,
                sensors: ['north'],
              },
            ],
          },
        ],
      },
    ],
    readings: Array.from({ length: 2 * minutesPerDay }, (_, index) => ({
      roomId: 'oak',
      mac: 'north',
      minute: day + index,
      last: 1,
      max: 1,
    })),
    missing: [],
    hourlyDays,
    zerosWithheld: false,
  })
  const unavailable = () => Promise.resolve(failed('unavailable'))
  const history = startHistory({
    config: {
      directory,
      requestsPerMinute: 1,
      backfillDays: 1,
      keepDays: 30,
      keepsSmallRoomMinutes: false,
    },
    gateway: {
      report: unavailable,
      topology: unavailable,
      capacities: unavailable,
      time: butlrTime === undefined ? unavailable : async () => ({ ok: true, value: butlrTime }),
      lease: unavailable,
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    now: () => range.to * 60_000,
  })
  onTestFinished(async () => {
    await history.stop()
    await removeHistory(directory)
  })
  async function read(queried = range): Promise<RoomHistory> {
    const result = await history.room({ ...query, range: queried }, new AbortController().signal)
    if (!result.ok) throw new Error(result.failure.code)
    return v.parse(RoomHistory, JSON.parse(new TextDecoder().decode(result.value)))
  }
  return { directory, read }
}

test('withholds minutes of a small room if the query does not contain its capacity', async () => {
  const { read } = await startTestHistory(1)
  expect(await read()).toMatchObject({ capacity: 1, isMinuteDataWithheld: true })
})

test.each([
  ['is the same', 0, false],
  ['is three days later', 3, true],
])(
  'decides by the later clock whether the last minutes of a small room are withheld: Butlr’s time %s',
  async (_, days, isWithheld) => {
    const butlrTime = (range.to + days * minutesPerDay) * 60_000
    const { read } = await startTestHistory(1, { butlrTime })
    const last = { from: range.to - 60, to: range.to }
    await expect.poll(async () => (await read(last)).isMinuteDataWithheld).toBe(isWithheld)
  },
)

test('does not withhold minutes of a room for more than two people', async () => {
  const { read } = await startTestHistory(8)
  expect(await read()).toMatchObject({ isMinuteDataWithheld: false })
})

test('leaves out figures that need minutes if Butlr allowed only hourly windows in part of the range', async () => {
  const { read } = await startTestHistory(8, { hourlyDays: [day] })
  const history = await read()
  expect(history).toMatchObject({
    resolution: 'hour',
    isMinuteDataWithheld: false,
    sensors: [],
    steps: null,
    peak: { people: 1, at: day * 60_000 },
    minutesInUse: 2 * minutesPerDay,
  })
  expect(
    history.days.map(({ median, peakAt, firstUse, lastUse, quarters }) => [
      median,
      peakAt,
      firstUse,
      lastUse,
      quarters,
    ]),
  ).toEqual(history.days.map(() => [null, null, null, null, []]))
})

test.each(['room-minutes', 'sensor-minutes'] as const)(
  'leaves out an unreadable file of %s',
  async (kind) => {
    const { directory, read } = await startTestHistory(8)
    await writeFile(join(directory, dayFile(kind, 'main', day)), new Uint8Array(1_000))
    const { coverage, sensors } = await read()
    const second = minutesPerDay
    expect(coverage.knownMinutes).toBe(kind === 'room-minutes' ? second : 2 * second)
    expect(sensors[0]?.minutes).toBe(kind === 'sensor-minutes' ? second : 2 * second)
  },
)
