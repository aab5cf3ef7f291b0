import { boardDraft } from '#src/testing/fixtures.ts'
import { second, day, hour, minute } from '#src/domain/time/duration.ts'
import { createFakeDisplay } from '#src/testing/fake-display.ts'
import { expect, test } from 'vitest'
import * as v from 'valibot'
import { runFaultSchedules, measureThunderingHerd } from '#src/testing/fault-injection.ts'
import {
  butlrOutages,
  gatewayOutages,
  measureButlrRecovery,
  measureGatewayRecovery,
  type Recovery,
} from '#src/testing/recovery.ts'
import { createDisplayHarness } from '#src/testing/display-harness.ts'
import { Board } from '#src/contract/board.ts'

const samples = 30

/**
 * Returns a display's heap growth per update in bytes: the least-squares slope of samples after garbage collections, in
 * the second half of the updates. Requires `--expose-gc`.
 *
 * @param onUpdate called on every update; the result includes memory that it retains
 */
async function measureHeapSlope(updates: number, onUpdate: () => void): Promise<number> {
  const { gc } = globalThis
  if (gc === undefined) throw new Error('The soak test needs --expose-gc.')
  const display = createFakeDisplay()
  const points: { update: number; bytes: number }[] = []
  for (let update = 0; update < updates; update += 1) {
    display.gateway.people = update % 17
    await display.time.advance(5 * second)
    display.gateway.requests.length = 0
    display.gateway.statuses.length = 0
    onUpdate()
    if (update < updates / 2 || update % Math.floor(updates / 2 / samples) !== 0) continue
    gc()
    points.push({ update, bytes: process.memoryUsage().heapUsed })
  }
  display.engine.stop()
  return leastSquaresSlope(points)
}

function leastSquaresSlope(points: readonly { update: number; bytes: number }[]): number {
  const count = points.length
  const meanUpdate = points.reduce((sum, { update }) => sum + update, 0) / count
  const meanBytes = points.reduce((sum, { bytes }) => sum + bytes, 0) / count
  let [above, below] = [0, 0]
  for (const { update, bytes } of points) {
    above += (update - meanUpdate) * (bytes - meanBytes)
    below += (update - meanUpdate) ** 2
  }
  return above / below
}

const intervalMs = 5 * second
const reportResult = (what: string, words: string) => process.stdout.write(`${what}: ${words}\n`)

test('polls at the expected rate without errors for ninety days', async () => {
  const errors: unknown[] = []
  const note = (error: unknown) => void errors.push(error)
  process.on('uncaughtException', note)
  process.on('unhandledRejection', note)
  const display = createFakeDisplay()
  await display.time.advance(minute)
  display.gateway.requests.length = 0
  const days = 90
  let polls = 0
  for (let passed = 0; passed < days * day; passed += hour) {
    display.gateway.people = (passed / hour) % 9
    await display.time.advance(hour)
    polls += display.gateway.requests.filter(({ what }) => what === 'readings').length
    display.gateway.requests.length = 0
    display.gateway.statuses.length = 0
  }
  const due = (days * day) / intervalMs
  reportResult(
    '90 days',
    `${polls} polls of ${due} due (${((100 * polls) / due - 100).toFixed(2)} %), ${errors.length} errors`,
  )
  expect(Math.abs(polls / due - 1)).toBeLessThanOrEqual(0.02)
  expect(errors).toEqual([])
  expect(display.reloads).toEqual([])
  expect(display.engine.boardState()?.freshness).toBe('live')
  display.engine.stop()
  expect(display.time.pendingTimers()).toBe(0)
})

test('memory does not grow, and an intentional leak is detected', async () => {
  const updates = 6_000
  const slope = await measureHeapSlope(updates, () => {})
  const leak: number[][] = []
  const leaking = await measureHeapSlope(
    updates,
    () => void leak.push(Array.from({ length: 64 }, () => leak.length)),
  )
  reportResult(
    'heap',
    `${slope.toFixed(0)} bytes per update over the last half of ${updates}; with a leak ${leaking.toFixed(0)}`,
  )
  expect(slope).toBeLessThanOrEqual(100)
  expect(leaking).toBeGreaterThan(100)
})

test('recovers from a thousand random fault schedules', async () => {
  const recovered = await runFaultSchedules(1_000)
  reportResult('faults', `${recovered} of 1000 schedules recovered, all stale data marked`)
  expect(recovered).toBe(1_000)
})

test('limits the peak request rate of 200 displays that start together', async () => {
  const { peak, mean } = await measureThunderingHerd(200)
  reportResult(
    'herd',
    `${peak} requests in the busiest tenth of a second, ${(peak / mean).toFixed(1)} times the mean`,
  )
  expect(peak).toBeLessThanOrEqual(5 * mean)
})

const outageDurations = [20 * second, 61.3 * second, 5.7 * minute]

function reportRecovery(what: string, { slowestMs, peak, mean }: Recovery) {
  const herd = `${peak} requests in the busiest tenth of a second, ${(peak / mean).toFixed(1)} times the mean`
  reportResult(what, `200 displays live again within ${(slowestMs / second).toFixed(1)} s; ${herd}`)
}
/** Returns whether displays recovered within 15 s, with a peak of at most five times the mean. */
const isWithinLimits = ({ slowestMs, peak, mean }: Recovery) =>
  slowestMs <= 15 * second && peak <= 5 * mean

test.each(gatewayOutages)('200 displays recover from a gateway outage: %s', async (outage) => {
  for (const durationMs of outageDurations) {
    const recovery = await measureGatewayRecovery(outage, durationMs, 200)
    reportRecovery(`gateway, ${outage}, ${durationMs / second} s`, recovery)
    expect(isWithinLimits(recovery)).toBe(true)
  }
})

test.each(butlrOutages)('200 displays recover from a Butlr outage: %s', async (outage) => {
  const durationMs = 61.3 * second
  const recovery = await measureButlrRecovery(outage, durationMs, 200)
  reportRecovery(`Butlr, ${outage}, ${durationMs / second} s`, recovery)
  expect(isWithinLimits(recovery)).toBe(true)
})

test('shows correct ages if device clocks are wrong by years', async () => {
  const harness = await createDisplayHarness()
  const board = v.parse(Board, await (await harness.send('/api/boards', 'POST', boardDraft)).json())
  let worst = 0
  for (const seed of [1, 7, 23]) {
    const engine = harness.display(seed)
    await harness.time.advance(8 * second)
    const { screen } = engine.getSnapshot()
    const code = screen.kind === 'pairing' ? screen.offer?.code : null
    await harness.pair({ code, name: `Lifts ${seed}`, boardId: board.id })
    for (let passed = 0; passed < 3 * minute; passed += second) {
      await harness.time.advance(second)
      worst = Math.max(worst, Math.abs(engine.now() - harness.time.now()))
    }
    engine.stop()
  }
  reportResult(
    'clocks',
    `at most ${worst} ms from the true time, with device clocks that are wrong by years`,
  )
  expect(worst).toBeLessThanOrEqual(2 * second)
})

test('200 simultaneous requests renew the gateway account’s token once per expiry', async () => {
  const harness = await createDisplayHarness()
  const board = v.parse(Board, await (await harness.send('/api/boards', 'POST', boardDraft)).json())
  const screen = harness.browser()
  const send = (path: string, method: string) => screen(path, { method })
  const { code } = v.parse(
    v.object({ code: v.string() }),
    await (await send('/api/display/pairing', 'POST')).json(),
  )
  await harness.pair({ code, name: 'Lifts', boardId: board.id })
  await send('/api/display/pairing', 'GET')
  await send('/api/display/readings', 'GET')
  const signIns: number[] = []
  for (let expiry = 0; expiry < 5; expiry += 1) {
    await harness.time.advance(hour)
    harness.butlrRequests.length = 0
    const responses = await Promise.all(
      Array.from({ length: 200 }, () => send('/api/display/readings', 'GET')),
    )
    expect(responses.every(({ status }) => status === 200)).toBe(true)
    signIns.push(harness.butlrRequests.filter((path) => path === '/api/v2/clients/login').length)
  }
  reportResult('tokens', `sign-ins of 200 clients at each of 5 expiries: ${signIns.join(', ')}`)
  expect(signIns).toEqual([1, 1, 1, 1, 1])
})
