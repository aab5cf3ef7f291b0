import * as v from 'valibot'
import { boardDraft } from '#src/testing/fixtures.ts'
import { expect, test } from 'vitest'
import { createDisplayHarness } from '#src/testing/display-harness.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import { Board } from '#src/contract/board.ts'
import { Display } from '#src/contract/display.ts'
import type { DisplayEngine } from './display-engine.ts'

type Harness = Awaited<ReturnType<typeof createDisplayHarness>>

async function addBoard({ send }: Harness) {
  return v.parse(Board, await (await send('/api/boards', 'POST', boardDraft)).json())
}

async function pair(harness: Harness, engine: DisplayEngine, boardId: string) {
  const { screen } = engine.getSnapshot()
  const code = screen.kind === 'pairing' ? screen.offer?.code : null
  const paired = await harness.pair({ code, name: 'Lifts', boardId })
  return v.parse(Display, await paired.json())
}

/** Creates displays that show the same board with live data. */
async function createPairedDisplays(count: number) {
  const harness = await createDisplayHarness()
  const board = await addBoard(harness)
  const displays = Array.from({ length: count }, (_, index) => harness.display(index + 1))
  await harness.time.advance(8 * second)
  for (const engine of displays) {
    await pair(harness, engine, board.id)
  }
  await harness.time.advance(20 * second)
  return { harness, displays }
}

test('a display is paired by its code, shows live rooms, and clears them within one poll after it is revoked', async () => {
  const harness = await createDisplayHarness()
  const board = await addBoard(harness)
  const engine = harness.display(1)
  await harness.time.advance(8 * second)
  const { id } = await pair(harness, engine, board.id)
  await harness.time.advance(20 * second)
  expect(engine.getSnapshot().screen).toMatchObject({
    kind: 'board',
    shown: { board, display: { name: 'Lifts' }, zone: { known: true } },
  })
  const state = engine.boardState()
  expect(state?.freshness).toBe('live')
  expect(state?.rooms.length).toBeGreaterThan(40)
  expect(state?.rooms.some(({ occupancy }) => occupancy.kind === 'exact')).toBe(true)
  expect(Math.abs(engine.now() - harness.time.now())).toBeLessThan(2 * second)

  await harness.send(`/api/displays/${id}`, 'DELETE')
  await harness.time.advance(6 * second)
  expect(engine.getSnapshot().screen.kind).toBe('pairing')
  engine.stop()
})

test('boards stay readable, and displays stay paired, across a gateway restart', async () => {
  const { harness, displays } = await createPairedDisplays(5)
  harness.gateway.stop()
  await harness.time.advance(2 * minute)
  for (const engine of displays) {
    expect(engine.boardState()).toMatchObject({ freshness: 'stale' })
    expect(engine.getSnapshot().errorMessage).toBe('Can’t reach the Headroom server.')
  }
  harness.gateway.start()
  await harness.time.advance(70 * second)
  for (const engine of displays) {
    expect(engine.boardState()?.freshness).toBe('live')
    engine.stop()
  }
  expect(harness.time.pendingTimers()).toBe(0)
}, 60_000)

test('the gateway polls Butlr once per interval for eight displays, and no display becomes late', async () => {
  const { harness, displays } = await createPairedDisplays(8)
  const before = harness.butlrRequests.length
  for (let passed = 0; passed < 300; passed += 1) {
    await harness.time.advance(second / 2)
    for (const engine of displays) expect(engine.boardState()?.freshness).toBe('live')
  }
  const reports = harness.butlrRequests.slice(before).filter((path) => path.endsWith('/reporting'))
  expect(reports.length).toBeLessThanOrEqual(150 / 5 + 1)
  for (const engine of displays) engine.stop()
}, 60_000)
