import { createServer, type IncomingHttpHeaders } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'
import { createHttpServer } from '#server/gateway/http/http-server.ts'

type Received = { method: string; url: string; headers: IncomingHttpHeaders; body: string }

/** Response from the test upstream; if `hang` is set, the upstream never responds. */
export type Reply = {
  status?: number
  headers?: Record<string, string | string[]>
  body?: string
  hang?: boolean
}

export type TestUpstream = {
  baseUrl: URL
  received: Received[]
  close: () => Promise<void>
}

export const json = (body: unknown, status = 200): Reply => ({
  status,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
})

/** Starts an HTTP server that replaces Butlr, for responses that the simulator never sends. Records all requests. */
export async function startUpstream(
  answer: (request: Received, index: number) => Reply | Promise<Reply>,
): Promise<TestUpstream> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    void (async () => {
      const { method = '', url = '', headers } = request
      const entry = { method, url, headers, body: await text(request) }
      received.push(entry)
      const reply = await answer(entry, received.length - 1)
      if (reply.hang) return
      response.writeHead(reply.status ?? 200, reply.headers ?? {})
      response.end(reply.body ?? '')
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = addressOf(server.address())
  return {
    baseUrl: new URL(`http://127.0.0.1:${port}`),
    received,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

function addressOf(address: AddressInfo | string | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  return address
}

/** Serves requests on a free port of 127.0.0.1 until the test ends. */
export async function listen(answer: Parameters<typeof createHttpServer>[0]) {
  const server = createHttpServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  onTestFinished(async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    await closed
  })
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return { server, port }
}

/**
 * Sends raw bytes, including requests that no HTTP client would send, and returns the whole response. The message must
 * contain `Connection: close`, because only the gateway may close the socket: it treats a client that closes first as
 * disconnected.
 */
export async function sendRaw(port: number, message: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(message, 'latin1')
  socket.setTimeout(10_000, () => socket.destroy())
  let answer = ''
  for await (const chunk of socket) answer += String(chunk)
  return answer
}
