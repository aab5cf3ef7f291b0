import { QueryClient } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createSnapshotPoller } from '#src/data/reporting/pollers.tsx'
import { parseReport, type Snapshot } from '#src/domain/readings/readings.ts'
import { createFakeWorker, type FakeWorker } from '#src/testing/fake-worker.ts'
import { snapshotQuery } from './use-live-rooms.ts'

const smallBuilding = 20
const largeBuilding = 2_000

/** A report of a building in which one room has three people. */
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

/** Polls with these responses, and returns the snapshots. */
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

/** A browser's `Worker` that parses reports like `report-worker.ts`. */
function BrowserWorker(url: string): FakeWorker {
  const worker = createFakeWorker((text) => {
    const { readings, incomplete } = parseReport(JSON.parse(text))
    return { entries: readings, info: { incomplete } }
  })
  started.push({ url, worker })
  return worker
}

beforeEach(() => {
  vi.resetModules()
  vi.stubGlobal('fetch', respond)
})
afterEach(() => {
  vi.unstubAllGlobals()
  started.length = 0
})

/** Polls of a building in which the people move to another room, stay there and leave. */
const pollsOf = (rooms: number) => [1, 2, 2, 2, rooms].map((busy) => report(rooms, busy))
const readingsOf = (snapshots: Snapshot[]) => snapshots.map(({ readings }) => readings)

test('parses the polls of a large building in a worker and gets the same readings as in the page', async () => {
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
    expect(third?.recent).toBe(second?.recent)
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

test('parses the polls of a small building in the page', async () => {
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
  expect(createPolicy.mock.calls).toEqual([['report-worker', expect.anything()]])
  expect(started.map(({ url }) => url)).toEqual([expect.stringMatching(/^trusted .*report-worker/)])
  const [[, rules] = []] = createPolicy.mock.calls
  expect(rules?.createScriptURL('https://evil.example/x.js')).toMatch(/report-worker/)
})

test('parses in the page when the content security policy blocks the worker', async () => {
  vi.stubGlobal('Worker', BrowserWorker)
  vi.stubGlobal('trustedTypes', {
    createPolicy: () => {
      throw new TypeError('disallowed by the policy')
    },
  })
  expect((await poll(...pollsOf(largeBuilding))).map(people).at(-2)).toEqual([['room_2', 3]])
  expect(started).toHaveLength(0)
})

test('rejects a large response that is not a report, with the same error as a small one', async () => {
  vi.stubGlobal('Worker', BrowserWorker)
  const first = report(largeBuilding, 1)
  const broken = [JSON.stringify({ data: 'text'.repeat(100_000) }), '<p>'.repeat(100_000)]
  for (const text of [...broken, '{"data":"text"}', '<p>']) {
    await expect(poll(first, text)).rejects.toMatchObject({ name: 'ContractError' })
  }
})
