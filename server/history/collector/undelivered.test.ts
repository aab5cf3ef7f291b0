import { expect, test } from 'vitest'
import { createCollectorHarness } from '#src/testing/history/collector-harness.ts'
import { minutesPerDay } from '#src/domain/history/minutes.ts'
import { dayStart } from '#server/history/files/layout.ts'

const today = dayStart(Date.UTC(2026, 9, 24) / 60_000)
const yesterday = today - minutesPerDay

test('collects what is older than a window that Butlr never delivers, and reports the gap', async () => {
  const bad = yesterday + 1_000
  let isBad = true
  const { run, pause, collector, minutes, roomHours, requests } = createCollectorHarness({
    upstream: {
      minutesPerReading: 40,
      fault: ({ from, to }) => (isBad && from <= bad && bad < to ? 'unavailable' : null),
    },
  })
  await run(15)
  expect(collector.status()).toMatchObject({ state: 'current', daysCollected: 2 })
  expect((await minutes('building_1', yesterday)).info.collected[0]?.from).toBe(yesterday)
  expect((await roomHours('building_1', yesterday)).hours).not.toEqual([])
  for (let count = 0; count < 8; count += 1) await pause(60)
  expect(collector.status()).toMatchObject({ state: 'current', undeliveredMinutes: 1 })
  expect((await minutes('building_1', yesterday)).info.collected).toEqual([
    { from: yesterday, to: bad },
    { from: bad + 1, to: today },
  ])
  requests.length = 0
  for (let count = 0; count < 24; count += 1) await pause(60)
  const start = new Date(bad * 60_000).toISOString().slice(0, 19)
  expect(requests.filter((request) => request.includes(`last ${start}`)).length).toBeLessThan(4)
  isBad = false
  for (let count = 0; count < 25; count += 1) await pause(60)
  expect(collector.status()).toMatchObject({ state: 'current', undeliveredMinutes: 0 })
  expect((await minutes('building_1', yesterday)).info.collected).toEqual([
    { from: yesterday, to: today },
  ])
})

test('deletes minutes of a small room after seven days even if Butlr never delivers some near them', async () => {
  const bad = today + 600
  const harness = createCollectorHarness({
    upstream: {
      minutesPerReading: 40,
      fault: ({ from, to }) => (from <= bad && bad < to ? 'unavailable' : null),
    },
  })
  const readMinutes = async () => {
    const { minutes } = await harness.minutes('building_1', today)
    return [...minutes.seriesAt].filter((index) => minutes.series[index]?.roomId === 'room_2')
  }
  for (let hours = 0; hours < 5 * 24; hours += 6) await harness.pause(6 * 60)
  expect(await readMinutes()).not.toEqual([])
  for (let hours = 0; hours < 5 * 24; hours += 6) await harness.pause(6 * 60)
  expect(await readMinutes()).toEqual([])
  const { hours } = await harness.roomHours('building_1', today)
  expect(hours.some(({ roomId }) => roomId === 'room_2')).toBe(true)
})
