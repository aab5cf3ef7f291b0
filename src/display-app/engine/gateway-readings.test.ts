import * as v from 'valibot'
import { boardDraft } from '#src/testing/fixtures.ts'
import { expect, test } from 'vitest'
import { createDisplayHarness } from '#src/testing/display-harness.ts'
import { hour, minute, second } from '#src/domain/time/duration.ts'
import { Board, type BoardDraft } from '#src/contract/board.ts'
import { DisplayReadingsResponse } from '#src/contract/display.ts'
import { PairingOffer } from '#src/contract/pairing.ts'
import type { DisplayEngine } from './display-engine.ts'

type Harness = Awaited<ReturnType<typeof createDisplayHarness>>

async function addBoard({ send }: Harness, change: Partial<BoardDraft> = {}) {
  const answer = await send('/api/boards', 'POST', { ...boardDraft, ...change })
  return v.parse(Board, await answer.json())
}

/** Pairs a display and waits until its board is live. */
async function createLiveDisplay(harness: Harness, seed: number, change: Partial<BoardDraft> = {}) {
  const { id: boardId } = await addBoard(harness, change)
  const engine = harness.display(seed)
  await harness.time.advance(8 * second)
  const { screen } = engine.getSnapshot()
  const code = screen.kind === 'pairing' ? screen.offer?.code : null
  await harness.pair({ code, name: `Display ${seed}`, boardId })
  await harness.time.advance(20 * second)
  expect(engine.boardState()?.freshness).toBe('live')
  return engine
}

/** Pairs a screen without an engine. Returns a function that requests the readings of that screen. */
async function createPoller(harness: Harness, change: Partial<BoardDraft> = {}) {
  const { id: boardId } = await addBoard(harness, change)
  const fetch = harness.browser()
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
  const offer = await fetch('/api/display/pairing', post)
  const { code } = v.parse(PairingOffer, await offer.json())
  await harness.pair({ code, name: 'Poller', boardId })
  await fetch('/api/display/pairing', {})
  let etag = ''
  return async () => {
    const answer = await fetch('/api/display/readings', { headers: { 'if-none-match': etag } })
    etag = answer.headers.get('etag') ?? ''
    const body =
      answer.status === 200 ? v.parse(DisplayReadingsResponse, await answer.json()) : null
    return { status: answer.status, body }
  }
}

const roomOf = (engine: DisplayEngine, name: string) =>
  engine.boardState()?.rooms.find((room) => room.name === name)
const roomIdOf = ({ simulator }: Harness, name: string) => {
  const room = [...simulator.topology.rooms].find((room) => room.name === name)
  if (room === undefined) throw new Error(`No room is named ${name}.`)
  return room.id
}

test.each([
  { kind: 'status', status: 403 },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 401 },
  { kind: 'hang' },
] as const)(
  'keeps the board live while GraphQL fails with %j and reports succeed',
  async (fault) => {
    const harness = await createDisplayHarness()
    const engine = await createLiveDisplay(harness, 1)
    harness.simulator.faults.set('graphql', fault)
    const passes = fault.kind === 'hang' ? 12 : 150
    for (let passed = 0; passed < passes; passed += 1) {
      await harness.time.advance(2 * second)
      expect(engine.boardState()?.freshness).toBe('live')
    }
    expect(engine.boardState()?.rooms.some(({ occupancy }) => occupancy.kind === 'exact')).toBe(
      true,
    )
    engine.stop()
  },
  60_000,
)

test.each([
  { error: 'internal', message: 'x' },
  { errors: [{ message: 'x' }], data: null },
  { data: 'text' },
])(
  'keeps the last counts while reports have status 200 and the body %j',
  async (body) => {
    const harness = await createDisplayHarness()
    const engine = await createLiveDisplay(harness, 1)
    const people = () =>
      engine
        .boardState()
        ?.rooms.map(({ occupancy }) => ('people' in occupancy ? occupancy.people : null))
    harness.simulator.faults.set('reporting', { kind: 'body', body })
    await harness.time.advance(12 * second)
    const before = people()
    expect(new Set(before).size).toBeGreaterThan(2)
    await harness.time.advance(5 * minute)
    expect(engine.boardState()).toMatchObject({ freshness: 'stale' })
    expect(people()).toEqual(before)
    harness.simulator.faults.clear('reporting')
    await harness.time.advance(minute)
    expect(engine.boardState()).toMatchObject({ freshness: 'live' })
    engine.stop()
  },
  60_000,
)

test('does not show a room as free if it is missing from a report with an error', async () => {
  const harness = await createDisplayHarness()
  const engine = await createLiveDisplay(harness, 1)
  const free = () => engine.boardState()?.rooms.filter(({ state }) => state === 'free').length
  expect(free()).toBeGreaterThan(2)
  const body = { data: { room_x: { '00-ff': { last: 1 } } }, errors: [{ message: 'x' }] }
  harness.simulator.faults.set('reporting', { kind: 'body', body })
  // The last counts of rooms expire after ten minutes.
  await harness.time.advance(11 * minute)
  expect(engine.boardState()).toMatchObject({ freshness: 'live' })
  expect(free()).toBe(0)
  engine.stop()
}, 60_000)

test('uses the last sensor status for an hour, then shows counts and reports the status as unknown', async () => {
  const harness = await createDisplayHarness()
  const engine = await createLiveDisplay(harness, 1)
  const ageMinutes = () => {
    const { screen } = engine.getSnapshot()
    const sensorsAt = screen.kind === 'board' ? screen.shown.occupancy?.sensorsAt : undefined
    return sensorsAt && Math.round((harness.time.now() - sensorsAt) / minute)
  }
  harness.simulator.faults.set('graphql', { kind: 'status', status: 500 })
  await harness.time.advance(50 * minute)
  expect(ageMinutes()).toBe(50)
  await harness.time.advance(20 * minute)
  expect(ageMinutes()).toBeNull()
  expect(engine.boardState()).toMatchObject({ freshness: 'live' })
  expect(engine.boardState()?.rooms.some(({ occupancy }) => occupancy.kind === 'exact')).toBe(true)
  harness.simulator.faults.clear('graphql')
  await harness.time.advance(2 * minute)
  expect(ageMinutes()).toBe(0)
  engine.stop()
}, 120_000)

test('all boards show within seconds that the sensors of a room are offline', async () => {
  const harness = await createDisplayHarness()
  const id = roomIdOf(harness, 'Alder')
  const engines = [
    await createLiveDisplay(harness, 1),
    await createLiveDisplay(harness, 2, { layout: 'rows', rooms: { kind: 'rooms', ids: [id] } }),
    await createLiveDisplay(harness, 3, { layout: 'plan' }),
  ]
  harness.simulator.faults.silence({ rooms: ['Alder'], since: harness.time.now() })
  const offlineAt: (number | null)[] = engines.map(() => null)
  const begin = harness.time.now()
  for (let passed = 0; passed < 300 && offlineAt.includes(null); passed += 1) {
    await harness.time.advance(second)
    for (const [index, engine] of engines.entries()) {
      const kind = roomOf(engine, 'Alder')?.occupancy.kind
      if (kind === 'none') offlineAt[index] ??= (harness.time.now() - begin) / second
    }
  }
  const known = offlineAt.map((seconds) => seconds ?? Number.POSITIVE_INFINITY)
  expect(Math.max(...known) - Math.min(...known)).toBeLessThanOrEqual(10)
  for (const engine of engines) engine.stop()
}, 120_000)

test('shows a room in the same state on all boards, private or not, when the API omits zeros', async () => {
  const harness = await createDisplayHarness({ zeros: 'withheld' })
  const { rooms } = harness.simulator.topology
  const ids = [...rooms].slice(0, 6).map(({ id }) => id)
  const engines = [
    await createLiveDisplay(harness, 1),
    await createLiveDisplay(harness, 2, { rooms: { kind: 'rooms', ids } }),
    await createLiveDisplay(harness, 3, { privacy: 'small-rooms-in-words' }),
  ]
  let compared = 0
  for (let passed = 0; passed < 20; passed += 1) {
    await harness.time.advance(5 * second)
    const kinds = engines.map((engine) =>
      ids.map((id) => {
        const room = engine.boardState()?.rooms.find((candidate) => candidate.id === id)
        return room?.occupancy.contributions.map(({ kind }) => kind)
      }),
    )
    // Displays poll at different times, so they can differ for one poll after sensors changed.
    if (JSON.stringify(kinds[0]) === JSON.stringify(kinds[1])) compared += 1
    expect(kinds.flat(2).includes('quiet')).toBe(true)
  }
  expect(compared).toBeGreaterThan(15)
  for (const engine of engines) engine.stop()
}, 60_000)

test('responds to a poll with 304 if and only if nothing on the display changes', async () => {
  const harness = await createDisplayHarness()
  const ids = [...harness.simulator.topology.rooms].slice(0, 12).map(({ id }) => id)
  const poll = await createPoller(harness, { rooms: { kind: 'rooms', ids } })
  await poll()
  let unchanged = 0
  let previous = ''
  let notModified = 0
  for (let passed = 0; passed < 60; passed += 1) {
    await harness.time.advance(5 * second)
    const { status, body } = await poll()
    if (status === 304) notModified += 1
    const shown = body === null ? previous : JSON.stringify([body.data, body.health])
    if (shown === previous) unchanged += 1
    previous = shown
  }
  expect(notModified).toBe(unchanged)
  expect(notModified).toBeGreaterThan(30)
}, 60_000)

test('sends the metric `last` of readings, and none of the other eight metrics', async () => {
  const harness = await createDisplayHarness()
  const poll = await createPoller(harness)
  const { body } = await poll()
  const rooms = v.parse(
    v.record(v.string(), v.record(v.string(), v.nullable(v.record(v.string(), v.number())))),
    body?.data,
  )
  const metrics = Object.values(rooms).flatMap((sensors) => Object.values(sensors))
  expect(metrics.length).toBeGreaterThan(40)
  for (const reading of metrics) expect(Object.keys(reading ?? { last: 0 })).toEqual(['last'])
  expect(body?.zerosWithheld).toBe(false)
})

test('serves readings 20 hours after GraphQL starts to fail, because locations are cached', async () => {
  const harness = await createDisplayHarness()
  const poll = await createPoller(harness)
  await poll()
  harness.simulator.faults.set('graphql', { kind: 'status', status: 500 })
  await harness.time.advance(20 * hour)
  expect((await poll()).status).toBe(200)
})

test('a gateway that starts while GraphQL fails serves readings, and a display keeps its board', async () => {
  const harness = await createDisplayHarness()
  const engine = await createLiveDisplay(harness, 1)
  harness.gateway.stop()
  harness.simulator.faults.set('graphql', { kind: 'status', status: 500 })
  harness.gateway.start()
  await harness.time.advance(3 * minute)
  expect(engine.boardState()?.freshness).toBe('live')
  expect(roomOf(engine, 'Alder')?.occupancy.kind).toBe('exact')
  const { screen } = engine.getSnapshot()
  expect(screen.kind === 'board' && screen.shown.occupancy?.sensorsAt).toBeNull()
  engine.stop()
})
