import { expect, test } from 'vitest'
import * as v from 'valibot'
import { demoCredentials } from '#server/simulator/accounts/accounts.ts'
import { Board } from '#src/contract/board.ts'
import { DisplayBoardResponse, DisplayReadingsResponse } from '#src/contract/display.ts'
import { addBoard, minute, pairDisplay, parseBody, startHeadroom } from './test-headroom.ts'

type Fields = Record<string, unknown>

const Sites = v.object({
  data: v.object({ sites: v.object({ data: v.array(v.record(v.string(), v.unknown())) }) }),
})
const hour = 60 * minute

/** Pairs a display with a board of all rooms. Returns functions that read its rooms and alter GraphQL responses. */
async function startDisplay(privacy: 'exact' | 'small-rooms-in-words' = 'exact') {
  const started = await startHeadroom()
  const { butlr, clock } = started
  const demo = await started.signIn(demoCredentials)
  const board = await parseBody(Board, await addBoard(demo, { kind: 'all' }, { privacy }))
  const { screen } = await pairDisplay(started, demo, board.id)
  const roomNames = async () => {
    const { places } = await parseBody(DisplayBoardResponse, await screen.get('/api/display/board'))
    return places.sites
      .flatMap(({ buildings }) => buildings)
      .flatMap(({ floors }) => floors)
      .flatMap(({ rooms }) => rooms.map(({ name }) => name ?? ''))
      .toSorted((a, b) => a.localeCompare(b))
  }
  const roomNamesAfter = (ms: number) => {
    clock.now += ms
    return roomNames()
  }
  /** Adds an error to responses that contain locations, and replaces fields of all sites. */
  function sendWith(fields: Fields) {
    butlr.change = async (request, response) => {
      if (!request.url.endsWith('/graphql')) return response
      const answer: unknown = await response.json()
      if (!v.is(Sites, answer)) return Response.json(answer)
      const data = answer.data.sites.data.map((site) => ({ ...site, ...fields }))
      return Response.json({ data: { sites: { data } }, errors: [{ message: 'x' }] })
    }
  }
  return { started, clock, screen, roomNames, roomNamesAfter, sendWith }
}

/** Pairs a display whose board shows all rooms. From then on, GraphQL sends errors and sites without buildings. */
async function startIncompleteDisplay() {
  const display = await startDisplay()
  const before = await display.roomNames()
  display.sendWith({ buildings: null })
  return { ...display, before }
}

test('keeps the rooms of a board while GraphQL sends errors and sites without buildings', async () => {
  const { before, roomNamesAfter } = await startIncompleteDisplay()
  expect(before.length).toBeGreaterThan(40)
  for (let passed = 0; passed < 20; passed += 1) {
    expect(await roomNamesAfter(hour)).toEqual(before)
  }
})

test('removes the rooms of a board that no response of the last day contains', async () => {
  const { roomNamesAfter } = await startIncompleteDisplay()
  await roomNamesAfter(20 * hour)
  expect(await roomNamesAfter(6 * hour)).toEqual([])
})

test('stops using the rooms of the last complete response after a day, even if incomplete responses arrive in between', async () => {
  const { started, before, roomNamesAfter } = await startIncompleteDisplay()
  expect(await roomNamesAfter(20 * hour)).toEqual(before)
  started.simulator.faults.set('graphql', { kind: 'status', status: 500 })
  expect(await roomNamesAfter(3 * hour)).toEqual(before)
  expect(await roomNamesAfter(2 * hour)).toEqual([])
})

test('replaces the rooms immediately when a response is complete', async () => {
  const { started, before, roomNamesAfter } = await startIncompleteDisplay()
  expect(await roomNamesAfter(2 * hour)).toEqual(before)
  started.butlr.change = async (request, response) => {
    if (!request.url.endsWith('/graphql')) return response
    const text = await response.text()
    return new Response(text.replaceAll('"Studio"', '"Atelier"'), response)
  }
  const after = await roomNamesAfter(2 * hour)
  expect(after).toContain('Atelier')
  expect(after).not.toContain('Studio')
})

test('with status only, withholds the counts of rooms that only an older response contains', async () => {
  const { started, clock, screen, roomNames, sendWith } = await startDisplay('small-rooms-in-words')
  await roomNames()
  for (const { mac } of started.simulator.topology.sensors)
    started.simulator.faults.override(mac, 4)
  sendWith({ buildings: null })
  clock.now += 2 * hour
  const answer = await screen.get('/api/display/readings')
  const { data } = await parseBody(DisplayReadingsResponse, answer)
  const Counts = v.record(v.string(), v.nullable(v.object({ last: v.number() })))
  const rooms = Object.values(v.parse(v.record(v.string(), Counts), data))
  expect(rooms.length).toBeGreaterThan(40)
  for (const sensors of rooms) {
    const counts = Object.values(sensors).map((count) => count?.last ?? 0)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(1)
  }
})
