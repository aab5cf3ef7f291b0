import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { GatewayProblem } from './problem.ts'
import { securityHeaders } from './security-headers.ts'

type Answer = (request: Request, address: string | undefined) => Promise<Response>

/** The server that carries requests over HTTP/1.1 to `answer`, with the address of the socket's other end. */
export function createHttpServer(answer: Answer): Server {
  const refusals = createRefusals()
  const listener = getRequestListener(
    (request, { incoming }) => answer(request, incoming.socket?.remoteAddress),
    { errorHandler: () => refusals.request('/') },
  )
  return createServer(
    {
      // A sealed session of several cookies does not fit into Node's 16 KB.
      maxHeaderSize: 64 * 1024,
      // Longer than the 60 s of common load balancers: the one in front must be the one that hangs up.
      keepAliveTimeout: 65_000,
      headersTimeout: 66_000,
    },
    (request, response) => void listener(request, response),
  )
}

/** Requests that are not even a URL never reach the gateway; their answers have its headers all the same. */
function createRefusals(): Hono {
  const refusals = new Hono()
  const { body, status } = new GatewayProblem('invalid_request')
  refusals.use(securityHeaders())
  refusals.all('*', (c) => c.json(body, status, { 'Cache-Control': 'no-store' }))
  return refusals
}

/**
 * Stops a server: no new connection, requests in flight finish, and what takes longer than `graceMs` is cut.
 * Resolves when the last connection is closed.
 */
export async function drain(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const closeIdle = setInterval(() => server.closeIdleConnections(), 50)
  const cut = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearInterval(closeIdle)
  clearTimeout(cut)
}
