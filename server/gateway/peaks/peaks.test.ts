import { pino } from 'pino'
import { expect, test } from 'vitest'
import * as v from 'valibot'
import { maxIdLength } from '#src/contract/butlr-values.ts'
import { escapeId } from '#src/contract/id-codec.ts'
import { PeakResponse } from '#src/contract/peak.ts'
import {
  answerWithLogins,
  readProblemCode,
  createBrowser,
  startGateway,
} from '#server/gateway/test-gateway.ts'
import { json } from '#server/gateway/test-servers.ts'
import { temporaryStore } from '#server/gateway/store/test-stores.ts'
import { StoreError, type Store } from '#server/gateway/store/store.ts'

const startedAt = Date.parse('2026-03-02T09:00:00Z')
let sensorCount = 0
/** Returns a new MAC address, because a sensor counts towards one room only. */
const newMac = () => `00-17-0d-00-00-${(sensorCount += 1)}`
const places = {
  sites: {
    data: [
      {
        id: 'site_1',
        buildings: [
          {
            id: 'building_1',
            floors: [
              {
                id: 'space_1',
                rooms: [{ id: 'maple', name: 'Maple', capacity: { max: 6 } }, { id: 'oak' }],
                zones: [],
              },
            ],
          },
        ],
      },
    ],
  },
}

/** Returns a `sensors` response that assigns each sensor to a room. */
const sensorsIn = (roomByMac: Record<string, string>) => ({
  sensors: {
    data: Object.entries(roomByMac).map(([mac_address, room_id]) => ({
      id: `sensor_${mac_address}`,
      mac_address,
      room_id,
    })),
  },
  hives: { data: [] },
})

/** Starts a gateway whose Butlr returns the given counts: for each room, one count per sensor. */
async function gatewayOf(
  counts: { now: Record<string, unknown> },
  options = {},
  sensors: unknown = sensorsIn({}),
) {
  const gateway = await startGateway(
    answerWithLogins(({ url, body }) => {
      if (url.endsWith('/graphql')) {
        return json({ data: body.includes('sensors') ? sensors : places })
      }
      return json({ data: counts.now })
    }),
    options,
  )
  return gateway
}
const room = (...people: unknown[]) =>
  Object.fromEntries(people.map((last) => [newMac(), { last }]))

type Browser = ReturnType<typeof createBrowser>
async function poll(browser: Browser) {
  expect((await browser.report()).status).toBe(200)
}
async function peakOf(browser: Browser, roomId: string, since = 0) {
  const query = new URLSearchParams({ room: escapeId(roomId), since: String(since) })
  const response = await browser.get(`/api/peak?${query.toString()}`)
  const body: unknown = await response.json()
  // Prints the error if there is one.
  expect(body).toHaveProperty('peak')
  return v.parse(PeakResponse, body).peak
}
/** Signs in and requests the topology once, as a page does. */
const open = async (browser: Browser) => {
  await browser.signInPerson()
  await browser.post('/api/v3/graphql', { document: 'places' })
}

test('returns the largest sum of all live polls of the account', async () => {
  const counts = { now: {} }
  const { browser, clock } = await gatewayOf(counts)
  await open(browser)
  const at = clock.now
  for (const people of [3, 7, 6]) {
    counts.now = { maple: room(people, 1) }
    await poll(browser)
    clock.now += 5_000
  }
  expect(await peakOf(browser, 'maple')).toEqual({ at: at + 5_000, people: 8, sensors: 2 })
  expect(await peakOf(browser, 'maple', clock.now)).toBeNull()
  expect(await peakOf(browser, 'nowhere')).toBeNull()
})

test('excludes implausible and invalid counts from peaks', async () => {
  const { browser } = await gatewayOf({
    now: {
      maple: room(4, 61, 2.5, -1, '7', null),
      oak: room(1_000, 1_001),
      attic: { ...room(2), 'FA-KE-00': { last: 5 } },
      cellar: 'unavailable',
      hall: null,
    },
  })
  await open(browser)
  await poll(browser)
  expect(await peakOf(browser, 'maple')).toMatchObject({ people: 4, sensors: 1 })
  expect(await peakOf(browser, 'oak')).toMatchObject({ people: 1_000, sensors: 1 })
  expect(await peakOf(browser, 'attic')).toMatchObject({ people: 2, sensors: 1 })
  expect(await peakOf(browser, 'cellar')).toBeNull()
})

test('counts a sensor once in a peak, even if its MAC address has several spellings', async () => {
  const { browser } = await gatewayOf({
    now: {
      maple: {
        'AC-01': { last: 3 },
        ' ac-01 ': { last: 3 },
        'ac-02': { last: 1 },
        ' ': { last: 5 },
      },
    },
  })
  await open(browser)
  await poll(browser)
  expect(await peakOf(browser, 'maple')).toMatchObject({ people: 4, sensors: 2 })
})

test('if a sensor reports in two rooms, counts it only in the room to which the topology assigns it', async () => {
  const counts = { now: { maple: { 'ac-01': { last: 3 } }, oak: { 'AC-01': { last: 4 } } } }
  const { browser } = await gatewayOf(counts, {}, sensorsIn({ 'AC-01': 'oak' }))
  await browser.signInPerson()
  await poll(browser)
  await expect.poll(() => peakOf(browser, 'oak')).toMatchObject({ people: 4, sensors: 1 })
  expect(await peakOf(browser, 'maple')).toBeNull()
})

test('applies the maximum sensor count of the overrides file to peaks', async () => {
  const overrides = () => ({
    configured: true,
    overrides: { maximumSensorCount: 9, rooms: { maple: { maximumSensorCount: 100 } } },
    loadedAt: 0,
    problem: null,
  })
  const { browser } = await gatewayOf(
    { now: { maple: room(99, 101), oak: room(9, 10) } },
    { overrides },
  )
  await open(browser)
  await poll(browser)
  expect(await peakOf(browser, 'maple')).toMatchObject({ people: 99, sensors: 1 })
  expect(await peakOf(browser, 'oak')).toMatchObject({ people: 9, sensors: 1 })
})

test('does not return the peaks of another account', async () => {
  const { browser, send } = await gatewayOf({ now: { maple: room(5) } })
  await open(browser)
  await poll(browser)
  const other = createBrowser(send)
  await other.signInClient()
  expect(await peakOf(other, 'maple')).toBeNull()
  expect(await readProblemCode(await createBrowser(send).get('/api/peak?room=maple&since=0'))).toBe(
    'signed_out',
  )
})

test('restores peaks after a restart of the gateway, separately for each upstream', async () => {
  const atStop: (() => Promise<void>)[] = []
  const onStop = (task: () => Promise<void>) => void atStop.push(task)
  const store = await temporaryStore(() => startedAt)
  const counts = { now: { maple: room(7) } }
  const first = await gatewayOf(counts, { store, onStop })
  await open(first.browser)
  await poll(first.browser)
  counts.now = { maple: room(8) }
  await poll(first.browser)
  for (const task of atStop) await task()

  counts.now = { maple: room(6) }
  const baseUrl = first.upstream.baseUrl
  const again = await gatewayOf(counts, { store, baseUrl })
  await open(again.browser)
  await poll(again.browser)
  expect(await peakOf(again.browser, 'maple')).toMatchObject({ people: 8 })

  const elsewhere = await gatewayOf(counts, { store })
  await open(elsewhere.browser)
  expect(await peakOf(elsewhere.browser, 'maple')).toBeNull()
})

test('restores the peaks of a large building after a restart', async () => {
  const atStop: (() => Promise<void>)[] = []
  const onStop = (task: () => Promise<void>) => void atStop.push(task)
  const store = await temporaryStore(() => startedAt)
  const roomIds = Array.from({ length: 800 }, (_, index) => `raum_grün_${index}`)
  const counts = { now: {} }
  const first = await gatewayOf(counts, { store, onStop })
  await open(first.browser)
  const begin = first.clock.now
  // A decreasing count creates one step per quarter of an hour.
  for (let people = 40; people > 20; people -= 1) {
    counts.now = Object.fromEntries(roomIds.map((id) => [id, room(people)]))
    await poll(first.browser)
    first.clock.now += 15 * 60_000
    await first.browser.signInPerson()
  }
  for (const task of atStop) await task()

  const again = await gatewayOf(counts, { store, baseUrl: first.upstream.baseUrl })
  again.clock.now = first.clock.now
  await open(again.browser)
  for (const id of [roomIds[0] ?? '', roomIds.at(-1) ?? '']) {
    expect(await peakOf(again.browser, id)).toMatchObject({ people: 40 })
    expect(await peakOf(again.browser, id, begin + 3_600_000)).toMatchObject({ people: 36 })
  }
})

test('stores the peaks of the first rooms if the peaks of all rooms exceed the budget of the store', async () => {
  const atStop: (() => Promise<void>)[] = []
  const onStop = (task: () => Promise<void>) => void atStop.push(task)
  const store = await temporaryStore(() => startedAt)
  const roomIds = Array.from({ length: 15_000 }, (_, index) => `a room with a long id ${index}`)
  const counts = { now: Object.fromEntries(roomIds.map((id) => [id, room(5)])) }
  const first = await gatewayOf(counts, { store, onStop })
  await open(first.browser)
  await poll(first.browser)
  for (const task of atStop) await task()

  const again = await gatewayOf(counts, { store, baseUrl: first.upstream.baseUrl })
  await open(again.browser)
  expect(await peakOf(again.browser, roomIds[0] ?? '')).toMatchObject({ people: 5 })
})

test('records a poll even if no page has requested the topology yet, as after a restart', async () => {
  const counts = { now: { maple: room(61, 5) } }
  const { browser } = await gatewayOf(counts)
  await browser.signInPerson()
  await poll(browser)
  await expect.poll(() => peakOf(browser, 'maple')).toMatchObject({ people: 5, sensors: 1 })
})

test('writes at most two of twelve peaks within six seconds, and stores no account name', async () => {
  const store = await temporaryStore(() => startedAt)
  let writes = 0
  const counting: Store = {
    ...store,
    put: (key, written) => {
      writes += 1
      return store.put(key, written)
    },
  }
  const counts = { now: {} }
  const { browser, clock } = await gatewayOf(counts, { store: counting })
  await open(browser)
  for (let people = 1; people <= 12; people += 1) {
    counts.now = { maple: room(people) }
    await poll(browser)
    clock.now += 500
  }
  await expect.poll(() => writes).toBeGreaterThan(0)
  expect(writes).toBeLessThanOrEqual(2)
  expect(JSON.stringify(await store.list('peaks/'))).not.toContain('ada@')
})

test('logs unreadable stored peaks once', async () => {
  const store = await temporaryStore(() => startedAt)
  const first = await gatewayOf({ now: { maple: room(5) } }, { store })
  await open(first.browser)
  await poll(first.browser)
  await expect.poll(() => store.list('peaks/')).toHaveLength(1)
  const [[key] = ['']] = await store.list('peaks/')
  await store.put(key, { value: '{"maple":[[1,2]]}', untilMs: null })
  const logged: string[] = []
  const log = pino({ base: null }, { write: (line: string) => void logged.push(line) })
  const { browser } = await gatewayOf({ now: {} }, { store, log, baseUrl: first.upstream.baseUrl })
  await open(browser)
  for (let requests = 0; requests < 2; requests += 1) await peakOf(browser, 'maple')
  const warnings = logged.filter((line) => line.includes('cannot read stored peaks'))
  expect(warnings).toHaveLength(1)
  expect(warnings[0]).toContain(key)
})

/**
 * Requests the counts of a room's sensors per minute as a page does. `maximum` is the largest count that the request
 * allows.
 */
const requestMinutes = (browser: Browser, maximum = 60) =>
  browser.post('/api/v3/reporting', {
    group_by: { order: ['mac_address', 'time'] },
    window: { every: '1m', function: 'last' },
    filter: {
      start: '2026-03-02T00:00:00Z',
      measurements: ['presence'],
      rooms: { eq: ['maple'] },
      value: { gte: 0, lte: maximum },
    },
  })
const minuteAt = (time: string, count: number) => ({
  [`2026-03-0${time}:00Z`]: { sum: count, count: 1, last: count },
})

test('keeps a peak from a history when later responses contain no history', async () => {
  const north = { ...minuteAt('2T08:10', 4), ...minuteAt('2T08:40', 3) }
  const counts: { now: Record<string, unknown> } = { now: { north, south: minuteAt('2T08:10', 3) } }
  const { browser } = await gatewayOf(counts)
  await open(browser)
  expect((await requestMinutes(browser)).status).toBe(200)
  counts.now = { maple: room(5) }
  await poll(browser)
  const at = Date.parse('2026-03-02T08:10:00Z')
  await expect.poll(() => peakOf(browser, 'maple')).toEqual({ at, people: 7, sensors: 2 })
  await expect.poll(() => peakOf(browser, 'maple', at + 1)).toMatchObject({ people: 5 })
})

test.each([
  ['implausible counts', { north: minuteAt('2T08:10', 61) }, 60],
  ['counts in the future', { north: minuteAt('3T08:10', 7) }, 60],
  ['malformed counts', { north: minuteAt('2T08:10', -7), south: 'none' }, 60],
  [
    'minutes that may include counts above the limit of the room',
    { north: minuteAt('2T08:10', 7) },
    61,
  ],
])('records no peak from %s', async (_, now, maximum) => {
  const counts: { now: Record<string, unknown> } = { now }
  const { browser } = await gatewayOf(counts)
  await open(browser)
  await requestMinutes(browser, maximum)
  counts.now = { maple: room(2) }
  await poll(browser)
  await expect.poll(() => peakOf(browser, 'maple')).toMatchObject({ people: 2 })
})

test('records no peak from an incomplete history', async () => {
  const { browser } = await gatewayOf({
    now: { north: minuteAt('2T08:10', 7), errors: [{ message: 'partial' }] },
  })
  await open(browser)
  await requestMinutes(browser)
  expect(await peakOf(browser, 'maple')).toBeNull()
})

test('records peaks again once a clock that was a day fast is corrected, even if the store contains future peaks', async () => {
  const atStop: (() => Promise<void>)[] = []
  const onStop = (task: () => Promise<void>) => void atStop.push(task)
  const clockOfStore = { now: startedAt }
  const store = await temporaryStore(() => clockOfStore.now)
  const counts = { now: { maple: room(9) } }
  const fast = await gatewayOf(counts, { store, onStop })
  fast.clock.now += 86_400_000
  await open(fast.browser)
  await poll(fast.browser)
  for (const task of atStop) await task()

  counts.now = { maple: room(4) }
  const again = await gatewayOf(counts, { store, baseUrl: fast.upstream.baseUrl })
  await open(again.browser)
  expect(await peakOf(again.browser, 'maple')).toBeNull()
  fast.clock.now -= 86_400_000
  for (const { browser } of [fast, again]) {
    await poll(browser)
    await expect.poll(() => peakOf(browser, 'maple')).toMatchObject({ people: 4 })
  }
})

test('serves polls and keeps peaks in memory while the store is unreachable', async () => {
  const fails = () => Promise.reject(new StoreError('away'))
  const store: Store = {
    get: fails,
    getEntry: fails,
    list: fails,
    put: fails,
    replace: fails,
    delete: fails,
    close: async () => undefined,
  }
  const logged: string[] = []
  const log = pino({ base: null }, { write: (line: string) => void logged.push(line) })
  const { browser } = await gatewayOf({ now: { maple: room(5) } }, { store, log })
  await open(browser)
  await poll(browser)
  expect(await peakOf(browser, 'maple')).toMatchObject({ people: 5 })
  await expect.poll(() => logged.join()).toContain('cannot store daily peaks')
})

test.each(['a b&c', 'x\ud800', '~d800~', '\ufffd', 'ü'.repeat(maxIdLength)])(
  'returns the peak of the room with the ID %j',
  async (id) => {
    const { browser } = await gatewayOf({ now: { [id]: room(5) } })
    await open(browser)
    await poll(browser)
    expect(await peakOf(browser, id)).toMatchObject({ people: 5 })
  },
)

test('rejects a request without a room or a valid time', async () => {
  const { browser } = await gatewayOf({ now: {} })
  await open(browser)
  const longId = `?room=${'x'.repeat(maxIdLength + 1)}&since=0`
  for (const query of ['', '?room=maple', '?room=&since=0', '?room=maple&since=-1', longId]) {
    expect(await readProblemCode(await browser.get(`/api/peak${query}`))).toBe('invalid_request')
  }
})
