import { expect, test } from 'vitest'
import { createCollectorHarness } from '#src/testing/history/collector-harness.ts'
import { minutesPerDay, type MinuteRange } from '#src/domain/history/minutes.ts'
import { dayStart } from '#server/history/files/layout.ts'

const today = dayStart(Date.UTC(2026, 9, 24) / 60_000)
const yesterday = today - minutesPerDay
const bad = yesterday + 600
const containsBad = ({ from, to }: MinuteRange) => from <= bad && bad < to

test('collects minutes older than a window that Butlr does not deliver, and reports the gap', async () => {
  let isBad = true
  const { run, pause, collector, minutes, roomHours } = createCollectorHarness({
    upstream: {
      minutesPerReading: 200,
      fault: (range) => (isBad && containsBad(range) ? 'unavailable' : null),
    },
  })
  await run(25)
  const { undeliveredMinutes, ...status } = collector.status()
  expect(status).toMatchObject({ state: 'current', daysCollected: 2 })
  expect(undeliveredMinutes).toBeGreaterThan(0)
  const { collected } = (await minutes('building_1', yesterday)).info
  expect([collected[0]?.from, collected.at(-1)?.to]).toEqual([yesterday, today])
  expect(collected.some(containsBad)).toBe(false)
  expect((await roomHours('building_1', yesterday)).hours).not.toEqual([])
  isBad = false
  await pause(60)
  await pause(60)
  expect(collector.status()).toMatchObject({ state: 'current', undeliveredMinutes: 0 })
  expect((await minutes('building_1', yesterday)).info.collected).toEqual([
    { from: yesterday, to: today },
  ])
})

test('deletes minutes of a small room after seven days even if Butlr never delivers nearby minutes', async () => {
  const harness = createCollectorHarness({
    upstream: {
      minutesPerReading: 200,
      fault: (range) => (containsBad(range) ? 'unavailable' : null),
    },
  })
  const readMinutes = async () => {
    const { minutes } = await harness.minutes('building_1', yesterday)
    return [...minutes.seriesAt].filter((index) => minutes.series[index]?.roomId === 'room_2')
  }
  await harness.run(10)
  for (let days = 0; days < 4; days += 1) await harness.pause(minutesPerDay)
  expect(await readMinutes()).not.toEqual([])
  for (let days = 0; days < 6; days += 1) await harness.pause(minutesPerDay)
  expect(await readMinutes()).toEqual([])
  const { hours } = await harness.roomHours('building_1', yesterday)
  expect(hours.some(({ roomId }) => roomId === 'room_2')).toBe(true)
})
