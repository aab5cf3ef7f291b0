import * as v from 'valibot'
import { boardDraft } from '#src/testing/fixtures.ts'
import { expect, test } from 'vitest'
import { HttpError, NetworkError } from '#src/contract/errors.ts'
import { createDisplayHarness } from '#src/testing/display-harness.ts'
import { fakeStartTime } from '#src/testing/fake-display.ts'
import { createFakeClock } from '#src/testing/fake-clock.ts'
import { minute, second } from '#src/domain/time/duration.ts'
import { Board } from '#src/contract/board.ts'
import type { PairingState } from '#src/contract/pairing.ts'
import type { DisplayApi } from './display-api.ts'
import { createPairingTask } from './gateway-sync.ts'

/** A display that has shown its board for a while. */
async function createPairedWall() {
  const wall = await createDisplayHarness()
  const { id: boardId } = v.parse(
    Board,
    await (await wall.send('/api/boards', 'POST', boardDraft)).json(),
  )
  const engine = wall.display(1)
  await wall.time.advance(8 * second)
  const { screen } = engine.getSnapshot()
  const code = screen.kind === 'pairing' ? screen.offer?.code : null
  await wall.pair({ code, name: 'Lifts', boardId })
  await wall.time.advance(30 * second)
  expect(engine.getSnapshot().screen.kind).toBe('board')
  return { ...wall, engine }
}

test('shows a code while the gateway cannot find the display, and the board as soon as it can', async () => {
  const { engine, gateway, time, emptyStore } = await createPairedWall()
  const settings = { store: await emptyStore(), secret: 'another'.repeat(6) }
  gateway.start(settings)
  await time.advance(8 * second)
  for (let minutes = 0; minutes < 25; minutes += 1) {
    expect(engine.getSnapshot().screen).toMatchObject({
      kind: 'pairing',
      offer: { unknownDisplay: true },
    })
    await time.advance(minute)
  }
  gateway.start()
  await time.advance(12 * second)
  // No welcome screen, since the display is not newly paired.
  expect(engine.getSnapshot().screen).toMatchObject({ kind: 'board', welcomeUntil: null })
  expect(engine.boardState()?.freshness).toBe('live')
  engine.stop()
}, 60_000)

test('a display paired with another Butlr server shows why it is paused, and resumes when that server is back', async () => {
  const { engine, gateway, time } = await createPairedWall()
  gateway.start({ butlrBaseUrl: null })
  await time.advance(6 * second)
  const { screen } = engine.getSnapshot()
  expect(screen).toEqual({
    kind: 'suspended',
    reason: 'This display was paired while Headroom was connected to a different Butlr server.',
  })
  expect(engine.boardState()).toBeNull()
  await time.advance(20 * minute)
  expect(engine.getSnapshot().screen).toEqual(screen)
  // A gateway that is down reports nothing about the pairing.
  gateway.stop()
  await time.advance(5 * minute)
  expect(engine.getSnapshot().screen).toEqual(screen)
  gateway.start()
  await time.advance(75 * second)
  expect(engine.getSnapshot().screen).toMatchObject({ kind: 'board', welcomeUntil: null })
  expect(engine.boardState()?.freshness).toBe('live')
  engine.stop()
}, 60_000)

/** Runs the pairing of a display that gets no code from the gateway. */
async function unableToOffer(refusal: Error, state: PairingState) {
  const time = createFakeClock(fakeStartTime)
  const told: string[] = []
  const asked: string[] = []
  const api: Pick<DisplayApi, 'offerPairing' | 'pairingState'> = {
    offerPairing: () => Promise.reject(refusal),
    pairingState: () => {
      asked.push('state')
      return Promise.resolve(state)
    },
  }
  const loop = createPairingTask({
    api,
    now: time.now,
    monotonic: time.monotonic,
    timers: time.timers,
    random: () => 0.5,
    offered: () => told.push('offered'),
    answered: () => told.push('answered'),
    paired(again) {
      told.push(again ? 'found again' : 'paired')
      loop.stop()
    },
    failed: () => told.push('failed'),
  })
  loop.start(0)
  await time.advance(10 * second)
  loop.stop()
  return { told, asked }
}

const tooMany = new HttpError('POST', 429, { code: 'too_many_attempts', message: 'x' }, null)

test('a display that gets no code reconnects once the gateway finds it', async () => {
  const { told } = await unableToOffer(tooMany, { state: 'paired', again: true })
  expect(told).toEqual(['answered', 'found again'])
})

test('a display that gets no code and is not found keeps retrying', async () => {
  const { told, asked } = await unableToOffer(tooMany, { state: 'expired' })
  expect(new Set(told)).toEqual(new Set(['failed']))
  expect(asked.length).toBe(told.length)
})

test('sends one request instead of two when the gateway is unreachable', async () => {
  const { told, asked } = await unableToOffer(new NetworkError('POST', null), { state: 'expired' })
  expect(told.length).toBeGreaterThan(1)
  expect(asked).toEqual([])
})
