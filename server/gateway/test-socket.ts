import { connect } from 'node:net'
import { onTestFinished } from 'vitest'
import { createHttpServer } from './http/http-server.ts'

/** Serves a gateway on a free port for as long as the test runs; the address is `http://127.0.0.1:<port>`. */
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
 * Sends bytes as they are, which no HTTP client would, and returns the whole answer. The message asks for the
 * connection to be closed; this end stays open until then, since the gateway takes an end for a page that left.
 */
export async function sendRaw(port: number, message: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(message, 'latin1')
  socket.setTimeout(10_000, () => socket.destroy())
  let answer = ''
  for await (const chunk of socket) answer += String(chunk)
  return answer
}
