import { expect, test } from 'vitest'
import { createCollectorHarness } from '#src/testing/history/collector-harness.ts'
import { createMemoryDisk } from '#src/testing/history/memory-file-system.ts'
import { minutesPerDay, type MinuteRange } from '#src/domain/history/minutes.ts'
import type { HistoryFailure } from '#server/history/protocol.ts'
import { dayStart } from '#server/history/files/layout.ts'

const startAt = Date.UTC(2026, 9, 24, 4, 30)
const today = dayStart(startAt / 60_000)
const ascending = (one: number, other: number) => one - other
const yesterday = today - minutesPerDay

test('collects the newest minutes first, in windows of less than a day', async () => {
  const { run, requests, collector } = createCollectorHarness()
  await run(5)
  expect(requests.slice(0, 4)).toEqual([
    '1m last 2026-10-24T04:15:00Z 2026-10-24T04:20:00Z',
    '1m last 2026-10-24T04:00:00Z 2026-10-24T04:30:00Z',
    '1m max 2026-10-24T04:00:00Z 2026-10-24T04:30:00Z',
    '1m last 2026-10-24T03:00:00Z 2026-10-24T04:00:00Z',
  ])
  expect(collector.status()).toEqual({
    state: 'current',
    reason: null,
    daysCollected: 2,
    daysDue: 2,
    undeliveredMinutes: 0,
    from: yesterday * 60_000,
    to: startAt + 5 * 60_000,
    resolution: 'minute',
  })
})

test('fetches the last ten minutes again in each cycle', async () => {
  const { run, requests } = createCollectorHarness()
  await run(5)
  requests.length = 0
  await run(5)
  expect(requests).toEqual([
    '1m last 2026-10-24T04:25:00Z 2026-10-24T04:40:00Z',
    '1m max 2026-10-24T04:25:00Z 2026-10-24T04:40:00Z',
  ])
})

test('halves a window whose response is too large', async () => {
  const { run, requests } = createCollectorHarness({ upstream: { maxMinutes: 20 } })
  await run(0.1)
  expect(requests.slice(1, 4)).toEqual([
    '1m last 2026-10-24T04:00:00Z 2026-10-24T04:30:00Z',
    '1m last 2026-10-24T04:15:00Z 2026-10-24T04:30:00Z',
    '1m max 2026-10-24T04:15:00Z 2026-10-24T04:30:00Z',
  ])
})

test('collects hourly windows if Butlr refuses one-minute windows', async () => {
  const { run, requests, collector, minutes } = createCollectorHarness({
    upstream: { refusesMinutes: true },
  })
  await run(10)
  expect(collector.status()).toMatchObject({ state: 'current', resolution: 'hour' })
  expect(requests.filter((request) => request.startsWith('1m'))).toHaveLength(2)
  const { info } = await minutes('building_1', yesterday)
  expect(info.hourly).toEqual([{ from: yesterday, to: today }])
})

test('collects minutes although the first request for them is refused', async () => {
  let refusals = 1
  const { run, collector } = createCollectorHarness({
    upstream: { fault: () => (refusals-- > 0 ? 'refused' : null) },
  })
  await run(10)
  expect(collector.status()).toMatchObject({ state: 'current', resolution: 'minute' })
})

test('collects minutes within a day after Butlr allows them', async () => {
  let isRefused = true
  const isProbe = (range: MinuteRange) => range.to - range.from === 5
  const { run, pause, collector } = createCollectorHarness({
    upstream: { fault: (range) => (isRefused && isProbe(range) ? 'refused' : null) },
  })
  await run(10)
  await pause(23 * 60)
  expect(collector.status()).toMatchObject({ state: 'current', resolution: 'hour' })
  isRefused = false
  await pause(60)
  await run(10)
  expect(collector.status()).toMatchObject({ state: 'current', resolution: 'minute' })
})

test('continues with hourly windows if a later request for minutes fails', async () => {
  const probe: { failure: HistoryFailure['code'] } = { failure: 'refused' }
  const { run, pause, collector, requests } = createCollectorHarness({
    upstream: { fault: ({ from, to }) => (to - from === 5 ? probe.failure : null) },
  })
  await run(10)
  probe.failure = 'failed'
  await pause(25 * 60)
  requests.length = 0
  await pause(60)
  await run(10)
  expect(collector.status()).toMatchObject({ state: 'current', resolution: 'hour' })
  expect(requests.some((request) => request.startsWith('1h'))).toBe(true)
})

test('stores readings with the building that contained their room at the time', async () => {
  const moveAt = today + 100
  const { run, minutes, roomMinutes } = createCollectorHarness({ upstream: { moveAt } })
  await run(10)
  const { minutes: first } = await minutes('building_1', yesterday)
  expect(new Set(first.series.map(({ roomId }) => roomId))).toEqual(new Set(['room_1', 'room_2']))
  const { minutes: unlisted } = await minutes('unlisted', yesterday)
  expect(unlisted.series).toEqual([{ roomId: 'former', mac: '00-05' }])
  const { rooms } = await roomMinutes('building_2', today)
  expect(rooms.map(({ roomId }) => roomId)).toEqual(['room_3'])
})

test('deletes minutes of rooms for one or two people after 48 hours, and keeps their hourly rows', async () => {
  const upstream = { minutesPerReading: 40 }
  const keeping = createCollectorHarness({ upstream, collector: { areSmallRoomsKept: true } })
  const deleting = createCollectorHarness({ upstream })
  for (let hours = 0; hours < 4 * 24; hours += 6) {
    await keeping.pause(6 * 60)
    await deleting.pause(6 * 60)
  }
  const cut = deleting.now() / 60_000 - 48 * 60
  const index = await deleting.index()
  for (const day of index.sensors.get('building_1')?.keys() ?? []) {
    const { minutes } = await deleting.minutes('building_1', day)
    const old = [...minutes.minute].filter(
      (minute, row) =>
        minute < cut - 120 && minutes.series[minutes.seriesAt[row] ?? 0]?.roomId === 'room_2',
    )
    expect(old).toEqual([])
    const { rooms } = await deleting.roomMinutes('building_1', day)
    for (const room of rooms.filter(({ roomId }) => roomId === 'room_2')) {
      expect(room.from).toBeGreaterThanOrEqual(Math.min(cut - 120, day + minutesPerDay))
    }
    const withoutMoments = async ({ roomHours }: typeof deleting) => {
      const { hours } = await roomHours('building_1', day)
      return hours.map(({ peak, ...hour }) => ({ ...hour, people: peak?.people ?? null }))
    }
    expect(await withoutMoments(deleting)).toEqual(await withoutMoments(keeping))
  }
})

test('deletes days that are older than the retention period', async () => {
  const { pause, index } = createCollectorHarness({ collector: { keepDays: 2 } })
  await pause(5)
  for (let day = 0; day < 4; day += 1) await pause(24 * 60)
  const { sensors, rooms } = await index()
  const days = [2, 3, 4].map((shift) => today + shift * minutesPerDay)
  expect([...(sensors.get('building_1')?.keys() ?? [])].toSorted(ascending)).toEqual(days)
  expect([...(rooms['room-hours'].get('building_1')?.keys() ?? [])].toSorted(ascending)).toEqual(
    days,
  )
})

test('deletes old days while the disk is full', async () => {
  const disk = createMemoryDisk()
  let isFull = false
  const files = disk.connect((operation) => (isFull && operation === 'write' ? 'fail' : 'continue'))
  const { run, pause, index } = createCollectorHarness({ collector: { keepDays: 2 } }, disk, files)
  await run(5)
  isFull = true
  await pause(5 * 24 * 60)
  // This duration is not a multiple of the delay after an error, so a request may be sent in every step.
  await run(90.3)
  expect((await index()).sensors.size).toBe(0)
})

test('deletes old days while Butlr refuses all requests', async () => {
  const disk = createMemoryDisk()
  const first = createCollectorHarness({ collector: { keepDays: 2 } }, disk)
  await first.pause(5)
  const later = createCollectorHarness(
    {
      startAt: first.now() + 5 * 24 * 3_600_000,
      upstream: { maxMinutes: 0 },
      collector: { keepDays: 2 },
    },
    disk,
  )
  await later.run(5)
  expect((await later.index()).sensors.size).toBe(0)
})

test('deletes unreadable files after 48 hours', async () => {
  const { pause, run, disk } = createCollectorHarness()
  await pause(5)
  const path = [...disk.files.keys()].find((name) => name.includes('sensor-minutes')) ?? ''
  disk.overwrite(`${path}.bad`, new Uint8Array(100))
  await run(90)
  expect(disk.files.has(`${path}.bad`)).toBe(true)
  await pause(3 * 24 * 60)
  await run(90)
  expect(disk.files.has(`${path}.bad`)).toBe(false)
})

test('collects and deletes nothing until Butlr confirms the time', async () => {
  const disk = createMemoryDisk()
  const first = createCollectorHarness({ collector: { keepDays: 2 } }, disk)
  await first.pause(5)
  const before = [...disk.files.keys()].filter((path) => path.endsWith('.parquet'))
  const ahead = first.now() + 10 * 365 * 24 * 3_600_000
  let isKnown = false
  const later = createCollectorHarness(
    {
      startAt: first.now(),
      collector: { keepDays: 2, elapsed: () => ahead },
      confirmed: (now) => (isKnown ? now : null),
    },
    disk,
  )
  await later.pause(60)
  expect(later.collector.status()).toMatchObject({ state: 'unavailable', reason: 'time_unknown' })
  expect(later.requests).toEqual([])
  expect([...disk.files.keys()].filter((path) => path.endsWith('.parquet'))).toEqual(before)
  isKnown = true
  await later.run(30)
  expect(later.requests).not.toEqual([])
  expect([...disk.files.keys()]).toEqual(expect.arrayContaining(before))
})

test('still records topology changes and deletes old files after a wrong time is corrected', async () => {
  const aheadFrom = startAt / 60_000 + 5 * minutesPerDay
  const { run, pause, disk, index } = createCollectorHarness({
    startAt: startAt + 10 * 24 * 3_600_000,
    upstream: { editTopology: (all, at) => (at < aheadFrom ? all.slice(0, 1) : all) },
  })
  await run(5)
  const path = [...disk.files.keys()].find((name) => name.includes('sensor-minutes')) ?? ''
  const unreadable = path.replace(/\d{4}-\d\d-\d\d/, '2026-10-01') + '.bad'
  disk.overwrite(unreadable, new Uint8Array(100))
  await pause(-10 * 24 * 60)
  await run(30)
  const { snapshots } = await index()
  expect(snapshots.map(({ buildings }) => buildings.length)).toEqual([1])
  expect(disk.files.has(unreadable)).toBe(false)
})
