import { expect, test } from 'vitest'
import { runFaultSchedules, measureThunderingHerd } from '#src/testing/fault-injection.ts'

test('under random faults, stale data is marked and the display recovers', async () => {
  expect(await runFaultSchedules(60)).toBe(60)
}, 60_000)

test('limits the peak request rate of 200 displays that start together to five times the mean', async () => {
  const { peak, mean } = await measureThunderingHerd(200)
  expect(peak).toBeLessThanOrEqual(5 * mean)
}, 60_000)
