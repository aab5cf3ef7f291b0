import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { drain } from './http-server.ts'
import { answerWithLogins, personLogin, startGateway } from '#server/gateway/test-gateway.ts'
import { listen, sendRaw, json } from '#server/gateway/test-servers.ts'

const head = (...lines: string[]) =>
  [
    ...lines,
    'Host: headroom.example',
    'Sec-Fetch-Site: same-origin',
    'Connection: close',
    '',
    '',
  ].join('\r\n')

test('reads a chunked body and rejects a chunked body over 64 KB', async () => {
  const { app } = await startGateway(answerWithLogins(() => json({})))
  const { port } = await listen(async (request) => app.fetch(request, {}))
  const start = head(
    'POST /api/v2/login HTTP/1.1',
    'Content-Type: application/json',
    'Transfer-Encoding: chunked',
  )
  const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`
  const body = JSON.stringify(personLogin)
  const signedIn = await sendRaw(
    port,
    start + chunk(body.slice(0, 9)) + chunk(body.slice(9)) + chunk(''),
  )
  expect(signedIn).toMatch(/^HTTP\/1\.1 200 /)
  expect(signedIn).toContain('__Host-headroom=')
  const large = await sendRaw(port, start + chunk('x'.repeat(70_000)) + chunk(''))
  expect(large).toMatch(/^HTTP\/1\.1 413 /)
  expect(large).toContain('too_large')
})

test('rejects a body whose Content-Length exceeds 64 KB', async () => {
  const { app, upstream } = await startGateway(answerWithLogins(() => json({})))
  const { port } = await listen(async (request) => app.fetch(request, {}))
  const body = JSON.stringify({ ...personLogin, password: 'x'.repeat(70_000) })
  const answer = await fetch(`http://127.0.0.1:${port}/api/v2/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: `http://127.0.0.1:${port}` },
    body,
  })
  expect(answer.status).toBe(413)
  expect(upstream.received).toEqual([])
})

test('aborts the request to Butlr when the client disconnects', async () => {
  let given = (): void => undefined
  const up = new Promise<void>((resolve) => (given = resolve))
  let gone: Promise<string> = Promise.resolve('no request')
  const { app } = await startGateway(
    answerWithLogins(() => json({})),
    {
      fetch: (request) => {
        gone = new Promise((resolve) =>
          request.signal.addEventListener('abort', () => resolve('given up')),
        )
        given()
        return new Promise(() => undefined)
      },
    },
  )
  const { port } = await listen(async (request) => app.fetch(request, {}))
  const client = httpRequest({
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/api/v2/login',
    headers: { 'Content-Type': 'application/json', 'Sec-Fetch-Site': 'same-origin' },
  })
  client.on('error', () => undefined)
  client.end(JSON.stringify(personLogin))
  await up
  client.destroy()
  await expect(gone).resolves.toBe('given up')
})

test('when draining, finishes requests in flight, rejects new requests and closes idle connections', async () => {
  let release = (): void => undefined
  const released = new Promise<void>((resolve) => (release = resolve))
  let arrived = (): void => undefined
  const arrival = new Promise<void>((resolve) => (arrived = resolve))
  const { server, port } = await listen(async (request) => {
    if (request.url.endsWith('/slow')) {
      arrived()
      await released
    }
    return new Response('done')
  })
  const url = `http://127.0.0.1:${port}`
  expect(await (await fetch(`${url}/idle`)).text()).toBe('done')
  const slow = fetch(`${url}/slow`)
  await arrival
  const drained = drain(server, 10_000)
  await expect(fetch(`${url}/late`)).rejects.toThrow('fetch failed')
  release()
  expect(await (await slow).text()).toBe('done')
  await drained
})

test('when draining, closes the connection of a request that exceeds the grace period', async () => {
  let arrived = (): void => undefined
  const arrival = new Promise<void>((resolve) => (arrived = resolve))
  const { server, port } = await listen(async () => {
    arrived()
    return new Promise(() => undefined)
  })
  const endless = fetch(`http://127.0.0.1:${port}/`).then(
    () => 'answered',
    () => 'cut',
  )
  await arrival
  await drain(server, 50)
  expect(await endless).toBe('cut')
})

test.each([
  ['fixed-length', 'Content-Length: 500', '{"user'],
  ['chunked', 'Transfer-Encoding: chunked', '6\r\n{"user\r\n'],
])(
  'logs no error when a client disconnects before its %s body is complete',
  async (_, header, part) => {
    const { app, logged } = await startGateway(answerWithLogins(() => json({})))
    let ended = (): void => undefined
    const end = new Promise<void>((resolve) => (ended = resolve))
    const { port } = await listen(async (request) => {
      const response = await app.fetch(request, {})
      ended()
      return response
    })
    const socket = connect(port, '127.0.0.1')
    const start = head('POST /api/v2/login HTTP/1.1', 'Content-Type: application/json', header)
    socket.write(start + part, 'latin1', () => socket.destroy())
    await end
    expect(logged.filter((line) => /"level":(4|5)0/.test(line))).toEqual([])
    expect(logged.join('')).toContain('"status":499')
  },
)

test('handles pipelined requests in order, one at a time', async () => {
  let open = 0
  let most = 0
  const { port } = await listen(async (request) => {
    open += 1
    most = Math.max(most, open)
    await new Promise((resolve) => setImmediate(resolve))
    open -= 1
    return new Response(new URL(request.url).pathname)
  })
  const paths = Array.from({ length: 300 }, (_, index) => `/${index}`)
  const message = paths.map(
    (path, index) =>
      `GET ${path} HTTP/1.1\r\nHost: x\r\n${index === 299 ? 'Connection: close\r\n' : ''}\r\n`,
  )
  const answer = await sendRaw(port, message.join(''))
  expect([...answer.matchAll(/\r\n\r\n(\/\d+)/g)].map(([, path]) => path)).toEqual(paths)
  expect(most).toBe(1)
})

test('creates only one response at a time for a client that pipelines requests and reads nothing', async () => {
  let made = 0
  const body = new Uint8Array(8 * 1024 * 1024)
  const { port, server } = await listen(async () => {
    made += 1
    return new Response(body)
  })
  const socket = connect(port, '127.0.0.1')
  onTestFinished(() => void socket.destroy())
  socket.pause()
  const message = 'GET /a HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(4_000)
  await new Promise<void>((resolve) => socket.write(message, () => resolve()))
  await expect.poll(() => made).toBe(1)
  // The server still serves other clients, and creates no further response for the first client.
  await (await fetch(`http://127.0.0.1:${port}/`)).arrayBuffer()
  expect(made).toBe(2)
  expect(server.maxConnections).toBe(2_000)
})

test('limits requests to 30 seconds and connections without traffic to 60 seconds', async () => {
  const { server } = await listen(async () => new Response(''))
  expect(server.requestTimeout).toBe(30_000)
  expect(server.headersTimeout).toBe(30_000)
  expect(server.timeout).toBe(60_000)
})
