import { expect, test } from 'vitest'
import { butlrWith, codeOf, personLogin, startGateway } from '#server/gateway/test-gateway.ts'
import { json } from '#server/gateway/test-upstream.ts'

const sites = [
  null,
  'same-origin',
  'same-site',
  'cross-site',
  'none',
  'same-origin, cross-site',
  '',
]
const origins = [
  null,
  'https://headroom.example',
  'https://headroom.example:443',
  'https://headroom.example:8443',
  'https://evil.example',
  'https://headroom.example.evil.example',
  'https://evil.example/headroom.example',
  'null',
  'file://headroom.example',
  'nonsense',
]
const types = [
  'application/json',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
]
const routes = [
  ['POST', '/api/v2/login'],
  ['POST', '/api/v2/clients/login'],
  ['POST', '/api/v3/reporting'],
  ['POST', '/api/v3/graphql'],
  ['DELETE', '/api/session'],
  ['POST', '/api/boards'],
  ['PUT', '/api/boards/some'],
  ['DELETE', '/api/boards/some'],
  ['POST', '/api/displays'],
  ['POST', '/api/displays/pairing'],
  ['PATCH', '/api/displays/some'],
  ['DELETE', '/api/displays/some'],
  ['POST', '/api/display/pairing'],
  ['POST', '/api/display/status'],
] as const
/** Routes whose body nobody reads, or that refuse whoever asks before they do. */
const withoutBody: readonly string[] = ['/api/display/pairing', '/api/display/status']

/** Written apart from the gateway's own rule: what of the matrix comes from a page of Headroom. */
const isOurs = (site: string | null, origin: string | null) =>
  site === 'same-origin' ||
  (site === null && /^https:\/\/headroom\.example(:443)?$/.test(origin ?? ''))

test('only pages of Headroom change anything, whatever a request says of its origin and type', async () => {
  const { send, upstream } = await startGateway(butlrWith(() => json({})))
  let accepted = 0
  for (const [method, path] of routes)
    for (const site of sites)
      for (const origin of origins)
        for (const type of types) {
          const headers = new Headers({ Host: 'headroom.example', 'Content-Type': type })
          if (site !== null) headers.set('Sec-Fetch-Site', site)
          if (origin !== null) headers.set('Origin', origin)
          const body = method === 'DELETE' ? null : JSON.stringify(personLogin)
          const response = await send(
            new Request(`https://headroom.example${path}`, { method, headers, body }),
          )
          const code = await codeOf(response)
          const label = `${method} ${path} ${site} ${origin} ${type}`
          if (isOurs(site, origin)) {
            accepted += 1
            expect({ label, code }).not.toEqual({ label, code: 'cross_site' })
            const readsBody = method !== 'DELETE' && !withoutBody.includes(path)
            const wrongType = readsBody && type !== 'application/json'
            if (wrongType) expect({ label, code }).toEqual({ label, code: 'invalid_request' })
          } else {
            const { status } = response
            expect({ label, status, code }).toEqual({ label, status: 403, code: 'cross_site' })
          }
        }
  expect(accepted).toBeGreaterThan(0)
  // Only well-typed sign-ins of a person from our own pages reached Butlr: 10 by Sec-Fetch-Site, 2 by Origin.
  expect(upstream.received.length).toBeLessThanOrEqual(12)
  expect(new Set(upstream.received.map(({ url }) => url))).toEqual(new Set(['/api/v2/login']))
}, 60_000)

test('no answer allows another origin to read it', async () => {
  const { send } = await startGateway(butlrWith(() => json({})))
  for (const method of ['GET', 'OPTIONS']) {
    const response = await send(
      new Request('https://headroom.example/api/session', {
        method,
        headers: { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' },
      }),
    )
    const cors = [...response.headers.keys()].filter((name) => name.startsWith('access-control'))
    expect(cors).toEqual([])
  }
})
