import * as v from 'valibot'
import { expect, onTestFinished, vi } from 'vitest'
import { Board } from '#src/contract/board.ts'
import type { DisplayEngine } from '#src/display-app/engine/display-engine.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import { createDisplayHarness } from './display-harness.ts'
import type { FakeClock } from './fake-clock.ts'
import { createFakeDisplay } from './fake-display.ts'
import type { Fault } from './fake-gateway.ts'
import { boardDraft } from './fixtures.ts'

export type Recovery = {
  /** Time from the end of the outage until all displays are live, in milliseconds. */
  slowestMs: number
  /** Number of requests in the busiest tenth of a second after the outage. */
  peak: number
  /** Mean number of requests per tenth of a second after the outage. */
  mean: number
}

/** How long to watch displays after an outage, in milliseconds. */
const watchMs = 40 * second
/** Step of the fake clock, in milliseconds. */
const stepMs = second / 4

/** Outages between displays and the gateway. The period of `Retry-After` ends with the outage. */
export const gatewayOutages = [
  'killed',
  'hang',
  'slow',
  '401',
  '429 with Retry-After',
  'HTML',
  'truncated JSON',
  'browser offline',
] as const
type GatewayOutage = (typeof gatewayOutages)[number]

function faultOf(outage: GatewayOutage, endsAt: number): Fault {
  switch (outage) {
    case 'killed':
    case 'browser offline':
      return 'reset'
    case 'hang':
      return 'hang'
    case 'slow':
      return { slowMs: 45 * second }
    case '401':
      return { problem: 'signed_out', status: 401 }
    case '429 with Retry-After':
      return { problem: 'rate_limited', status: 429, retryAt: endsAt }
    case 'HTML':
      return 'html'
    case 'truncated JSON':
      return 'truncated'
  }
}

/** Simulates displays one after another, each with the same outage at the same time. */
export async function measureGatewayRecovery(
  outage: GatewayOutage,
  durationMs: number,
  displays: number,
): Promise<Recovery> {
  const requestTimes: number[] = []
  let slowestMs = 0
  for (let seed = 1; seed <= displays; seed += 1) {
    const display = createFakeDisplay({ seed })
    const { time, gateway } = display
    await time.advance(minute)
    const endsAt = time.now() + durationMs
    gateway.fault = faultOf(outage, endsAt)
    await time.advance(durationMs)
    gateway.fault = null
    gateway.requests.length = 0
    if (outage === 'browser offline') display.engine.wake()
    slowestMs = Math.max(slowestMs, await timeUntilLive(time, [display.engine]))
    await time.advance(endsAt + watchMs - time.now())
    requestTimes.push(...gateway.requests.map(({ at }) => at - endsAt))
    display.engine.stop()
  }
  return { slowestMs, ...peakOf(requestTimes) }
}

/**
 * Advances time until all displays show live data that is newer than this call. Returns how long that takes, at most
 * `watchMs`.
 */
async function timeUntilLive(time: FakeClock, displays: readonly DisplayEngine[]): Promise<number> {
  const since = time.now()
  const isLive = (engine: DisplayEngine) => {
    const state = engine.boardState()
    const at = state?.shown.occupancy?.at ?? 0
    // The display's server clock is accurate only to a second.
    return state?.freshness === 'live' && at >= since - second
  }
  while (time.now() - since < watchMs) {
    if (displays.every(isLive)) break
    await time.advance(stepMs)
  }
  return time.now() - since
}

function peakOf(times: readonly number[]): Pick<Recovery, 'peak' | 'mean'> {
  const tenths = new Map<number, number>()
  for (const at of times) {
    const tenth = Math.floor(at / 100)
    tenths.set(tenth, (tenths.get(tenth) ?? 0) + 1)
  }
  return { peak: Math.max(...tenths.values()), mean: times.length / (watchMs / 100) }
}

/** Outages of the gateway, and between the gateway and Butlr. */
export const butlrOutages = [
  'gateway killed',
  'stopped',
  'hang',
  'hang of sign-ins and reports',
  '401',
  '429 with Retry-After',
  'HTML',
  'truncated JSON',
  'reset',
  'GraphQL only: 500',
  'GraphQL only: hang',
] as const
type ButlrOutage = (typeof butlrOutages)[number]

/**
 * Simulates displays with a real gateway and a fake clock.
 *
 * @returns `wasLive`: whether all displays were live at the end of the outage
 */
export async function measureButlrRecovery(
  outage: ButlrOutage,
  durationMs: number,
  count: number,
): Promise<Recovery & { wasLive: boolean }> {
  const harness = await createDisplayHarness({ expiresIn: 600 })
  const { time, upstream, gateway } = harness
  followFakeClock(time)
  const displays = await pairDisplays(harness, count)
  await time.advance(30 * second)
  expect(displays.every((engine) => engine.boardState()?.freshness === 'live')).toBe(true)
  if (outage === 'gateway killed') gateway.stop()
  else upstream.fault = butlrFault(outage, time, durationMs)
  await time.advance(durationMs)
  const wasLive = displays.every((engine) => engine.boardState()?.freshness === 'live')
  if (outage === 'gateway killed') gateway.start()
  upstream.fault = null
  const endedAt = time.now()
  harness.displayRequests.length = 0
  const slowestMs = await timeUntilLive(time, displays)
  await time.advance(endedAt + watchMs - time.now())
  const times = harness.displayRequests.map((at) => at - endedAt)
  for (const engine of displays) engine.stop()
  return { slowestMs, wasLive, ...peakOf(times) }
}

async function pairDisplays(
  harness: Awaited<ReturnType<typeof createDisplayHarness>>,
  count: number,
): Promise<DisplayEngine[]> {
  const { send, time } = harness
  const board = v.parse(Board, await (await send('/api/boards', 'POST', boardDraft)).json())
  const displays = Array.from({ length: count }, (_, index) => harness.display(index + 1))
  await time.advance(8 * second)
  for (const engine of displays) {
    const { screen } = engine.getSnapshot()
    const code = screen.kind === 'pairing' ? screen.offer?.code : null
    await harness.pair({ code, name: 'Lifts', boardId: board.id })
  }
  return displays
}

type UpstreamFault = (request: Request, hang: () => Promise<never>) => Promise<Response> | null

/** Returns a function that simulates an outage. It returns null for requests that the outage does not affect. */
function butlrFault(
  outage: Exclude<ButlrOutage, 'gateway killed'>,
  time: FakeClock,
  durationMs: number,
): UpstreamFault {
  const endsAt = time.now() + durationMs
  const jsonHeaders = { 'content-type': 'application/json' }
  const isGraphql = ({ url }: Request) => url.endsWith('/graphql')
  switch (outage) {
    case 'stopped':
    case 'reset':
      return () => Promise.reject(new TypeError('fetch failed'))
    case 'hang':
      return ({ url }, hang) => (url.endsWith('/login') ? null : hang())
    case 'hang of sign-ins and reports':
      return (_, hang) => hang()
    case '401':
      return async () => Response.json({}, { status: 401 })
    case '429 with Retry-After':
      return async () => {
        const seconds = Math.max(1, Math.ceil((endsAt - time.now()) / second))
        return Response.json({}, { status: 429, headers: { 'retry-after': String(seconds) } })
      }
    case 'HTML':
      return async () => new Response('<p>Welcome', { headers: { 'content-type': 'text/html' } })
    case 'truncated JSON':
      return async () => new Response('{"data":', { headers: jsonHeaders })
    case 'GraphQL only: 500':
      return (request) =>
        isGraphql(request) ? Promise.resolve(Response.json({}, { status: 500 })) : null
    case 'GraphQL only: hang':
      return (request, hang) => (isGraphql(request) ? hang() : null)
  }
}

/** Makes the gateway's timeouts follow a fake clock until the end of the test. */
function followFakeClock({ timers }: FakeClock): void {
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const controller = new AbortController()
    const reason = new DOMException('The operation timed out.', 'TimeoutError')
    timers.set(() => controller.abort(reason), ms)
    return controller.signal
  })
  vi.stubGlobal('setTimeout', (task: () => void, ms = 0) => {
    const id = timers.set(task, ms)
    return typeof id === 'object' ? Object.assign(id, { unref: () => id }) : id
  })
  vi.stubGlobal('clearTimeout', timers.clear)
  onTestFinished(() => {
    vi.restoreAllMocks()
    vi.unstubAllGlobals()
  })
}
