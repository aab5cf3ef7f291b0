import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { GatewayError } from './gateway-error.ts'
import { securityHeaders } from './security-middleware.ts'

type RequestHandler = (request: Request, address: string | undefined) => Promise<Response>

/** The browsers and displays of a large organisation need fewer connections; an attacker cannot open more. */
const maxConnections = 2_000
/**
 * Maximum number of requests on one connection, which limits how much a client can pipeline without reading responses.
 * Browsers that reach it open a new connection.
 */
const maxRequestsPerSocket = 1_000
/** Maximum time for a client to send a request. */
const requestTimeoutMs = 30_000
/** A connection without traffic for this long during a request or response is closed; every response starts sooner. */
const stallTimeoutMs = 60_000

/** Creates an HTTP/1.1 server that passes requests to `answer`, with the socket's remote address. */
export function createHttpServer(answer: RequestHandler): Server {
  const refusals = createInvalidRequestApp()
  const listener = getRequestListener(
    (request, { incoming }) => answer(request, incoming.socket?.remoteAddress),
    { errorHandler: () => refusals.request('/') },
  )
  const server = createServer(
    {
      // A sealed session that spans several cookies exceeds Node's default of 16 KB.
      maxHeaderSize: 64 * 1024,
      // The timeout exceeds the 60 s idle timeout of common load balancers, so that they close idle connections first.
      keepAliveTimeout: 65_000,
      // The time suffices to receive a body of at most 128 KB; the server closes the connection of a slower client.
      requestTimeout: requestTimeoutMs,
      headersTimeout: requestTimeoutMs,
      connectionsCheckingInterval: 5_000,
    },
    serializePerSocket((request, response) => void listener(request, response)),
  )
  server.maxConnections = maxConnections
  server.maxRequestsPerSocket = maxRequestsPerSocket
  server.timeout = stallTimeoutMs
  return server
}

/**
 * Returns a listener that handles the requests of each connection one at a time. A pipelining client still gets its
 * responses in order, and a client that does not read its responses uses the memory of a single response.
 */
function serializePerSocket(
  listener: (request: IncomingMessage, response: ServerResponse) => void,
): (request: IncomingMessage, response: ServerResponse) => void {
  const last = new WeakMap<Socket, ServerResponse>()
  return function answerInTurn(request, response) {
    const { socket } = request
    const before = last.get(socket)
    last.set(socket, response)
    if (before === undefined || before.closed) listener(request, response)
    else before.once('close', () => !socket.destroyed && listener(request, response))
  }
}

/**
 * Creates an app that rejects requests with an invalid URL before they reach the gateway. Adds the security headers.
 */
function createInvalidRequestApp(): Hono {
  const refusals = new Hono()
  const { body, status } = new GatewayError('invalid_request')
  refusals.use(securityHeaders())
  refusals.all('*', (c) => c.json(body, status, { 'Cache-Control': 'no-store' }))
  return refusals
}

/**
 * Stops a server: refuses new connections, lets requests in flight finish, and closes all remaining connections after
 * `graceMs` milliseconds. Resolves when the last connection is closed.
 */
export async function drain(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const closeIdle = setInterval(() => server.closeIdleConnections(), 50)
  const cut = setTimeout(() => server.closeAllConnections(), graceMs)
  await closed
  clearInterval(closeIdle)
  clearTimeout(cut)
}
