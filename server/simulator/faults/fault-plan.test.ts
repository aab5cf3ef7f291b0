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

test.each([401, 403, 429, 500, 504])(
  'responds with status %i while a status fault is set',
  async (status) => {
    const response = await start().strike({ kind: 'status', status })
    expect(response.status).toBe(status)
    expect(response.headers.get('Retry-After')).toBeNull()
  },
)

test('sends Retry-After with a 429 when the fault sets it', async () => {
  const response = await start().strike({ kind: 'status', status: 429, retryAfter: 30 })
  expect(response.headers.get('Retry-After')).toBe('30')
})

test('applies a fault to its route only, for the given number of requests or until cleared', async () => {
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

test('returns the normal response after the delay of a delay fault', async () => {
  const { ask, strike } = start()
  const usual: unknown = await (await ask()).json()
  expect(await (await strike({ kind: 'delay', ms: 5 })).json()).toEqual(usual)
})

test.each([{ kind: 'hang' }, { kind: 'delay', ms: 600_000 }] satisfies Fault[])(
  'rejects a request that is aborted while it waits because of a $kind fault',
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

test('a network fault rejects with a TypeError, as fetch does when a connection fails', async () => {
  await expect(start().strike({ kind: 'network' })).rejects.toThrow(TypeError)
})

test('the faults “truncated” and “html” send truncated JSON and an HTML page with status 200', async () => {
  const { strike } = start()
  const truncated = await strike({ kind: 'truncated' })
  expect(truncated.status).toBe(200)
  await expect(truncated.json()).rejects.toThrow(SyntaxError)
  const page = await strike({ kind: 'html' })
  expect(page.status).toBe(200)
  expect(page.headers.get('Content-Type')).toContain('text/html')
})

test('a body fault sends the given body with status 200', async () => {
  const response = await start().strike({ kind: 'body', body: { error: 'internal' } })
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ error: 'internal' })
})

test.each([
  ['object', {}],
  ['array', []],
  ['null', null],
] as const)('an empty fault with the shape "%s" replaces the data with %j', async (shape, data) => {
  expect(await (await start().strike({ kind: 'empty', shape })).json()).toEqual({ data })
})

const Spoilt = v.object({
  data: v.record(
    v.string(),
    v.nullable(v.record(v.string(), v.nullable(v.record(v.string(), v.unknown())))),
  ),
})

test('sets a room or the metrics of a sensor to null, and removes a sensor’s last value or sends it as a string', async () => {
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

test('a partial-graphql fault sends partial GraphQL data together with errors', async () => {
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

test('silences the given sensors and rooms until the faults are cleared', async () => {
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

test('reports the pinned count of an overridden sensor', async () => {
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

test('sets and clears faults over HTTP and rejects a malformed fault', async () => {
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

test('applies the faults of a plan that is passed as an option', async () => {
  const faults = createFaultPlan()
  const { send } = createTestClient(createSimulator({ faults }))
  faults.set('login', { kind: 'status', status: 500 }, 1)
  expect((await send('/api/v2/login', '{}')).status).toBe(500)
})
