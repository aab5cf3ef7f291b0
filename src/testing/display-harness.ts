import { pino } from 'pino'
import * as v from 'valibot'
import { createServer, type ServerConfig } from '#server/app.ts'
import type { Store } from '#server/gateway/store/store.ts'
import { temporaryStore } from '#server/gateway/store/test-stores.ts'
import { createSimulator, type SimulatorOptions } from '#server/simulator/create-simulator.ts'
import { demoCredentials } from '#server/simulator/accounts/accounts.ts'
import { createServerClock } from '#src/lib/server-clock.ts'
import { PendingPairing } from '#src/contract/pairing.ts'
import { createDisplayApi } from '#src/display-app/engine/display-api.ts'
import { createDisplayEngine } from '#src/display-app/engine/display-engine.ts'
import { createBrowserFetch } from './browser-fetch.ts'
import { createFakeStorage } from './fake-gateway.ts'
import { seededRandom } from './fake-display.ts'
import { createFakeClock } from './fake-clock.ts'

const harnessStartTime = Date.UTC(2026, 10, 23, 9)

/**
 * `fault` simulates a fault of Butlr, and returns null for requests that are not affected. `hanging` is the number of
 * hanging requests.
 */
type Upstream = {
  fault: ((request: Request, hang: () => Promise<never>) => Promise<Response> | null) | null
  hanging: number
}

const settledMs = 5

type GatewaySettings = Partial<ServerConfig> & { store?: Store }

/**
 * Starts the real gateway with a simulated building and a fake clock, a signed-in person, and any number of displays.
 * Each display runs in a separate browser with its own clock.
 */
export async function createDisplayHarness(
  options: Pick<SimulatorOptions, 'zeros' | 'expiresIn'> = {},
) {
  let pendingRequests = 0
  let activeAt = 0
  /** While Butlr hangs, requests that make no progress for a moment are assumed to wait for Butlr. */
  const isWaiting = () => upstream.hanging > 0 && performance.now() - activeAt > settledMs
  const time = createFakeClock(harnessStartTime, () => pendingRequests > 0 && !isWaiting())
  const store = await temporaryStore(time.now)
  const simulator = createSimulator({ ...options, now: time.now })
  const butlrRequests: string[] = []
  /** When displays sent requests, in Unix milliseconds. */
  const displayRequests: number[] = []
  const upstream: Upstream = { fault: null, hanging: 0 }
  const hang = (signal: AbortSignal) =>
    new Promise<never>((_, reject) => {
      upstream.hanging += 1
      signal.addEventListener('abort', () => {
        upstream.hanging -= 1
        activeAt = performance.now()
        reject(signal.reason)
      })
    })
  const start = ({ store: other, ...config }: GatewaySettings = {}) =>
    createServer(
      {
        butlrBaseUrl: new URL('https://butlr.test'),
        pollSeconds: 5,
        secret: 'a secret of more than thirty-two characters',
        displayCredentials: demoCredentials,
        ...config,
      },
      {
        fetch: (request) => {
          butlrRequests.push(new URL(request.url).pathname)
          activeAt = performance.now()
          return upstream.fault?.(request, () => hang(request.signal)) ?? simulator.fetch(request)
        },
        now: time.now,
        log: pino({ enabled: false }),
        store: other ?? store,
      },
    )
  const gateway: { server: ReturnType<typeof start> | null } = { server: start() }
  const browser = () =>
    createBrowserFetch(async (request) => {
      pendingRequests += 1
      activeAt = performance.now()
      if (new URL(request.url).pathname.startsWith('/api/display/'))
        displayRequests.push(time.now())
      try {
        if (gateway.server === null) throw new TypeError('Connection refused')
        const response = await gateway.server.fetch(request, undefined)
        // The HTTP server would add this header.
        response.headers.set('date', new Date(time.now()).toUTCString())
        return response
      } finally {
        activeAt = performance.now()
        pendingRequests -= 1
      }
    })

  const person = browser()
  const send = (path: string, method: string, body?: unknown) =>
    person(path, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  const { username, password } = demoCredentials
  await send('/api/v2/login', 'POST', { username, password })

  /** Enters a code as a person would, and returns the last response. */
  const pair = async (details: {
    code: string | null | undefined
    name: string
    boardId: string
  }) => {
    const found = await send('/api/displays/pairing', 'POST', { code: details.code })
    if (!found.ok) return found
    const { id } = v.parse(PendingPairing, await found.json())
    return send('/api/displays', 'POST', { ...details, requestId: id })
  }

  const display = (seed: number) => {
    const fetch = browser()
    const pageNow = () => seed * 1_000_000_000 + time.monotonic()
    const clock = createServerClock(pageNow)
    const engine = createDisplayEngine({
      api: createDisplayApi({ fetch, clock }),
      clock,
      now: pageNow,
      monotonic: time.monotonic,
      timers: time.timers,
      random: seededRandom(seed),
      memory: createFakeStorage(),
      page: { reload: () => {}, loadedByReload: false },
      version: 'none',
    })
    engine.start()
    return engine
  }
  return {
    time,
    simulator,
    /** Creates an empty store, as in a data directory that is not mounted. */
    emptyStore: () => temporaryStore(time.now),
    butlrRequests,
    displayRequests,
    upstream,
    /** Returns the `fetch` of a new browser. */
    browser,
    /** Sends a request as the signed-in person. */
    send,
    pair,
    display,
    gateway: {
      stop: () => void (gateway.server = null),
      /** Starts the gateway with the same store and settings, except for the given settings. */
      start: (settings?: GatewaySettings) => void (gateway.server = start(settings)),
    },
  }
}
