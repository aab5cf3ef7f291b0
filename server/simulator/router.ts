import type { Account } from './accounts/accounts.ts'
import {
  applyFaultRequest,
  type FaultPlan,
  type FaultRoute,
} from '#server/simulator/faults/fault-plan.ts'
import { ApiError, badRequest, errorResponse } from './api-error.ts'
import { applyFault } from '#server/simulator/faults/apply-fault.ts'

type Handler = (request: Request) => Promise<Response>

/** A route of the simulated API: a POST with a JSON body. `answer` may throw an `ApiError`. */
type ApiRoute = {
  path: string
  /** The route name that faults use. */
  name: FaultRoute
} & (
  | { secured: false; answer: (body: unknown) => unknown }
  /** A route that requires a bearer token. The account of the token determines the response. */
  | { secured: true; answer: (body: unknown, account: Account) => unknown }
)

type RouterDeps = {
  faults: FaultPlan
  /** Returns the account of an access token, or null if the token is invalid. */
  authenticate: (token: string) => Account | null
  /** Returns the time in Unix milliseconds. */
  now: () => number
}

/**
 * Creates a function that maps a request to a response. Like Butlr, the router sends no CORS headers, so a page can
 * reach it only through a gateway.
 */
export function createRouter(api: ApiRoute[], { faults, authenticate, now }: RouterDeps): Handler {
  const routes = new Map<string, Handler>([
    ...api.map((route): [string, Handler] => [
      `POST ${route.path}`,
      createApiHandler(route, faults, authenticate),
    ]),
    ...createFaultHandlers(faults, now),
  ])
  return async (request) => {
    const handler = routes.get(`${request.method} ${new URL(request.url).pathname}`)
    const response = await (handler === undefined
      ? errorResponse(new ApiError(404, 'NOT_FOUND', 'Not found.'))
      : withErrorResponses(handler)(request))
    response.headers.set('Date', new Date(now()).toUTCString())
    return response
  }
}

function createApiHandler(
  route: ApiRoute,
  faults: FaultPlan,
  authenticate: RouterDeps['authenticate'],
): Handler {
  const respondNormally = withErrorResponses(async (request) => {
    if (!route.secured) return Response.json(await route.answer(await readJsonBody(request)))
    const account = authenticate(readBearerToken(request))
    if (account === null) {
      throw new ApiError(401, 'UNAUTHORIZED', 'A valid access token is required.')
    }
    return Response.json(await route.answer(await readJsonBody(request), account))
  })
  return async (request) => {
    const fault = faults.take(route.name)
    return fault === null
      ? respondNormally(request)
      : applyFault(fault, request.signal, () => respondNormally(request))
  }
}

/** Creates handlers that let tests in other processes control the faults. */
function createFaultHandlers(faults: FaultPlan, now: RouterDeps['now']): [string, Handler][] {
  return [
    [
      'PUT /simulator/faults',
      async (request) => {
        applyFaultRequest(faults, await readJsonBody(request), now())
        return new Response(null, { status: 204 })
      },
    ],
    [
      'DELETE /simulator/faults',
      () => {
        faults.clear()
        return Promise.resolve(new Response(null, { status: 204 }))
      },
    ],
  ]
}

/** Converts an `ApiError` that the handler throws to a response; other errors propagate. */
function withErrorResponses(handler: Handler): Handler {
  return async (request) => {
    try {
      return await handler(request)
    } catch (error) {
      if (error instanceof ApiError) return errorResponse(error)
      throw error
    }
  }
}

function readBearerToken(request: Request): string {
  return /^Bearer (\S+)$/i.exec(request.headers.get('Authorization') ?? '')?.[1] ?? ''
}

async function readJsonBody(request: Request): Promise<unknown> {
  const text = await request.text()
  try {
    const body: unknown = JSON.parse(text)
    return body
  } catch {
    throw badRequest('The body is not valid JSON.')
  }
}
