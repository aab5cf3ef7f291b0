import * as v from 'valibot'
import { boardDraft } from '#src/testing/fixtures.ts'
import { expect, test } from 'vitest'
import { createDisplayHarness } from '#src/testing/display-harness.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import { Board } from '#src/contract/board.ts'
import { Display } from '#src/contract/display.ts'
import type { DisplayEngine } from './display-engine.ts'

type Wall = Awaited<ReturnType<typeof createDisplayHarness>>

async function addBoard({ send }: Wall) {
  return v.parse(Board, await (await send('/api/boards', 'POST', boardDraft)).json())
}

async function pair(wall: Wall, engine: DisplayEngine, boardId: string) {
  const { screen } = engine.getSnapshot()
  const code = screen.kind === 'pairing' ? screen.offer?.code : null
  const paired = await wall.pair({ code, name: 'Lifts', boardId })
  return v.parse(Display, await paired.json())
}

test('pairs a display by its code, shows live rooms, and revokes it within one poll', async () => {
  const wall = await createDisplayHarness()
  const board = await addBoard(wall)
  const engine = wall.display(1)
  await wall.time.advance(8 * second)
  const { id } = await pair(wall, engine, board.id)
  await wall.time.advance(20 * second)
  expect(engine.getSnapshot().screen).toMatchObject({
    kind: 'board',
    shown: { board, display: { name: 'Lifts' }, zone: { known: true } },
  })
  const moment = engine.boardState()
  expect(moment?.freshness).toBe('live')
  expect(moment?.rooms.length).toBeGreaterThan(40)
  expect(moment?.rooms.some(({ occupancy }) => occupancy.kind === 'exact')).toBe(true)
  expect(Math.abs(engine.now() - wall.time.now())).toBeLessThan(2 * second)

  await wall.send(`/api/displays/${id}`, 'DELETE')
  await wall.time.advance(6 * second)
  expect(engine.getSnapshot().screen.kind).toBe('pairing')
  engine.stop()
})

test('boards stay readable and displays stay paired across a gateway restart', async () => {
  const wall = await createDisplayHarness()
  const board = await addBoard(wall)
  const displays = Array.from({ length: 5 }, (_, index) => wall.display(index + 1))
  await wall.time.advance(8 * second)
  for (const engine of displays) {
    await pair(wall, engine, board.id)
  }
  await wall.time.advance(20 * second)
  wall.gateway.stop()
  await wall.time.advance(2 * minute)
  for (const engine of displays) {
    expect(engine.boardState()).toMatchObject({ freshness: 'stale' })
    expect(engine.getSnapshot().errorMessage).toBe('Can’t reach the Headroom server.')
  }
  wall.gateway.start()
  await wall.time.advance(70 * second)
  for (const engine of displays) {
    expect(engine.boardState()?.freshness).toBe('live')
    engine.stop()
  }
  expect(wall.time.pendingTimers()).toBe(0)
}, 60_000)

test('polls Butlr once per interval for any number of displays, and none of them becomes late', async () => {
  const wall = await createDisplayHarness()
  const board = await addBoard(wall)
  const displays = Array.from({ length: 8 }, (_, index) => wall.display(index + 1))
  await wall.time.advance(8 * second)
  for (const engine of displays) {
    await pair(wall, engine, board.id)
  }
  await wall.time.advance(20 * second)
  const before = wall.askedOfButlr.length
  for (let passed = 0; passed < 300; passed += 1) {
    await wall.time.advance(second / 2)
    for (const engine of displays) expect(engine.boardState()?.freshness).toBe('live')
  }
  const reports = wall.askedOfButlr.slice(before).filter((path) => path.endsWith('/reporting'))
  expect(reports.length).toBeLessThanOrEqual(150 / 5 + 1)
  for (const engine of displays) engine.stop()
}, 60_000)
