import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createServer } from './app.ts'
import { temporaryStore } from '#server/gateway/store/test-stores.ts'

const origin = 'http://localhost:4173'
const now = () => Date.parse('2026-03-03T15:20:00Z')

async function start() {
  const server = createServer(
    {
      butlrBaseUrl: null,
      pollSeconds: 5,
      secret: 'a secret of more than thirty-two characters',
      displayCredentials: null,
    },
    {
      fetch: () => Promise.reject(new Error('the embedded simulator must not use the network')),
      now,
      log: pino({ enabled: false }),
      store: await temporaryStore(now),
    },
  )
  const headers = new Headers({ Origin: origin, 'Content-Type': 'application/json' })
  return async (method: string, path: string, body?: unknown) => {
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) }
    headers.set('Host', 'localhost:4173')
    const response = await server.fetch(new Request(origin + path, init), '127.0.0.1')
    const [cookie] = response.headers.getSetCookie()
    if (cookie) headers.set('Cookie', cookie.split(';')[0] ?? '')
    return { status: response.status, text: await response.text() }
  }
}

test('serves simulated buildings to the demo account by default', async () => {
  const ask = await start()
  const session = await ask('GET', '/api/session')
  const { gateway } = JSON.parse(session.text)
  expect(gateway).toMatchObject({ pollSeconds: 5, demo: { username: 'demo@headroom.example' } })

  const { username, password, clientId, clientSecret } = gateway.demo
  const wrong = await ask('POST', '/api/v2/login', { username, password: 'wrong' })
  expect(wrong.status).toBe(401)
  const credentials = { client_id: clientId, client_secret: clientSecret }
  expect((await ask('POST', '/api/v2/clients/login', credentials)).status).toBe(200)
  expect((await ask('POST', '/api/v2/login', { username, password })).status).toBe(200)

  const report = await ask('POST', '/api/v3/reporting', {
    group_by: { order: ['room_id', 'mac_address'] },
    window: { every: '1s', function: 'max' },
    filter: { start: '-2m', measurements: ['presence'], value: { gte: 0 } },
  })
  expect(report.status).toBe(200)
  expect(Object.keys(JSON.parse(report.text).data).length).toBeGreaterThan(20)

  const places = await ask('POST', '/api/v3/graphql', { document: 'places' })
  expect(places.status).toBe(200)
  expect(JSON.parse(places.text).sites.length).toBeGreaterThan(0)
  expect(JSON.parse(places.text)).toMatchObject({ missing: [], asOf: now() })
  const sensors = await ask('POST', '/api/v3/graphql', { document: 'sensors' })
  expect(JSON.parse(sensors.text).sensors.length).toBeGreaterThan(40)
  expect(JSON.parse(sensors.text)).toMatchObject({ missing: [], asOf: now() })
  expect(JSON.parse(sensors.text).hives.length).toBeGreaterThan(1)
})
