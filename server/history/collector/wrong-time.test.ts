import { expect, test } from 'vitest'
import { createCollectorHarness } from '#src/testing/history/collector-harness.ts'
import { createMemoryDisk } from '#src/testing/history/memory-file-system.ts'
import { minutesPerDay } from '#src/domain/history/minutes.ts'
import { dayStart } from '#server/history/files/layout.ts'

const startAt = Date.UTC(2026, 9, 24, 4, 30)
const today = dayStart(startAt / 60_000)
const hourMs = 3_600_000
const dayMs = 24 * hourMs

test.each([false, true])(
  'fetches minutes again that were fetched while the time was ahead (restart: %s)',
  async (isRestarted) => {
    const usual = createCollectorHarness({ startAt })
    await usual.run(170)
    let aheadMs = hourMs
    const disk = createMemoryDisk()
    const confirmed = (now: number) => now + aheadMs
    const first = createCollectorHarness({ startAt, confirmed }, disk)
    await first.run(20)
    aheadMs = 0
    const later = isRestarted
      ? createCollectorHarness({ startAt: first.now(), confirmed }, disk)
      : first
    await later.run(150)
    for (const building of ['building_1', 'building_2', 'unlisted']) {
      const { minutes, info } = await later.minutes(building, today)
      const { minutes: expected } = await usual.minutes(building, today)
      expect(minutes).toEqual(expected)
      expect(info.ahead).toEqual([])
    }
  },
)

test('collects the newest minutes as soon as a time that was days ahead is corrected', async () => {
  let aheadMs = 5 * dayMs
  const { run, minutes, now } = createCollectorHarness({
    startAt,
    confirmed: (time) => time + aheadMs,
  })
  await run(20)
  aheadMs = 0
  await run(10)
  const { collected } = (await minutes('building_1', today)).info
  expect(collected).toContainEqual({ from: today, to: now() / 60_000 })
})

test('does not fetch minutes again after a wrong clock of the machine is corrected', async () => {
  let machineMs = 3 * hourMs
  const harness = createCollectorHarness({
    startAt,
    collector: { machineTime: () => harness.now() + machineMs },
  })
  await harness.run(10)
  machineMs = 0
  harness.requests.length = 0
  await harness.run(10)
  expect(harness.requests).toHaveLength(4)
})

test.each([
  ["Butlr's time", { confirmed: (now: number) => now + 400 * dayMs }],
  ["the machine's clock", { collector: { machineTime: () => startAt + 400 * dayMs } }],
])('deletes no minutes of small rooms while %s is ahead', async (_, options) => {
  const disk = createMemoryDisk()
  const first = createCollectorHarness({ startAt, upstream: { minutesPerReading: 40 } }, disk)
  await first.run(10)
  const readPrivate = async () => {
    const { minutes } = await first.minutes('building_1', today - minutesPerDay)
    return minutes.minute.filter(
      (__, row) => minutes.series[minutes.seriesAt[row] ?? 0]?.roomId === 'room_2',
    )
  }
  const before = await readPrivate()
  expect(before).not.toHaveLength(0)
  const later = createCollectorHarness(
    { startAt: first.now(), upstream: { minutesPerReading: 40 }, ...options },
    disk,
  )
  await later.run(150)
  expect(await readPrivate()).toEqual(before)
})

test('records a topology change even if a wrong clock recorded an earlier change with a later time', async () => {
  let aheadMs = 365 * dayMs
  const { run, index, disk } = createCollectorHarness({
    startAt,
    confirmed: (now) => now + aheadMs,
    upstream: {
      editTopology: (buildings) => (aheadMs > 0 ? buildings.slice(0, 1) : buildings),
    },
  })
  await run(2)
  aheadMs = 0
  await run(10)
  const { snapshots } = await index()
  expect(snapshots.map(({ buildings }) => buildings.length)).toEqual([2])
  expect([...disk.files.keys()].filter((path) => path.endsWith('.bad'))).toHaveLength(1)
})
