import * as fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { groupKeys, measurements, windowFunctions } from '#src/contract/reporting.ts'
import { createSimulator, type SimulatorOptions } from './create-simulator.ts'
import { createTestClient, Grouped, tuesdayMorning, tutorialRequest } from './test-client.ts'

function start(options: SimulatorOptions = {}) {
  let time = tuesdayMorning
  const simulator = createSimulator({ now: () => time, ...options })
  const client = createTestClient(simulator)
  return {
    simulator,
    client,
    pass: (seconds: number) => {
      time += seconds * 1000
    },
    room: (name: string) => {
      const room = simulator.topology.rooms.find((one) => one.name === name)
      if (room === undefined) throw new Error(`Room ${name} does not exist.`)
      return room
    },
  }
}

type Metrics = v.InferOutput<typeof Grouped>['data'][string][string]

const lastOf = (metrics: Record<string, Metrics> = {}) =>
  Object.values(metrics).reduce((people, { last }) => people + last, 0)

/** Returns the sorted times in a report of one room. */
async function reportedTimes(
  { client, room }: ReturnType<typeof start>,
  name: string,
  { window, filter }: { window: object; filter: object },
): Promise<string[]> {
  const { id } = room(name)
  const { data } = v.parse(
    Grouped,
    await client.report({
      group_by: { order: ['room_id', 'time'] },
      window,
      filter: { ...filter, rooms: { eq: [id] } },
    }),
  )
  return Object.keys(data[id] ?? {}).sort()
}

test('responds to the documented example request with nine metrics per room and sensor', async () => {
  const { client, room } = start()
  const { data } = v.parse(Grouped, await client.report(tutorialRequest))
  const juniper = room('Juniper')
  expect(Object.keys(data[juniper.id] ?? {}).sort()).toEqual(
    juniper.counting.map(({ mac }) => mac).sort(),
  )
  const metrics = Object.values(data).flatMap((sensors) => Object.values(sensors))
  for (const { count, sum, min, max, mean } of metrics) {
    expect(count).toBeGreaterThan(0)
    expect(count).toBeLessThanOrEqual(120)
    expect(mean).toBe(sum / count)
    expect(min).toBeLessThanOrEqual(max)
  }
})

test('simulates a busy weekday morning with a room over capacity and rooms with missing sensors', async () => {
  const { simulator, client } = start()
  const { data } = v.parse(Grouped, await client.report(tutorialRequest))
  const rooms = simulator.topology.rooms.map(({ id, name, capacity, counting }) => ({
    name,
    capacity,
    sensors: counting.length,
    reporting: Object.keys(data[id] ?? {}).filter((mac) => !mac.startsWith('fa-ke')).length,
    people: lastOf(
      Object.fromEntries(
        Object.entries(data[id] ?? {}).filter(([mac]) => !mac.startsWith('fa-ke')),
      ),
    ),
  }))
  const people = rooms.reduce((total, room) => total + room.people, 0)
  expect(people).toBeGreaterThan(200)
  expect(people).toBeLessThan(400)
  const used = rooms.filter((room) => room.people > 0).length
  expect(used / rooms.length).toBeGreaterThan(0.5)
  expect(used / rooms.length).toBeLessThan(0.85)
  const over = rooms.filter((room) => room.capacity > 0 && room.people > room.capacity)
  expect(over.map(({ name }) => name)).toContain('Oak')
  const incomplete = rooms.filter((room) => room.reporting < room.sensors).map(({ name }) => name)
  expect(incomplete).toContain('Hazel')
  expect(incomplete).toContain('Willow')
})

test.each([
  ['a Sunday night', '2026-11-22T02:00:00Z'],
  ['Christmas Day at noon', '2026-12-25T11:00:00Z'],
])('reports a small but changing number of people on %s', async (_name, instant) => {
  let time = Date.parse(instant)
  const client = createTestClient(createSimulator({ now: () => time }))
  const seen = new Set<string>()
  let most = 0
  for (let poll = 0; poll < 12; poll += 1) {
    const { data } = v.parse(Grouped, await client.report(tutorialRequest))
    const rooms = Object.entries(data).map(([id, sensors]): [string, number] => [
      id,
      lastOf(sensors),
    ])
    most = Math.max(
      most,
      rooms.reduce((total, [, people]) => total + people, 0),
    )
    seen.add(JSON.stringify(rooms.filter(([, people]) => people > 0)))
    time += 10_000
  }
  expect(most).toBeLessThan(20)
  expect(seen.size).toBeGreaterThan(6)
})

test('returns the same response for the same seed and a different response for another seed', async () => {
  const first = start()
  const answer = await first.client.report(tutorialRequest)
  expect(await first.client.report(tutorialRequest)).toEqual(answer)
  expect(await start().client.report(tutorialRequest)).toEqual(answer)
  expect(await start({ seed: 'other' }).client.report(tutorialRequest)).not.toEqual(answer)
})

test('returns the same values for a past window whenever it is requested', async () => {
  const { client, pass } = start()
  const body = {
    group_by: { order: ['room_id', 'mac_address'] },
    window: { every: '5m', function: 'mean' },
    filter: {
      start: '2026-11-20T08:00:00Z',
      stop: '2026-11-20T09:00:00Z',
      measurements: ['presence'],
    },
  }
  const answer = await client.report(body)
  pass(1800)
  expect(await client.report(body)).toEqual(answer)
})

test('omits empty rooms when zeros are withheld, unless create_empty is set', async () => {
  const night = Date.parse('2026-11-22T02:00:00Z')
  const { client, room } = start({ zeros: 'withheld', now: () => night })
  const body = {
    group_by: { order: ['room_id', 'mac_address'] },
    window: { every: '1m', function: 'max' },
    filter: {
      start: '-2m',
      measurements: ['presence'],
      rooms: { eq: [room('Alder').id] },
      value: { gte: 0 },
    },
  }
  expect(await client.report(body)).toEqual({ data: {} })
  const filled = { ...body, window: { ...body.window, create_empty: true } }
  const { data } = v.parse(Grouped, await client.report(filled))
  expect(lastOf(data[room('Alder').id])).toBe(0)
  const reported = start({ now: () => night })
  expect(Object.keys(v.parse(Grouped, await reported.client.report(body)).data)).toEqual([
    room('Alder').id,
  ])
})

test('groups one value per sensor and window by room and time', async () => {
  const { client, room } = start()
  const juniper = room('Juniper')
  const body = {
    group_by: { order: ['room_id', 'time'] },
    window: { every: '1m', function: 'last' },
    filter: { start: '-30m', measurements: ['presence'], rooms: { eq: [juniper.id] } },
  }
  const { data } = v.parse(Grouped, await client.report(body))
  const minutes = data[juniper.id] ?? {}
  expect(Object.keys(minutes).sort()[0]).toBe('2026-11-24T08:30:00Z')
  expect(Object.keys(minutes)).toHaveLength(30)
  for (const { count } of Object.values(minutes)) expect(count).toBe(juniper.counting.length)
})

const Flat = v.object({
  data: v.array(v.record(v.string(), v.unknown())),
  page_info: v.object({
    page: v.number(),
    page_item_count: v.number(),
    total_item_count: v.number(),
    total_pages: v.number(),
  }),
})

const flatTraffic = {
  window: { every: '1h', function: 'sum', timezone: 'Europe/Berlin' },
  filter: {
    start: '2026-11-24T06:00:00Z',
    stop: '2026-11-24T08:30:00Z',
    measurements: ['traffic'],
  },
}

test('returns flat rows with 21 keys and a page_info with zero counts when group_by is missing', async () => {
  const { client } = start()
  const { data, page_info: info } = v.parse(Flat, await client.report(flatTraffic))
  expect(Object.keys(data[0] ?? {})).toHaveLength(21)
  expect(info).toEqual({ page: 1, page_item_count: 0, total_item_count: 0, total_pages: 1 })
  expect(data[0]).toMatchObject({
    measurement: 'traffic',
    zone_id: '',
    timezone_offset: '1h',
    preprocessed: false,
  })
})

test('labels flat traffic rows with the window end, and returns them unsorted and without zeros', async () => {
  const { client } = start()
  const { data } = v.parse(Flat, await client.report(flatTraffic))
  const times = data.map((row) => String(row['time']))
  expect([...new Set(times)].sort()).toEqual([
    '2026-11-24T07:00:00Z',
    '2026-11-24T08:00:00Z',
    '2026-11-24T08:30:00Z',
  ])
  expect(times).not.toEqual([...times].sort())
  for (const row of data) expect(row['value']).not.toBe(0)
})

test('returns the requested page with correct counts when paginate is set', async () => {
  const { client } = start()
  const whole = v.parse(Flat, await client.report(flatTraffic))
  const page = v.parse(
    Flat,
    await client.report({ ...flatTraffic, paginate: { page: 2, limit: 3 } }),
  )
  expect(page.data).toEqual(whole.data.slice(3, 6))
  expect(page.page_info).toMatchObject({
    page: 2,
    page_item_count: 3,
    total_item_count: whole.data.length,
  })
})

test('nests raw rows by group_by.order and renames the measurement of calibrated traffic occupancy', async () => {
  const { client } = start()
  const Raw = v.object({
    data: v.record(v.string(), v.record(v.string(), v.array(v.record(v.string(), v.unknown())))),
  })
  const { data } = v.parse(
    Raw,
    await client.report({
      group_by: { order: ['room_id', 'time'], raw: true },
      window: { every: '1m', function: 'max' },
      filter: { start: '-10m', measurements: ['traffic_room_occupancy'], calibrated: 'true' },
    }),
  )
  const [byTime = {}] = Object.values(data)
  const [time = '', rows = []] = Object.entries(byTime)[0] ?? []
  expect(rows).toHaveLength(1)
  expect(rows[0]).toMatchObject({
    time,
    start: time,
    measurement: 'aggregator_occupancy',
    field: 'aggregator_headcount',
    preprocessed: true,
  })
})

test('computes traffic occupancy as entries minus exits since local midnight', async () => {
  const { client, room } = start()
  const auditorium = room('Auditorium').id
  const ask = (measurement: string, order: string[], window: object) =>
    client.report({
      group_by: { order },
      window,
      filter: {
        start: '2026-11-23T23:00:00Z',
        stop: '2026-11-24T08:55:01Z',
        measurements: [measurement],
        rooms: { eq: [auditorium] },
      },
    })
  const crossings = v.parse(
    Grouped,
    await ask('traffic', ['room_id', 'field'], { every: '1h', function: 'sum' }),
  )
  const { in: inward, out: outward } = crossings.data[auditorium] ?? {}
  const occupancy = v.parse(
    Grouped,
    await ask('traffic_room_occupancy', ['room_id', 'field'], { every: '1m', function: 'last' }),
  )
  expect(occupancy.data[auditorium]?.['occupancy']?.last).toBe(
    (inward?.sum ?? 0) - (outward?.sum ?? 0),
  )
})

test('delays consolidated occupancy by one to two minutes', async () => {
  const times = await reportedTimes(start(), 'Juniper', {
    window: { every: '1m', function: 'median' },
    filter: { start: '-5m', measurements: ['room_occupancy'] },
  })
  expect(times).toEqual(
    ['08:55', '08:56', '08:57', '08:58'].map((time) => `2026-11-24T${time}:00Z`),
  )
})

test('filters by room, floor, building, sensor and tag, and groups by tag', async () => {
  const { client, simulator, room } = start()
  const juniper = room('Juniper')
  const ask = async (order: string[], filter: object) =>
    v.parse(
      Grouped,
      await client.report({
        group_by: { order },
        window: { every: '1s', function: 'max' },
        filter: { start: '-2m', measurements: ['presence'], ...filter },
      }),
    ).data
  const order = ['room_id', 'mac_address']
  expect(Object.keys(await ask(order, { rooms: { eq: [juniper.id] } }))).toEqual([juniper.id])
  const onFloor = await ask(order, { spaces: { eq: [juniper.floor.id] } })
  expect(Object.keys(onFloor).every((id) => juniper.floor.rooms.some((one) => one.id === id))).toBe(
    true,
  )
  const inBuilding = await ask(['building_id', 'room_id'], {
    buildings: { eq: [juniper.floor.building.id] },
  })
  expect(Object.keys(inBuilding)).toEqual([juniper.floor.building.id])
  const [sensor] = juniper.counting
  const bySensor = await ask(order, { sensors: { eq: [sensor?.mac] } })
  expect(bySensor).toEqual({ [juniper.id]: { [sensor?.mac ?? '']: expect.anything() } })
  const quiet = simulator.topology.tags.find(({ name }) => name === 'Quiet')
  const tagged = await ask(['tag_id', 'room_id'], { tags: { eq: [quiet?.id] } })
  expect(Object.keys(tagged)).toEqual([quiet?.id])
  expect(Object.keys(tagged[quiet?.id ?? ''] ?? {}).sort()).toEqual(
    quiet?.rooms.map(({ id }) => id).sort(),
  )
  expect(await ask(order, { rooms: { eq: ['room_unknown'] } })).toEqual({})
  expect(await ask(order, { value: { gt: 10_000 } })).toEqual({})
})

test('returns only hours and days that time_constraints allow', async () => {
  const times = await reportedTimes(start(), 'Desks North', {
    window: { every: '1h', function: 'max', timezone: 'Europe/Berlin' },
    filter: {
      start: '2026-11-20T00:00:00Z',
      stop: '2026-11-23T23:00:00Z',
      measurements: ['presence'],
      time_constraints: {
        time_ranges: [{ start: '09:00', stop: '11:00' }],
        exclude_days_of_week: ['Saturday', 'sunday'],
      },
    },
  })
  expect(times).toEqual([
    '2026-11-20T08:00:00Z',
    '2026-11-20T09:00:00Z',
    '2026-11-23T08:00:00Z',
    '2026-11-23T09:00:00Z',
  ])
})

test('aligns days to window.timezone across a clock change', async () => {
  const times = await reportedTimes(
    start({ now: () => Date.parse('2026-10-27T12:00:00Z') }),
    'Service desk',
    {
      window: { every: '1d', function: 'max', timezone: 'Europe/Berlin' },
      filter: {
        start: '2026-10-23T22:00:00Z',
        stop: '2026-10-26T23:00:00Z',
        measurements: ['presence'],
      },
    },
  )
  expect(times).toEqual(['2026-10-23T22:00:00Z', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'])
})

test('returns no data for future ranges and for ranges that end before they start', async () => {
  const { client } = start()
  const ask = (filter: object) =>
    client.report({
      group_by: { order: ['room_id'] },
      window: { every: '1h', function: 'max' },
      filter: { measurements: ['presence'], ...filter },
    })
  expect(await ask({ start: '2027-01-01T00:00:00Z', stop: '2027-01-02T00:00:00Z' })).toEqual({
    data: {},
  })
  expect(await ask({ start: '2026-11-24T08:00:00Z', stop: '2026-11-24T07:00:00Z' })).toEqual({
    data: {},
  })
})

test.each([
  ['invalid JSON', '{"group_by":', 'JSON'],
  ['no filter', '{"window":{"every":"1s","function":"max"}}', 'filter'],
  [
    'an unknown window',
    '{"window":{"every":"1w","function":"max"},"filter":{"start":"-2m","measurements":["presence"]}}',
    'every',
  ],
  [
    'an unknown function',
    '{"window":{"every":"1s","function":"mode"},"filter":{"start":"-2m","measurements":["presence"]}}',
    'function',
  ],
  [
    'an unknown zone',
    '{"window":{"every":"1s","function":"max","timezone":"Mars/Base"},"filter":{"start":"-2m","measurements":["presence"]}}',
    'Mars/Base',
  ],
  [
    'stop "now"',
    '{"window":{"every":"1s","function":"max"},"filter":{"start":"-2m","stop":"now","measurements":["presence"]}}',
    'stop',
  ],
  [
    'an unknown measurement',
    '{"window":{"every":"1s","function":"max"},"filter":{"start":"-2m","measurements":["weather"]}}',
    'weather',
  ],
])('responds with status 400 and a reason to a request with %s', async (_name, body, reason) => {
  const { client } = start()
  const response = await client.post('/api/v3/reporting', body)
  expect(response.status).toBe(400)
  expect(await response.text()).toContain(reason)
})

test('ignores unknown fields of a request', async () => {
  const { client } = start()
  const body: unknown = JSON.parse(tutorialRequest)
  const extended = {
    ...v.parse(v.record(v.string(), v.unknown()), body),
    options: { format: 'json' },
    hint: 1,
  }
  expect(await client.report(extended)).toEqual(await client.report(tutorialRequest))
})

test('every response has the simulated time in its Date header, and no CORS header', async () => {
  const { client } = start()
  for (const response of [
    await client.post('/api/v3/reporting', tutorialRequest),
    await client.send('/nowhere', ''),
  ]) {
    expect(response.headers.get('Date')).toBe(new Date(tuesdayMorning).toUTCString())
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
  }
})

test('responds with status 504 to a query that would take minutes', async () => {
  const { client } = start()
  const response = await client.post('/api/v3/reporting', {
    window: { every: '1s', function: 'max', create_empty: true },
    filter: { start: '-700d', measurements: ['presence'] },
  })
  expect(response.status).toBe(504)
})

test('responds to any request body with status 200, 400, 413 or 504', async () => {
  const { client } = start()
  const words = fc.constantFrom(
    '1s',
    '1m',
    '999999d',
    '-2m',
    '-1h',
    'max',
    'median',
    'now',
    'UTC',
    'Europe/Berlin',
    'presence',
    'traffic',
    'time',
    'room_id',
    '',
    '2026-11-24T08:00:00Z',
    '9999-12-31T23:59:59Z',
    '0000-01-01T00:00:00Z',
  )
  const loose = fc.oneof(words, fc.jsonValue({ maxDepth: 1 }))
  const body = fc.record(
    {
      group_by: fc.oneof(
        fc.record({ order: fc.array(loose, { maxLength: 3 }), raw: fc.boolean() }),
        loose,
      ),
      window: fc.record(
        { every: words, function: words, timezone: loose, create_empty: fc.boolean() },
        { requiredKeys: [] },
      ),
      filter: fc.record(
        {
          start: words,
          stop: words,
          measurements: fc.array(words, { maxLength: 2 }),
          value: loose,
        },
        { requiredKeys: [] },
      ),
      paginate: fc.oneof(fc.record({ page: fc.integer(), limit: fc.integer() }), loose),
    },
    { requiredKeys: [] },
  )
  await fc.assert(
    fc.asyncProperty(fc.oneof(body, fc.jsonValue()), async (asked) => {
      const { status } = await client.post('/api/v3/reporting', JSON.stringify(asked))
      expect([200, 400, 413, 504]).toContain(status)
    }),
    { numRuns: 300 },
  )
})

test('accepts any combination of well-formed query options', async () => {
  const { client } = start()
  const key = fc.constantFrom(...groupKeys)
  const body = fc.record({
    group_by: fc.record({ order: fc.uniqueArray(key, { maxLength: 7 }), raw: fc.boolean() }),
    window: fc.record({
      every: fc.constantFrom('1s', '7s', '1m', '1h', '1d'),
      function: fc.constantFrom(...windowFunctions),
      timezone: fc.constantFrom('UTC', 'Europe/Berlin'),
      create_empty: fc.boolean(),
    }),
    filter: fc.record({
      // The ranges are short, so that no response with one-second windows is too large.
      start: fc.constantFrom('-2m', '-3m', '2026-11-24T08:57:00Z'),
      measurements: fc.uniqueArray(fc.constantFrom(...measurements), {
        minLength: 1,
        maxLength: 2,
      }),
    }),
  })
  await fc.assert(
    fc.asyncProperty(body, async (asked) => {
      const response = await client.post('/api/v3/reporting', asked)
      expect({ asked, status: response.status }).toEqual({ asked, status: 200 })
    }),
    { numRuns: 40 },
  )
})
