import { expect, test } from 'vitest'
import { runFaultSchedules, measureThunderingHerd } from '#src/testing/fault-injection.ts'

test('whatever befalls the requests, nothing old is shown without its mark, and all recovers by itself', async () => {
  expect(await runFaultSchedules(60)).toBe(60)
}, 60_000)

test('two hundred displays that start in the same second make no peak over five times the mean', async () => {
  const { peak, mean } = await measureThunderingHerd(200)
  expect(peak).toBeLessThanOrEqual(5 * mean)
}, 60_000)
