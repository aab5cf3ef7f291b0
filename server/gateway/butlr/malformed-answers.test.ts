import { expect, test } from 'vitest'
import {
  answerWithLogins,
  displayCredentials,
  pairDisplay,
  readProblemCode,
  startGateway,
} from '#server/gateway/test-gateway.ts'
import type { Reply } from '#server/gateway/test-servers.ts'

const raw = (body: string): Reply => ({
  headers: { 'Content-Type': 'application/json' },
  body,
})
const deep = '['.repeat(100_000) + ']'.repeat(100_000)
const outlined = (id: string, corner: string) =>
  `{"id":"${id}","name":"${id}","coordinates":[[0,6],[${corner},6],[4,9]]}`
const places = (rooms: string) =>
  `{"data":{"sites":{"data":[{"id":"site_1","timezone":"Europe/Berlin","buildings":[{"id":"building_1",
    "floors":[{"id":"space_1","rooms":[${rooms}]}]}]}]}}}`
const sensors = (rest: string) =>
  `{"data":{"sensors":{"data":[{"id":"s1","mac_address":"m1","room_id":"room_1","mode":"presence"},
    {"id":"s2","mac_address":"m2","room_id":"room_2","mode":"presence"${rest}}]},"hives":{"data":[]}}}`

/** Starts a gateway with a paired display of all rooms. Butlr responds with these bodies, or with valid defaults. */
async function startWith(texts: { places?: string; sensors?: string; report?: string }) {
  const place = texts.places ?? places(outlined('room_1', '4'))
  const sensor = texts.sensors ?? sensors('')
  const report = texts.report ?? '{"data":{"room_1":{"m1":{"last":3}}}}'
  const { browser, send } = await startGateway(
    answerWithLogins(({ url, body }) => {
      if (url.endsWith('/reporting')) return raw(report)
      return raw(body.includes('HeadroomPlaces') ? place : sensor)
    }),
    { displayCredentials },
  )
  await browser.signInClient()
  const screen = await pairDisplay(browser, send)
  return { browser, screen }
}
async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  return Object(await response.json())
}

test('drops an outline with an infinite number, for the page and for displays', async () => {
  const { browser, screen } = await startWith({
    places: places(`${outlined('room_1', '1e309')},${outlined('room_2', '4')}`),
    sensors: sensors(',"center":[1e999,2],"last_heartbeat":1e999'),
  })
  const floors = [
    {
      rooms: [
        { id: 'room_1', name: 'room_1', coordinates: null },
        {
          id: 'room_2',
          coordinates: [
            [0, 6],
            [4, 6],
            [4, 9],
          ],
        },
      ],
    },
  ]
  const sites = [{ buildings: [{ floors }] }]
  expect(await bodyOf(await browser.post('/api/v3/graphql', { document: 'places' }))).toMatchObject(
    { sites, missing: [] },
  )
  const answer = await screen.get('/api/display/board')
  expect(answer.status).toBe(200)
  expect(await bodyOf(answer)).toMatchObject({ places: { sites }, sensors: { sensors: [{}, {}] } })
  expect((await screen.get('/api/display/readings')).status).toBe(200)
})

test('displays keep every room of a report, even if some are malformed', async () => {
  const { screen } = await startWith({
    report: `{"data":{"room_1":{"m1":{"last":3}},"room_2":"unavailable","room_3":[{"last":1}],
      "room_4":null,"room_5":[],"room_6":{"m6":{"last":1e999},"m7":${deep}}}}`,
  })
  const { data } = await bodyOf(await screen.get('/api/display/readings'))
  expect(data).toMatchObject({ room_1: { m1: { last: 3 } }, room_4: {}, room_5: {} })
  expect(Object(data)).toHaveProperty(['room_2', '*'])
  expect(Object(data)).toHaveProperty(['room_3', '*'])
  expect(Object.keys(Object(data)['room_6'])).toEqual(['m6', 'm7'])
})

test.each([
  ['deep nesting', `{"data":${deep}}`],
  ['a string as data', '{"data":"none"}'],
  ['a list as body', '[]'],
  ['invalid JSON', '{"data":{'],
])('returns upstream_invalid, not status 500, for a report with %s', async (_, report) => {
  const { browser, screen } = await startWith({ report })
  const shown = await screen.get('/api/display/readings')
  expect([shown.status, await readProblemCode(shown)]).toEqual([502, 'upstream_invalid'])
  expect(await readProblemCode(await browser.report())).toBe('upstream_invalid')
})

test('reports too deeply nested topology as missing or invalid, and never sends a display status 500', async () => {
  const { browser, screen } = await startWith({
    places: places(`${outlined('room_1', '4')},${deep}`),
    sensors: `{"data":${deep}}`,
  })
  expect(await bodyOf(await browser.post('/api/v3/graphql', { document: 'places' }))).toMatchObject(
    { missing: [{ kind: 'room', count: 1, within: 'space_1' }] },
  )
  const refused = await browser.post('/api/v3/graphql', { document: 'sensors' })
  expect(await readProblemCode(refused)).toBe('upstream_invalid')
  expect((await screen.get('/api/display/board')).status).not.toBe(500)
})

test('if a sensor reports in two rooms, counts it only in the room to which the topology assigns it', async () => {
  const { screen } = await startWith({
    report: '{"data":{"room_1":{"M2":{"last":5},"m1":{"last":1}},"room_2":{"m2":{"last":2}}}}',
  })
  const { data } = await bodyOf(await screen.get('/api/display/readings'))
  expect(data).toMatchObject({ room_2: { m2: { last: 2 } } })
  expect(Object.keys(Object(data)['room_1'])).toEqual(['m1'])
})
