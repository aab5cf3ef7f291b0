import { expect, test } from 'vitest'
import { createCollectorHarness } from '#src/testing/history/collector-harness.ts'
import { minutesPerDay } from '#src/domain/history/minutes.ts'
import { deriveInParts } from '#src/domain/history/room-minutes.ts'
import { dayStart } from '#server/history/files/layout.ts'

const today = dayStart(Date.UTC(2026, 9, 24) / 60_000)
const yesterday = today - minutesPerDay

test('a day that cannot be derived does not stop other days', async () => {
  const warnings: string[] = []
  const { run, collector, index } = createCollectorHarness({
    collector: {
      *derive(input) {
        if (input.day === today) throw new RangeError('Invalid time zone specified')
        return yield* deriveInParts(input)
      },
      log: { info: () => undefined, warn: (_, message) => warnings.push(message) },
    },
  })
  await run(10)
  expect(collector.status()).toMatchObject({ state: 'current', daysCollected: 2 })
  const { rooms } = await index()
  expect([...(rooms['room-hours'].get('building_1')?.keys() ?? [])]).toEqual([yesterday])
  expect(warnings).toContain('cannot derive a day of the history')
})

test('hours of past days follow a corrected time zone of their building', async () => {
  let timeZone = 'UTC'
  const { run, roomHours } = createCollectorHarness({
    upstream: {
      minutesPerReading: 3,
      editTopology: (buildings) => buildings.map((building) => ({ ...building, timeZone })),
    },
    collector: { areSmallRoomsKept: true },
  })
  await run(10)
  const minutesOfHour = async () => {
    const { hours } = await roomHours('building_1', yesterday)
    return [...new Set(hours.map(({ hour }) => hour % 60))]
  }
  expect(await minutesOfHour()).toEqual([0])
  timeZone = 'Asia/Kolkata'
  await run(10)
  expect(await minutesOfHour()).toEqual([30])
})
