import type { Account } from './accounts/accounts.ts'
import {
  changeFaults,
  type FaultPlan,
  type FaultRoute,
} from '#server/simulator/faults/fault-plan.ts'
import { Refusal, badRequest, refusalAnswer } from './api-error.ts'
import { strike } from '#server/simulator/faults/apply-fault.ts'

type Handler = (request: Request) => Promise<Response>

/** One route of the simulated API, always a POST with a JSON body. `answer` may throw a `Refusal`. */
export type ApiRoute = {
  path: string
  /** The name by which faults know it. */
  name: FaultRoute
} & (
  | { secured: false; answer: (body: unknown) => unknown }
  /** A bearer token is required, and decides what the answer holds. */
  | { secured: true; answer: (body: unknown, account: Account) => unknown }
)

type Door = {
  faults: FaultPlan
  /** The account of an access token; null where the token is not good. */
  accountOf: (token: string) => Account | null
  /** Unix milliseconds. */
  now: () => number
}

/**
 * The simulated API as a function from request to response. No CORS headers, as with Butlr: a page cannot call it past a
 * gateway.
 */
export function createRoutes(api: ApiRoute[], { faults, accountOf, now }: Door): Handler {
  const routes = new Map<string, Handler>([
    ...api.map((route): [string, Handler] => [
      `POST ${route.path}`,
      apiHandler(route, faults, accountOf),
    ]),
    ...faultHandlers(faults, now),
  ])
  return async (request) => {
    const handler = routes.get(`${request.method} ${new URL(request.url).pathname}`)
    const response = await (handler === undefined
      ? refusalAnswer(new Refusal(404, 'NOT_FOUND', 'There is nothing here.'))
      : answering(handler)(request))
    response.headers.set('Date', new Date(now()).toUTCString())
    return response
  }
}

function apiHandler(route: ApiRoute, faults: FaultPlan, accountOf: Door['accountOf']): Handler {
  const usual = answering(async (request) => {
    if (!route.secured) return Response.json(await route.answer(await bodyOf(request)))
    const account = accountOf(bearerOf(request))
    if (account === null) {
      throw new Refusal(401, 'UNAUTHORIZED', 'A valid access token is required.')
    }
    return Response.json(await route.answer(await bodyOf(request), account))
  })
  return async (request) => {
    const fault = faults.take(route.name)
    return fault === null ? usual(request) : strike(fault, request.signal, () => usual(request))
  }
}

/** How a test outside this process says what should go wrong. */
function faultHandlers(faults: FaultPlan, now: Door['now']): [string, Handler][] {
  return [
    [
      'PUT /simulator/faults',
      async (request) => {
        changeFaults(faults, await bodyOf(request), now())
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

/** A handler whose refusals become answers; other errors stay errors. */
function answering(handler: Handler): Handler {
  return async (request) => {
    try {
      return await handler(request)
    } catch (error) {
      if (error instanceof Refusal) return refusalAnswer(error)
      throw error
    }
  }
}

function bearerOf(request: Request): string {
  return /^Bearer (\S+)$/i.exec(request.headers.get('Authorization') ?? '')?.[1] ?? ''
}

async function bodyOf(request: Request): Promise<unknown> {
  const text = await request.text()
  try {
    const body: unknown = JSON.parse(text)
    return body
  } catch {
    throw badRequest('The body is no JSON.')
  }
}
