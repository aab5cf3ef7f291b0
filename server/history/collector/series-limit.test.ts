import { expect, test } from 'vitest'
import { createCollectorHarness } from '#src/testing/history/collector-harness.ts'
import { minutesPerDay, type UnixMinute } from '#src/domain/history/minutes.ts'
import { loadIndex } from '#server/history/files/history-index.ts'
import { createMemoryDisk } from '#src/testing/history/memory-file-system.ts'
import { createSeriesLimit } from './series-limit.ts'

const limits = { perDay: 20, perRoom: 5, overall: 30 }
const quiet = { info: () => undefined, warn: () => undefined }

test('keeps a limited number of invented sensors, and all sensors of the topology', async () => {
  const warnings: string[] = []
  const { pause, index } = createCollectorHarness({
    upstream: { inventedSensors: 12, minutesPerReading: 60 },
    collector: {
      seriesLimits: limits,
      log: { ...quiet, warn: (_, message) => warnings.push(message) },
    },
  })
  await pause(5)
  for (let hours = 0; hours < 48; hours += 4) await pause(4 * 60)
  const { sensors } = await index()
  const byDay = new Map<UnixMinute, string[]>()
  for (const days of sensors.values()) {
    for (const [day, { reported }] of days) {
      const keys = reported.map(({ roomId, mac }) => `${roomId} ${mac}`)
      byDay.set(day, [...(byDay.get(day) ?? []), ...keys])
    }
  }
  expect(byDay.size).toBe(4)
  const all = new Set<string>()
  for (const keys of byDay.values()) {
    for (const sensor of ['room_1 00-01', 'room_1 00-02', 'room_2 00-03', 'room_3 00-04']) {
      expect(keys).toContain(sensor)
    }
    const others = keys.filter((key) => !key.startsWith('room_'))
    expect(others.length).toBeLessThanOrEqual(limits.perDay)
    for (const key of others) all.add(key)
  }
  // The topology lists four sensors, which do not count.
  expect(all.size).toBeLessThanOrEqual(limits.overall)
  expect(warnings.filter((message) => message.includes('sensors'))).toHaveLength(1)
})

test('keeps the series of a day that are already in its files', async () => {
  const day = 20_000 * minutesPerDay
  const index = await loadIndex(createMemoryDisk().connect(), '/', () => Promise.resolve())
  const limit = createSeriesLimit(index, quiet, { perDay: 2, perRoom: 2, overall: 10 })
  const isKept = limit.forDay(day)
  const series = ['a', 'b', 'c'].map((mac) => ({ roomId: 'room', mac }))
  expect(series.map(isKept)).toEqual([true, true, false])
  expect(series.map(isKept)).toEqual([true, true, false])
})
