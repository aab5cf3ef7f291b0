import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'

/** @typedef {'healthy' | 'topology refused' | '429' | '500' | 'hang'} Mood how Butlr is to an account */
/** @typedef {{ kind: string, at: number }} Received */

export const retryAfterSeconds = 7

/**
 * A Butlr that is to each account as the account's user name says, and remembers what each asked. The names are moods,
 * so that one gateway serves all of them side by side.
 *
 * @returns {Promise<{ url: string, received: (mood: Mood) => Received[], stop: () => Promise<void> }>}
 */
export async function startScriptedButlr() {
  /** @type {Map<string, Received[]>} */
  const received = new Map()
  const server = createServer((request, response) => {
    void (async () => {
      const body = await text(request)
      const kind = kindOf(request.url ?? '', body)
      const token = request.headers.authorization?.replace('Bearer ', '') ?? ''
      const mood = kind === 'sign-in' ? JSON.parse(body).username : decodeURIComponent(token)
      received.set(mood, [...(received.get(mood) ?? []), { kind, at: performance.now() }])
      const answer = answerTo(kind, mood)
      if (answer === null) return
      const { status, headers, json } = answer
      response.writeHead(status, { 'content-type': 'application/json', ...headers })
      response.end(JSON.stringify(json))
    })()
  })
  await new Promise((/** @type {(value?: undefined) => void} */ resolve) =>
    server.listen(0, '127.0.0.1', () => resolve()),
  )
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    received: (mood) => received.get(mood) ?? [],
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/**
 * What a request asks for, in the words of the bench.
 *
 * @param {string} path
 * @param {string} body
 */
export function kindOf(path, body) {
  if (path.endsWith('/login')) return 'sign-in'
  if (path === '/api/v3/graphql') return body.includes('sensors') ? 'sensors' : 'places'
  if (path === '/api/v3/reporting') return body.includes('"every":"1s"') ? 'live poll' : 'histories'
  return path.replace('/api/', '')
}

/**
 * @param {string} kind
 * @param {string} mood
 * @returns {{ status: number, headers?: Record<string, string>, json: unknown } | null} null: no answer ever
 */
function answerTo(kind, mood) {
  if (kind === 'sign-in') {
    return { status: 200, json: { access_token: encodeURIComponent(mood), expires_in: 3_600 } }
  }
  if (mood === 'hang') return null
  if (mood === '500') return { status: 500, json: {} }
  if (mood === '429') {
    return { status: 429, headers: { 'retry-after': String(retryAfterSeconds) }, json: {} }
  }
  const isTopology = kind === 'places' || kind === 'sensors'
  if (mood === 'topology refused' && isTopology) return { status: 403, json: {} }
  if (kind === 'places') return { status: 200, json: { data: { sites: { data: [] } } } }
  if (kind === 'sensors') {
    return { status: 200, json: { data: { sensors: { data: [] }, hives: { data: [] } } } }
  }
  return { status: 200, json: { data: kind === 'live poll' ? { room_1: { mac_1: reading } } : {} } }
}

const reading = {
  count: 1,
  first: 2,
  last: 2,
  max: 2,
  mean: 2,
  median: 2,
  min: 2,
  stddev: 0,
  sum: 2,
}
