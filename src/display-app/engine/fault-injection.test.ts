import { expect, test } from 'vitest'
import { second } from '#src/domain/time/duration.ts'
import { runFaultSchedules, measureThunderingHerd } from '#src/testing/fault-injection.ts'
import {
  butlrOutages,
  gatewayOutages,
  measureButlrRecovery,
  measureGatewayRecovery,
} from '#src/testing/recovery.ts'

test('under random faults, stale data is marked and the display recovers', async () => {
  expect(await runFaultSchedules(60)).toBe(60)
}, 60_000)

test('limits the peak request rate of 200 displays that start together to five times the average', async () => {
  const { peak, mean } = await measureThunderingHerd(200)
  expect(peak).toBeLessThanOrEqual(5 * mean)
}, 60_000)

test.each(gatewayOutages)(
  'every display is live within 15 s after a gateway outage: %s',
  async (outage) => {
    const { slowestMs } = await measureGatewayRecovery(outage, 61.3 * second, 20)
    expect(slowestMs).toBeLessThanOrEqual(15 * second)
  },
  60_000,
)

test.each(butlrOutages)(
  'every display is live within 15 s after a Butlr outage: %s',
  async (outage) => {
    const { slowestMs, wasLive } = await measureButlrRecovery(outage, 61.3 * second, 4)
    expect(slowestMs).toBeLessThanOrEqual(15 * second)
    expect(wasLive).toBe(outage.startsWith('GraphQL only'))
  },
  120_000,
)
