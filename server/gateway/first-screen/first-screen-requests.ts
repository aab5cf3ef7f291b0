import type { Context } from 'hono'
import { currentOccupancyRequest } from '#src/contract/reporting.ts'
import type { GatewayEnv } from '#server/gateway/http/request-log.ts'
import type { FirstScreenTexts } from './first-screen-renderer.ts'

type PageRequest = { method: 'GET' | 'POST'; path: string; body?: unknown }

/** The requests of the overview; public/early-requests.js sends the same requests. */
const requests: Record<keyof FirstScreenTexts, PageRequest> = {
  session: { method: 'GET', path: '/api/session' },
  readings: { method: 'POST', path: '/api/v3/reporting', body: currentOccupancyRequest },
  places: { method: 'POST', path: '/api/v3/graphql', body: { document: 'places' } },
  sensors: { method: 'POST', path: '/api/v3/graphql', body: { document: 'sensors' } },
  overrides: { method: 'GET', path: '/api/overrides' },
}

export type FirstScreenAnswer = {
  /** Method, path and body, by which the app finds the response. */
  request: string
  text: string
  /** The response's `Date` header. */
  date: string
  /** When the response arrived, in Unix milliseconds. */
  at: number
}

export type Dispatch = (
  request: Request,
  env: GatewayEnv['Bindings'],
) => Response | Promise<Response>

type RequestDeps = { dispatch: Dispatch; now: () => number; signal: AbortSignal }

/**
 * Requests the data of the overview from the gateway's own API, with the cookies of the visit. So the same rights,
 * caches and limits apply, and the page shows nothing that the API would not send to this browser.
 *
 * @throws if one of the responses is not successful
 */
export async function requestFirstScreen(
  c: Context<GatewayEnv>,
  deps: RequestDeps,
): Promise<Record<keyof FirstScreenTexts, FirstScreenAnswer>> {
  const [session, readings, places, sensors, overrides] = await Promise.all([
    send(c, requests.session, deps),
    send(c, requests.readings, deps),
    send(c, requests.places, deps),
    send(c, requests.sensors, deps),
    send(c, requests.overrides, deps),
  ])
  return { session, readings, places, sensors, overrides }
}

async function send(
  c: Context<GatewayEnv>,
  { method, path, body }: PageRequest,
  { dispatch, now, signal }: RequestDeps,
): Promise<FirstScreenAnswer> {
  const content = body === undefined ? null : JSON.stringify(body)
  const request = new Request(new URL(path, c.req.url), {
    method,
    headers: {
      cookie: c.req.header('Cookie') ?? '',
      'content-type': 'application/json',
      'sec-fetch-site': 'same-origin',
    },
    body: content,
    signal,
  })
  const response = await dispatch(request, c.env)
  const at = now()
  if (response.status !== 200) throw new Error(`${path}: ${response.status}`)
  return {
    request: `${method} ${path} ${content ?? ''}`,
    text: await response.text(),
    date: response.headers.get('Date') ?? '',
    at,
  }
}
