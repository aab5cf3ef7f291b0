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
import type { DisplayEngine } from './display-engine.ts'
import { createPairingTask } from './pairing-task.ts'

/** Creates a display that has shown its board for a while. */
async function createPairedDisplay() {
  const harness = await createDisplayHarness()
  const { id: boardId } = v.parse(
    Board,
    await (await harness.send('/api/boards', 'POST', boardDraft)).json(),
  )
  const engine = harness.display(1)
  await harness.time.advance(8 * second)
  const { screen } = engine.getSnapshot()
  const code = screen.kind === 'pairing' ? screen.offer?.code : null
  await harness.pair({ code, name: 'Lifts', boardId })
  await harness.time.advance(30 * second)
  expect(engine.getSnapshot().screen.kind).toBe('board')
  return { ...harness, engine }
}

/** Expects a live board without the welcome screen, because the display is not newly paired. */
function expectLiveBoard(engine: DisplayEngine) {
  expect(engine.getSnapshot().screen).toMatchObject({ kind: 'board', welcomeUntil: null })
  expect(engine.boardState()?.freshness).toBe('live')
}

test('shows a code until the gateway finds the display, then shows its board', async () => {
  const { engine, gateway, time, emptyStore } = await createPairedDisplay()
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
  expectLiveBoard(engine)
  engine.stop()
}, 60_000)

test('a display that was paired through another Butlr server shows why it is paused, and resumes when that server is back', async () => {
  const { engine, gateway, time } = await createPairedDisplay()
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
  // A stopped gateway does not report anything about the pairing.
  gateway.stop()
  await time.advance(5 * minute)
  expect(engine.getSnapshot().screen).toEqual(screen)
  gateway.start()
  await time.advance(75 * second)
  expectLiveBoard(engine)
  engine.stop()
}, 60_000)

/** Runs the pairing of a display that gets no code from the gateway. */
async function runPairingWithoutCode(offerError: Error, state: PairingState) {
  const time = createFakeClock(fakeStartTime)
  const events: string[] = []
  const stateRequests: string[] = []
  const api: Pick<DisplayApi, 'offerPairing' | 'pairingState'> = {
    offerPairing: () => Promise.reject(offerError),
    pairingState: () => {
      stateRequests.push('state')
      return Promise.resolve(state)
    },
  }
  const task = createPairingTask({
    api,
    now: time.now,
    monotonic: time.monotonic,
    timers: time.timers,
    random: () => 0.5,
    onOffer: () => events.push('offered'),
    onResponse: () => events.push('response'),
    onPaired(again) {
      events.push(again ? 'found again' : 'paired')
      task.stop()
    },
    onError: () => events.push('failed'),
  })
  task.start(0)
  await time.advance(10 * second)
  task.stop()
  return { events, stateRequests }
}

const tooMany = new HttpError('POST', 429, { code: 'too_many_attempts', message: 'x' }, null)

test('a display that gets no code reconnects once the gateway finds it', async () => {
  const { events } = await runPairingWithoutCode(tooMany, { state: 'paired', again: true })
  expect(events).toEqual(['response', 'found again'])
})

test('a display that gets no code keeps retrying while the gateway does not find it', async () => {
  const { events, stateRequests } = await runPairingWithoutCode(tooMany, { state: 'expired' })
  expect(new Set(events)).toEqual(new Set(['failed']))
  expect(stateRequests.length).toBe(events.length)
})

test('does not request the pairing state if the gateway is unreachable', async () => {
  const { events, stateRequests } = await runPairingWithoutCode(new NetworkError('POST', null), {
    state: 'expired',
  })
  expect(events.length).toBeGreaterThan(1)
  expect(stateRequests).toEqual([])
})
