import * as v from 'valibot'
import { expect, test } from 'vitest'
import { createSimulator } from './create-simulator.ts'
import { createTestClient, Grouped, tuesdayMorning, tutorialRequest } from './test-client.ts'

const Devices = v.object({
  data: v.object({
    hives: v.object({
      data: v.array(
        v.object({
          name: v.string(),
          serialNumber: v.string(),
          isOnline: v.boolean(),
          isStreaming: v.boolean(),
          lastHeartbeat: v.number(),
          netPathStability: v.number(),
          sensors: v.array(
            v.object({
              mac_address: v.string(),
              is_online: v.boolean(),
              is_streaming: v.boolean(),
              last_heartbeat: v.number(),
            }),
          ),
        }),
      ),
    }),
  }),
})
const query = `{ hives { data { name serialNumber isOnline isStreaming lastHeartbeat netPathStability
  sensors { mac_address is_online is_streaming last_heartbeat } } } }`

/** Converts a wall-clock time in Berlin on a working day to Unix milliseconds. */
const inBerlin = (time: string) => Date.parse(`2026-11-24T${time}+01:00`)

function start(time = tuesdayMorning) {
  const clock = { time }
  const simulator = createSimulator({ now: () => clock.time, expiresIn: 86_400 })
  const client = createTestClient(simulator)
  const hives = async () =>
    v.parse(Devices, await (await client.post('/api/v3/graphql', { query })).json()).data.hives.data
  return {
    clock,
    simulator,
    hives,
    dead: async () => (await hives()).filter(({ isOnline }) => !isOnline),
    put: (body: unknown) =>
      simulator.fetch(
        new Request('http://simulator.test/simulator/faults', {
          method: 'PUT',
          body: JSON.stringify(body),
        }),
      ),
    clear: () =>
      simulator.fetch(new Request('http://simulator.test/simulator/faults', { method: 'DELETE' })),
    heard: async () =>
      Object.values(v.parse(Grouped, await client.report(tutorialRequest)).data).flatMap((room) =>
        Object.keys(room),
      ),
  }
}

test.each([
  ['10:29:59', []],
  ['10:30:00', ['Ground floor hive 3']],
  ['11:14:59', ['Ground floor hive 3']],
  ['11:15:00', []],
])('at %s on a working day, the offline hives are %j', async (time, names) => {
  expect((await start(inBerlin(time)).dead()).map(({ name }) => name)).toEqual(names)
})

test('keeps all hives online on a non-working day', async () => {
  expect(await start(Date.parse('2026-11-22T10:00:00Z')).dead()).toEqual([])
})

test('marks all sensors of an offline hive offline and omits them from reports', async () => {
  const { dead, heard } = start(inBerlin('10:45:00'))
  const [hive] = await dead()
  const died = inBerlin('10:30:00') / 1000
  expect(hive).toMatchObject({ isOnline: false, isStreaming: false })
  expect(hive?.lastHeartbeat).toBeGreaterThan(died - 60)
  expect(hive?.lastHeartbeat).toBeLessThanOrEqual(died)
  expect(hive?.sensors).toHaveLength(5)
  const macs = await heard()
  for (const sensor of hive?.sensors ?? []) {
    expect(sensor).toMatchObject({ is_online: false, is_streaming: false })
    expect(sensor.last_heartbeat).toBeLessThanOrEqual(died)
    expect(macs).not.toContain(sensor.mac_address)
  }
})

test('assigns five rooms and no entrance sensor to the hive with the daily outage', () => {
  const { hives } = start().simulator.topology
  const ill = hives.filter(({ diesDaily }) => diesDaily)
  const rooms = new Set(ill.flatMap(({ sensors }) => sensors.map(({ room }) => room?.name)))
  expect([...rooms]).toEqual(['Training 0.4', 'Studio', 'Servery', 'Booth 0.1', 'Booth 0.2'])
  expect(ill.flatMap(({ sensors }) => sensors).some(({ isEntrance }) => isEntrance)).toBe(false)
})

test.each(['name', 'serial'] as const)(
  'a fault that identifies a hive by %s keeps the hive offline until the faults are cleared',
  async (by) => {
    const { clock, simulator, put, clear, dead, heard } = start()
    const hive = simulator.topology.hives.find(({ name }) => name === 'Floor 3 hive 1')
    const macs = hive?.sensors.filter(({ slot }) => slot >= 0).map(({ mac }) => mac) ?? []
    expect(macs.length).toBeGreaterThan(3)
    expect(await heard()).toEqual(expect.arrayContaining(macs))

    expect((await put({ fault: { kind: 'hive', hive: hive?.[by] } })).status).toBe(204)
    const [found, ...others] = await dead()
    expect(others).toEqual([])
    expect(found?.name).toBe('Floor 3 hive 1')
    expect(found?.sensors.map((sensor) => sensor.is_online)).not.toContain(true)
    clock.time += 10 * 60_000
    const heardLater = await heard()
    expect(heardLater.filter((mac) => macs.includes(mac))).toEqual([])
    expect(heardLater.length).toBeGreaterThan(50)
    expect((await dead())[0]?.lastHeartbeat).toBe(found?.lastHeartbeat)

    await clear()
    expect(await dead()).toEqual([])
    expect(await heard()).toEqual(expect.arrayContaining(macs))
  },
)

test('applies a hive outage that started in the past, and silences the hive’s pinned sensors too', async () => {
  const { simulator, put, heard, dead } = start()
  const hive = simulator.topology.hives.find(({ name }) => name === 'Floor 2 hive 2')
  const mac = hive?.sensors[0]?.mac ?? ''
  simulator.faults.override(mac, 3)
  expect(await heard()).toContain(mac)
  const since = tuesdayMorning - 3 * 3_600_000
  await put({ fault: { kind: 'hive', hive: hive?.name, since } })
  expect(await heard()).not.toContain(mac)
  const [found] = await dead()
  expect(since / 1000 - (found?.lastHeartbeat ?? 0)).toBeLessThan(60)
  expect(since / 1000).toBeGreaterThanOrEqual(found?.lastHeartbeat ?? Number.NaN)
})

test('does not count crossings at doors whose hive is offline', async () => {
  const { simulator } = start()
  const { hives } = simulator.topology
  const under = hives.filter(({ sensors }) => sensors.some(({ isEntrance }) => isEntrance))
  const crossings = async (since?: number) => {
    const { simulator: other } = start()
    if (since !== undefined) for (const { name } of under) other.faults.powerOffHive(name, since)
    const answer = await createTestClient(other).report({
      group_by: { order: ['mac_address'] },
      window: { every: '1h', function: 'sum' },
      filter: { start: '-3h', measurements: ['traffic'] },
    })
    const { data } = v.parse(v.object({ data: v.record(v.string(), v.unknown()) }), answer)
    return Object.keys(data)
  }
  const macs = under.flatMap(({ sensors }) =>
    sensors.filter(({ isEntrance }) => isEntrance).map(({ mac }) => mac),
  )
  const counted = async (since?: number) =>
    (await crossings(since)).filter((mac) => macs.includes(mac))
  expect((await counted()).length).toBeGreaterThan(0)
  expect(await counted(0)).toEqual([])
})

test('rejects a hive fault without a hive', async () => {
  expect((await start().put({ fault: { kind: 'hive' } })).status).toBe(400)
})

test('gives only one hive a weak connection', async () => {
  const weak = (await start().hives()).filter(({ netPathStability }) => netPathStability < 0.9)
  expect(weak.map(({ name }) => name)).toEqual(['Floor 1 hive 1'])
})
