import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

type Received = { method: string; url: string; headers: IncomingHttpHeaders; body: string }

/** What the test's Butlr answers; `hang` never does. */
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

/** A real HTTP server in the place of Butlr, for what the simulator never does; it remembers what it was sent. */
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
