import { expect, test } from 'vitest'
import { createCollectorHarness } from '#src/testing/history/collector-harness.ts'
import type { MemoryDisk } from '#src/testing/history/memory-file-system.ts'
import { minutesPerDay } from '#src/domain/history/minutes.ts'
import { dayFile, dayKinds, dayStart, type DayKind } from '#server/history/files/layout.ts'

const yesterday = dayStart(Date.UTC(2026, 9, 24) / 60_000) - minutesPerDay
const pathOf = (kind: DayKind) => `/history/estate/${dayFile(kind, 'building_1', yesterday)}`

/** Changes a byte of the data of a file, whose metadata stays intact. Returns the original content. */
function damageData(disk: MemoryDisk, kind: DayKind): Uint8Array {
  const intact = disk.files.get(pathOf(kind)) ?? new Uint8Array()
  const damaged = intact.slice()
  damaged[40] = (damaged[40] ?? 0) ^ 0xff
  disk.overwrite(pathOf(kind), damaged)
  return intact
}

test.each(dayKinds)(
  'replaces a file of %s of a past day whose data is damaged and whose metadata is intact',
  async (kind) => {
    const { disk, run, now } = createCollectorHarness()
    await run(10)
    const intact = damageData(disk, kind)
    const later = createCollectorHarness({ startAt: now() }, disk)
    await later.run(10)
    expect(disk.files.get(pathOf(kind))).toEqual(intact)
    expect(disk.files.has(`${pathOf(kind)}.bad`)).toBe(true)
  },
)

test('finds damage without a restart within a day', async () => {
  const { disk, run, pause } = createCollectorHarness({ collector: { areSmallRoomsKept: true } })
  await run(10)
  damageData(disk, 'room-hours')
  await pause(24 * 60)
  await run(30)
  expect(disk.files.has(`${pathOf('room-hours')}.bad`)).toBe(true)
})

test('keeps the derived rows of a damaged day if Butlr no longer has its readings', async () => {
  const { disk, run, now, roomMinutes, roomHours } = createCollectorHarness()
  await run(10)
  const rowsBefore = [
    (await roomMinutes('building_1', yesterday)).rooms,
    (await roomHours('building_1', yesterday)).hours,
  ]
  damageData(disk, 'sensor-minutes')
  const later = createCollectorHarness(
    { startAt: now(), upstream: { minutesPerReading: Number.POSITIVE_INFINITY } },
    disk,
  )
  await later.run(30)
  expect((await later.minutes('building_1', yesterday)).minutes.minute).toHaveLength(0)
  const { rooms } = await later.roomMinutes('building_1', yesterday)
  const { hours } = await later.roomHours('building_1', yesterday)
  const isLarge = ({ roomId }: { roomId: string }) => roomId !== 'room_2'
  expect([rooms, hours.filter(isLarge)]).toEqual(
    rowsBefore.map((rows) => [...rows].filter(isLarge)),
  )
  // The minutes of the small room could no longer be deleted later.
  expect(hours.filter((hour) => !isLarge(hour)).every(({ hour, peak }) => peak?.at === hour)).toBe(
    true,
  )
  expect(later.collector.status().state).toBe('current')
})
