import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSnapshotPoller } from '#src/data/reporting/pollers.tsx'
import { parseReport, type Snapshot } from '#src/domain/readings/readings.ts'
import { createFakeWorker, type FakeWorker } from '#src/testing/fake-worker.ts'
import { snapshotQuery } from '#src/data/live-rooms/use-live-rooms.ts'
import { sensorDirectoryQuery } from '#src/data/topology/queries.ts'
import {
  parseSensorsResponse,
  type SensorDirectory,
} from '#src/domain/topology/sensor-directory.ts'

const smallBuilding = 20
const largeBuilding = 2_000

/** Returns a report in which one room has three people. */
function report(rooms: number, busy: number): string {
  const sensors = Array.from({ length: rooms }, (_, index) => [
    `room_${index}`,
    { [`00-17-0d-00-00-00-${index}`]: leaf(index === busy ? 3 : 0) },
  ])
  return JSON.stringify({ data: Object.fromEntries(sensors) })
}

function leaf(last: number) {
  return { sum: 9, min: 0, max: last, count: 9, mean: 1, median: 1, stddev: 0, first: 0, last }
}

const people = (snapshot: Snapshot) =>
  Object.entries(snapshot.readings).flatMap(([id, sensors]) =>
    Object.values(sensors).flatMap((reading) =>
      reading.kind === 'reading' && reading.metrics.last > 0 ? [[id, reading.metrics.last]] : [],
    ),
  )

/** Polls once for each response, and returns the snapshots. */
async function poll(...texts: string[]): Promise<Snapshot[]> {
  const client = new QueryClient()
  const query = snapshotQuery(createSnapshotPoller(5_000))
  const snapshots: Snapshot[] = []
  for (const text of texts) {
    respond.mockResolvedValueOnce(new Response(text))
    snapshots.push(await client.query({ ...query, staleTime: 0 }))
  }
  return snapshots
}

const respond = vi.fn<() => Promise<Response>>()
const started: { url: string; worker: FakeWorker }[] = []

/** A fake `Worker` that parses responses as `response-worker.ts` does. */
function BrowserWorker(url: string, { name }: { name: string }): FakeWorker {
  const worker = name === 'report' ? createReportWorker() : createSensorsWorker()
  started.push({ url, worker })
  return worker
}

function createReportWorker(): FakeWorker {
  return createFakeWorker((text) => {
    const { readings, incomplete } = parseReport(JSON.parse(text))
    return { entries: readings, info: { incomplete } }
  })
}

function createSensorsWorker(): FakeWorker {
  return createFakeWorker((text) => {
    const { devices, byRoom: _, ...info } = parseSensorsResponse(JSON.parse(text))
    return { entries: Object.fromEntries(devices.entries()), info }
  })
}

beforeEach(() => {
  vi.resetModules()
  vi.stubGlobal('fetch', respond)
})
afterEach(() => {
  started.length = 0
})

/** Returns poll responses in which people move to another room, stay there and leave. */
const pollsOf = (rooms: number) => [1, 2, 2, 2, rooms].map((busy) => report(rooms, busy))
const readingsOf = (snapshots: Snapshot[]) => snapshots.map(({ readings }) => readings)

test('parses polls of a large building in a worker, with the same readings as on the main thread', async () => {
  const inPage = await poll(...pollsOf(largeBuilding))
  vi.resetModules()
  vi.stubGlobal('Worker', BrowserWorker)
  const inWorker = await poll(...pollsOf(largeBuilding))
  expect(started).toHaveLength(1)
  expect(readingsOf(inWorker)).toEqual(readingsOf(inPage))
  expect(inWorker.map(people)).toEqual([
    [['room_1', 3]],
    [['room_2', 3]],
    [['room_2', 3]],
    [['room_2', 3]],
    [],
  ])
  for (const [, first, second, third, last] of [inPage, inWorker]) {
    expect(second?.readings).toBe(first?.readings)
    expect(last?.readings['room_1']).toBe(third?.readings['room_1'])
    expect(last?.readings['room_2']).not.toBe(third?.readings['room_2'])
  }
})

test('the worker sends only the rooms that changed', async () => {
  vi.stubGlobal('Worker', BrowserWorker)
  await poll(report(largeBuilding, 1), report(largeBuilding, 1), report(largeBuilding, 2))
  const [{ worker } = { worker: null }] = started
  expect(worker?.parts).toMatchObject([
    { kind: 'entries', entries: { room_1: {}, room_2: {} } },
    { kind: 'end', complete: false, removed: [], info: { incomplete: false } },
  ])
})

test('parses polls of a small building on the main thread', async () => {
  vi.stubGlobal('Worker', BrowserWorker)
  await poll(...pollsOf(smallBuilding))
  expect(started).toHaveLength(0)
})

type PolicyRules = { createScriptURL: (url: string) => string }

test('starts the worker through a Trusted Types policy that allows only its URL', async () => {
  const createPolicy = vi.fn<(name: string, rules: PolicyRules) => PolicyRules>((_, rules) => ({
    createScriptURL: (url) => `trusted ${rules.createScriptURL(url)}`,
  }))
  vi.stubGlobal('trustedTypes', { createPolicy })
  vi.stubGlobal('Worker', BrowserWorker)
  await poll(...pollsOf(largeBuilding))
  expect(createPolicy.mock.calls).toEqual([['response-worker', expect.anything()]])
  expect(started.map(({ url }) => url)).toEqual([
    expect.stringMatching(/^trusted .*response-worker/),
  ])
  const [[, rules] = []] = createPolicy.mock.calls
  expect(rules?.createScriptURL('https://evil.example/x.js')).toMatch(/response-worker/)
})

test('parses on the main thread when the content security policy blocks the worker', async () => {
  vi.stubGlobal('Worker', BrowserWorker)
  vi.stubGlobal('trustedTypes', {
    createPolicy: () => {
      throw new TypeError('disallowed by the policy')
    },
  })
  expect((await poll(...pollsOf(largeBuilding))).map(people).at(-2)).toEqual([['room_2', 3]])
  expect(started).toHaveLength(0)
})

test('rejects a large response that is not a report, with the same error as for a small response', async () => {
  vi.stubGlobal('Worker', BrowserWorker)
  const first = report(largeBuilding, 1)
  const broken = [JSON.stringify({ data: 'text'.repeat(100_000) }), '<p>'.repeat(100_000)]
  for (const text of [...broken, '{"data":"text"}', '<p>']) {
    await expect(poll(first, text)).rejects.toMatchObject({ name: 'ContractError' })
  }
})

/** Returns a sensors response. The sensor with the index `heard`, if any, has a later heartbeat. */
function sensorsResponse(sensors: number, heard: number | null, asOf: number): string {
  const list = Array.from({ length: sensors }, (_, index) => ({
    id: `sensor_${index}`,
    name: `Sensor ${index}`,
    mac_address: `00-17-0d-00-00-00-${index}`,
    mode: 'presence',
    room_id: `room_${Math.floor(index / 2)}`,
    floor_id: 'space_1',
    hive_id: 'hive_1',
    is_online: true,
    last_heartbeat: index === heard ? 1_795_000_060 : 1_795_000_000,
  }))
  const hives = [{ id: 'hive_1', name: 'Hive 1', isOnline: true }]
  return JSON.stringify({ sensors: list, hives, missing: [], asOf })
}

/** Requests sensors once for each response, and returns the directories. */
async function requestSensors(...texts: string[]): Promise<SensorDirectory[]> {
  const client = new QueryClient()
  const directories: SensorDirectory[] = []
  for (const text of texts) {
    respond.mockResolvedValueOnce(new Response(text))
    directories.push(await client.query({ ...sensorDirectoryQuery(), staleTime: 0 }))
  }
  return directories
}

test('parses the sensors of a large building in a worker and keeps unchanged devices and rooms', async () => {
  const texts = [
    sensorsResponse(largeBuilding, null, 1),
    sensorsResponse(largeBuilding, 5, 2),
    sensorsResponse(largeBuilding, 5, 3),
    sensorsResponse(largeBuilding - 2, 5, 4),
  ]
  const inPage = await requestSensors(...texts)
  vi.resetModules()
  vi.stubGlobal('Worker', BrowserWorker)
  const inWorker = await requestSensors(...texts)
  expect(started).toHaveLength(1)
  expect(inWorker).toEqual(inPage)
  for (const [first, second, third, fourth] of [inPage, inWorker]) {
    expect(second?.devices[5]).not.toBe(first?.devices[5])
    expect(second?.byRoom['room_2']).not.toBe(first?.byRoom['room_2'])
    expect(second?.devices[4]).toBe(first?.devices[4])
    expect(second?.byRoom['room_3']).toBe(first?.byRoom['room_3'])
    expect(second?.hives).toBe(first?.hives)
    expect(third?.byRoom['room_2']).toBe(second?.byRoom['room_2'])
    expect(fourth?.byRoom['room_2']).toBe(third?.byRoom['room_2'])
  }
})

test('the worker sends only the sensors that changed', async () => {
  vi.stubGlobal('Worker', BrowserWorker)
  await requestSensors(
    sensorsResponse(largeBuilding, null, 1),
    sensorsResponse(largeBuilding, null, 2),
    sensorsResponse(largeBuilding, 5, 3),
  )
  const [{ worker } = { worker: null }] = started
  expect(worker?.parts).toMatchObject([
    { kind: 'entries', entries: { 5: {} } },
    { kind: 'end', complete: false, removed: [], info: { at: 3 } },
  ])
})

test('rejects a large response that is not a sensors response', async () => {
  vi.stubGlobal('Worker', BrowserWorker)
  const first = sensorsResponse(largeBuilding, null, 1)
  const broken = JSON.stringify({ sensors: 'text'.repeat(100_000) })
  await expect(requestSensors(first, broken)).rejects.toMatchObject({ name: 'ContractError' })
})
