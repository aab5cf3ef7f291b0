import { expect, test } from 'vitest'
import { createCollectorHarness } from '#src/testing/history/collector-harness.ts'
import type { MinuteRange } from '#src/domain/history/minutes.ts'
import type { HistoryFailure } from '#server/history/protocol.ts'
import { dayStart } from '#server/history/files/layout.ts'

/** Collects five days, with an outage of `minutes` after the first windows. Returns the successful requests for reports. */
async function countRequests(
  code: HistoryFailure['code'],
  minutes: number,
): Promise<{ requests: number; newestFirst: boolean }> {
  let isDown = false
  const delivered: MinuteRange[] = []
  const { run, collector } = createCollectorHarness({
    upstream: {
      minutesPerReading: 60,
      fault(range) {
        if (isDown) return code
        delivered.push(range)
        return null
      },
    },
    collector: { backfillDays: 5 },
  })
  await run(0.2)
  isDown = true
  await run(minutes)
  isDown = false
  const before = delivered.length
  await run(60)
  expect(collector.status()).toMatchObject({
    state: 'current',
    daysCollected: 6,
    undeliveredMinutes: 0,
  })
  // The first window after the outage shows that it has ended.
  const days = delivered.slice(before + 2).map(({ from }) => dayStart(from))
  const backfilled = days.filter((day) => day < Math.max(...days))
  return {
    requests: delivered.length,
    newestFirst: backfilled.every(
      (day, index) => index === 0 || day <= (backfilled[index - 1] ?? 0),
    ),
  }
}

test.each(['unreachable', 'unavailable', 'busy'] as const)(
  'collects windows of the former length after an outage with the failure %s',
  async (code) => {
    const without = await countRequests(code, 0)
    for (const minutes of [0.3, 3, 60]) {
      const { requests, newestFirst } = await countRequests(code, minutes)
      // After a failure that a long request may have caused, windows are shorter until one succeeds.
      const extra = code === 'unavailable' ? 6 : 0
      // The newest minutes are collected every five minutes.
      const newest = 2 * Math.ceil(minutes / 5)
      expect(requests).toBeLessThanOrEqual(without.requests + newest + extra)
      expect(newestFirst).toBe(true)
    }
  },
)
