import { act } from '@testing-library/react'
import { onTestFinished, vi } from 'vitest'
import type { UpstreamHandler } from './render-app.tsx'

/**
 * Returns Butlr's response to a kind of request. Null means the simulator's response, and `'hang'` means no response.
 */
export type UpstreamResponder = (kind: string) => Response | 'hang' | null

/** Requests by kind, such as `live poll` or `places`. */
export type RequestCounts = Record<string, number>

type PageFetch = typeof globalThis.fetch

const stormLimit = 100
const stepMs = 100
const maxTurns = 200
/**
 * Maximum real time of a response on a busy machine, in milliseconds. The gateway's hashing and encryption run in other
 * threads, which the test clock does not control.
 */
const maxResponseMs = 1_000

/**
 * Creates a test clock for timers, dates and request timeouts. Counts requests where they leave the page, and where
 * they reach Butlr.
 */
export function createRequestCounter(answer: UpstreamResponder) {
  const realNow = performance.now.bind(performance)
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
  })
  // In jsdom and Node, `AbortSignal.timeout` does not follow the test clock.
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const controller = new AbortController()
    const expire = () =>
      controller.abort(new DOMException('The operation timed out.', 'TimeoutError'))
    setTimeout(expire, ms)
    return controller.signal
  })
  onTestFinished(() => void vi.useRealTimers())

  const page: RequestCounts = {}
  const upstream: RequestCounts = {}
  /** The page's requests without a response. `stalled` requests settle only after the test clock advances. */
  const inFlight = { requests: new Set<symbol>(), stalled: new Set<symbol>(), hanging: 0 }

  const settle = async () => {
    const isBusy = () => inFlight.requests.size - inFlight.stalled.size > inFlight.hanging
    const until = realNow() + maxResponseMs
    for (
      let turns = 0;
      turns < 5 || (isBusy() && (turns < maxTurns || realNow() < until));
      turns += 1
    ) {
      await new Promise((resolve) => {
        setImmediate(resolve)
      })
    }
    // Requests that are queued in the gateway do not settle while time does not advance, so this waits for them only
    // once.
    if (isBusy()) for (const request of inFlight.requests) inFlight.stalled.add(request)
  }

  return {
    page,
    upstream,
    butlr: (async (request, simulated) => {
      const kind = kindOf(new URL(request.url).pathname, await request.clone().text())
      count(upstream, kind)
      const response = answer(kind)
      if (response === 'hang') {
        inFlight.hanging += 1
        request.signal.addEventListener('abort', () => (inFlight.hanging -= 1))
        return new Promise<never>(() => {})
      }
      return response ?? simulated()
    }) satisfies UpstreamHandler,
    /** Counts the page's requests. Pass it to `renderApp`. */
    pageFetch: (inner: PageFetch): PageFetch =>
      async function countedFetch(input, init) {
        const path = typeof input === 'string' ? input : ''
        const kind = kindOf(path, typeof init?.body === 'string' ? init.body : '')
        // Stops responding to a page that sends endless requests, because the test clock would otherwise never advance.
        if (count(page, kind) > stormLimit) return new Promise<never>(() => {})
        const request = Symbol(path)
        inFlight.requests.add(request)
        return inner(input, init).finally(() => {
          inFlight.requests.delete(request)
          inFlight.stalled.delete(request)
        })
      },
    /** Advances time by this many milliseconds, and waits for the responses to requests sent meanwhile. */
    pass: async (ms: number) => {
      for (let passed = 0; passed < ms; passed += stepMs) {
        await act(async () => {
          await settle()
          await vi.advanceTimersByTimeAsync(stepMs)
          await settle()
        })
      }
    },
  }
}

function count(counts: RequestCounts, kind: string): number {
  return (counts[kind] = (counts[kind] ?? 0) + 1)
}

/** Returns the kind of a request. The page and the gateway send the same kinds. */
function kindOf(path: string, body: string): string {
  if (path.endsWith('/login')) return 'sign-in'
  if (path === '/api/v3/graphql') {
    return /"document":"sensors"|sensors/.test(body) ? 'sensors' : 'places'
  }
  if (path !== '/api/v3/reporting') return path
  return body.includes('"every":"1s"') ? 'live poll' : 'histories'
}
