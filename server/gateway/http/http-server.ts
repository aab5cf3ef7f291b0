import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { GatewayError } from './gateway-error.ts'
import { securityHeaders } from './security-middleware.ts'

type RequestHandler = (request: Request, address: string | undefined) => Promise<Response>

/** More than browsers and displays of a large organisation hold open; it bounds what strangers can. */
const maxConnections = 2_000
/** Bounds what a client can pipeline without reading an answer. Browsers open another connection after so many. */
const maxRequestsPerSocket = 1_000
const requestTimeoutMs = 30_000
/** A connection on which an answer does not move for so long is closed; no answer takes longer to begin. */
const stallTimeoutMs = 60_000

/** The server that carries requests over HTTP/1.1 to `answer`, with the address of the socket's other end. */
export function createHttpServer(answer: RequestHandler): Server {
  const refusals = createInvalidRequestApp()
  const listener = getRequestListener(
    (request, { incoming }) => answer(request, incoming.socket?.remoteAddress),
    { errorHandler: () => refusals.request('/') },
  )
  const server = createServer(
    {
      // A sealed session of several cookies does not fit into Node's 16 KB.
      maxHeaderSize: 64 * 1024,
      // Longer than the 60 s of common load balancers: the one in front must be the one that hangs up.
      keepAliveTimeout: 65_000,
      // Bodies are 64 KB at most; one that drips is not waited for.
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
 * Answers the requests of one connection one after the other: a client that pipelines gets the same answers in the same
 * order, and one that does not read them holds the memory of a single answer.
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

/** Requests that are not even a URL never reach the gateway; their answers have its headers all the same. */
function createInvalidRequestApp(): Hono {
  const refusals = new Hono()
  const { body, status } = new GatewayError('invalid_request')
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
