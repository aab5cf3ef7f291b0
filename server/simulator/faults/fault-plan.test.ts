import * as v from 'valibot'
import { expect, test } from 'vitest'
import { createSimulator } from '#server/simulator/create-simulator.ts'
import { createFaultPlan, type Fault } from './fault-plan.ts'
import {
  createTestClient,
  Grouped,
  tuesdayMorning,
  tutorialRequest,
} from '#server/simulator/test-client.ts'

function start() {
  const simulator = createSimulator({ now: () => tuesdayMorning })
  const client = createTestClient(simulator)
  const ask = () => client.post('/api/v3/reporting', tutorialRequest)
  const strike = async (kind: Fault) => {
    simulator.faults.set('reporting', kind)
    return ask()
  }
  return { simulator, client, ask, strike }
}

test.each([401, 403, 429, 500, 504])('on demand the API answers with status %i', async (status) => {
  const response = await start().strike({ kind: 'status', status })
  expect(response.status).toBe(status)
  expect(response.headers.get('Retry-After')).toBeNull()
})

test('on demand a 429 says when to come back', async () => {
  const response = await start().strike({ kind: 'status', status: 429, retryAfter: 30 })
  expect(response.headers.get('Retry-After')).toBe('30')
})

test('a fault lasts as many requests as asked for, strikes only its route, and ends when cleared', async () => {
  const { simulator, client, ask } = start()
  simulator.faults.set('reporting', { kind: 'status', status: 503 }, 2)
  expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([
    503, 503, 200,
  ])
  simulator.faults.set('graphql', { kind: 'status', status: 500 })
  expect((await ask()).status).toBe(200)
  expect(
    (await client.post('/api/v3/graphql', { query: '{ sites { data { id } } }' })).status,
  ).toBe(500)
  simulator.faults.clear('graphql')
  expect(
    (await client.post('/api/v3/graphql', { query: '{ sites { data { id } } }' })).status,
  ).toBe(200)
  simulator.faults.set('all', { kind: 'status', status: 500 })
  expect((await ask()).status).toBe(500)
  simulator.faults.clear()
  expect((await ask()).status).toBe(200)
})

test('a delayed answer is the right one', async () => {
  const { ask, strike } = start()
  const usual: unknown = await (await ask()).json()
  expect(await (await strike({ kind: 'delay', ms: 5 })).json()).toEqual(usual)
})

test.each([{ kind: 'hang' }, { kind: 'delay', ms: 600_000 }] satisfies Fault[])(
  'a request that waits on $kind ends when it is given up',
  async (kind) => {
    const { simulator, client, ask } = start()
    await ask()
    simulator.faults.set('reporting', kind)
    const giveUp = new AbortController()
    const answer = client.post('/api/v3/reporting', tutorialRequest, { signal: giveUp.signal })
    giveUp.abort()
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' })
  },
)

test('a network failure rejects as fetch does', async () => {
  await expect(start().strike({ kind: 'network' })).rejects.toThrow(TypeError)
})

test('truncated JSON and web pages with status 200 are no JSON', async () => {
  const { strike } = start()
  const truncated = await strike({ kind: 'truncated' })
  expect(truncated.status).toBe(200)
  await expect(truncated.json()).rejects.toThrow(SyntaxError)
  const page = await strike({ kind: 'html' })
  expect(page.status).toBe(200)
  expect(page.headers.get('Content-Type')).toContain('text/html')
})

test('on demand the API answers with status 200 and any body', async () => {
  const response = await start().strike({ kind: 'body', body: { error: 'internal' } })
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ error: 'internal' })
})

test.each([
  ['object', {}],
  ['array', []],
  ['null', null],
] as const)('empty data may come as %s', async (shape, data) => {
  expect(await (await start().strike({ kind: 'empty', shape })).json()).toEqual({ data })
})

const Spoilt = v.object({
  data: v.record(
    v.string(),
    v.nullable(v.record(v.string(), v.nullable(v.record(v.string(), v.unknown())))),
  ),
})

test('a room, a sensor’s metrics or its last may be null, missing or no number', async () => {
  const { simulator, strike } = start()
  const room = simulator.topology.rooms.find(({ name }) => name === 'Juniper')
  const id = room?.id ?? ''
  const mac = room?.counting[1]?.mac ?? ''
  const answerTo = async (kind: Fault) => v.parse(Spoilt, await (await strike(kind)).json()).data
  expect((await answerTo({ kind: 'null-room', room: id }))[id]).toBeNull()
  expect((await answerTo({ kind: 'null-metrics', mac }))[id]?.[mac]).toBeNull()
  expect(
    (await answerTo({ kind: 'bad-last', last: 'missing', mac }))[id]?.[mac],
  ).not.toHaveProperty('last')
  expect((await answerTo({ kind: 'bad-last', last: 'text', mac }))[id]?.[mac]?.['last']).toBeTypeOf(
    'string',
  )
  const rooms = Object.values(await answerTo({ kind: 'null-room' }))
  expect(rooms.filter((one) => one === null)).toHaveLength(1)
})

test('GraphQL may answer with part of the data and errors beside it', async () => {
  const { simulator, client } = start()
  simulator.faults.set('graphql', { kind: 'partial-graphql' })
  const Partial = v.object({
    data: v.object({
      rooms: v.object({ data: v.array(v.nullable(v.object({ id: v.string() }))) }),
    }),
    errors: v.array(v.object({ message: v.string() })),
  })
  const response = await client.post('/api/v3/graphql', { query: '{ rooms { data { id } } }' })
  const { data, errors } = v.parse(Partial, await response.json())
  expect(data.rooms.data).toContain(null)
  expect(data.rooms.data.filter((room) => room !== null).length).toBeGreaterThan(20)
  expect(errors).toHaveLength(1)
})

test('sensors and rooms fall silent on demand, and speak again when cleared', async () => {
  const { simulator, ask } = start()
  const { faults, topology } = simulator
  const reporting = async () => v.parse(Grouped, await (await ask()).json()).data
  const juniper = topology.rooms.find(({ name }) => name === 'Juniper')
  const maple = topology.rooms.find(({ name }) => name === 'Maple')
  const mac = maple?.counting[0]?.mac ?? ''
  faults.silence({ rooms: ['Juniper'], macs: [mac] })
  const silent = await reporting()
  expect(silent).not.toHaveProperty([juniper?.id ?? ''])
  expect(silent[maple?.id ?? '']).not.toHaveProperty([mac])
  faults.clear()
  expect(await reporting()).toHaveProperty([juniper?.id ?? ''])
})

test('a pinned sensor counts what the test says', async () => {
  const { simulator, ask } = start()
  const sensor = simulator.topology.rooms.find(({ name }) => name === 'Hazel')?.counting[0]
  const last = async () => {
    const { data } = v.parse(Grouped, await (await ask()).json())
    return data[sensor?.room?.id ?? '']?.[sensor?.mac ?? '']?.last
  }
  expect(await last()).toBeUndefined()
  simulator.faults.override(sensor?.mac ?? '', 4)
  expect(await last()).toBe(4)
  simulator.faults.override(sensor?.mac ?? '', 0)
  expect(await last()).toBe(0)
})

test('faults can be put and deleted over HTTP, and a malformed one is refused', async () => {
  const { simulator, ask } = start()
  const call = (method: string, body?: unknown) =>
    simulator.fetch(
      new Request('http://simulator.test/simulator/faults', {
        method,
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    )
  expect(
    (await call('PUT', { route: 'reporting', fault: { kind: 'status', status: 503 }, times: 1 }))
      .status,
  ).toBe(204)
  expect([(await ask()).status, (await ask()).status]).toEqual([503, 200])
  const mac = simulator.topology.rooms.find(({ name }) => name === 'Maple')?.counting[0]?.mac ?? ''
  await call('PUT', { override: { [mac]: 9 }, silence: { rooms: ['Oak'] } })
  const text = await (await ask()).text()
  expect(text).not.toContain(simulator.topology.rooms.find(({ name }) => name === 'Oak')?.id)
  expect(text).toContain('"last":9')
  expect((await call('DELETE')).status).toBe(204)
  expect(await (await ask()).text()).toContain(
    simulator.topology.rooms.find(({ name }) => name === 'Oak')?.id,
  )
  expect((await call('PUT', { fault: { kind: 'earthquake' } })).status).toBe(400)
})

test('a plan can be handed in, and outlives the simulator it was made for', async () => {
  const faults = createFaultPlan()
  const { send } = createTestClient(createSimulator({ faults }))
  faults.set('login', { kind: 'status', status: 500 }, 1)
  expect((await send('/api/v2/login', '{}')).status).toBe(500)
})
