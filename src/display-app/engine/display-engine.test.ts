import { expect, test } from 'vitest'
import { TimeoutError } from '#src/contract/errors.ts'
import { createFakeDisplay } from '#src/testing/fake-display.ts'
import { formatLocalTime } from '#src/format/localized-format.ts'
import { day, hour, minute, second } from '#src/domain/time/duration.ts'

type ScriptedDisplay = ReturnType<typeof createFakeDisplay>

const occupancyOf = ({ engine }: ScriptedDisplay) => engine.boardState()?.rooms[0]?.occupancy
const screenOf = ({ engine }: ScriptedDisplay) => engine.getSnapshot().screen
const renderBoard = (display: ScriptedDisplay) => {
  const screen = screenOf(display)
  if (screen.kind === 'board') display.engine.renderSucceeded(screen.shown)
}
/** Makes the gateway serve another version of the display page. */
const deploy = ({ gateway }: ScriptedDisplay, version: string) => {
  gateway.version = version
  gateway.page = version
}
/** Creates a live display that has started to reload for version `two`. */
async function createDisplayDuringUpdate() {
  const display = createFakeDisplay()
  await display.time.advance(20 * second)
  deploy(display, 'two')
  await display.time.advance(5 * minute)
  return display
}
const requestsFor = ({ gateway }: ScriptedDisplay, what: string) =>
  gateway.requests.filter((request) => request.what === what)

test('a paired display shows a live board within seconds', async () => {
  const display = createFakeDisplay()
  expect(screenOf(display).kind).toBe('starting')
  await display.time.advance(10 * second)
  expect(screenOf(display)).toMatchObject({ kind: 'board', welcomeUntil: null })
  expect(display.engine.boardState()).toMatchObject({ freshness: 'live', notLiveSince: null })
  expect(occupancyOf(display)).toMatchObject({ kind: 'exact', people: 3 })
  display.gateway.people = 5
  await display.time.advance(6 * second)
  expect(occupancyOf(display)).toMatchObject({ people: 5 })
})

test('sends 720 polls an hour, plus or minus 2%, at an interval of five seconds', async () => {
  const display = createFakeDisplay()
  await display.time.advance(hour)
  const polls = requestsFor(display, 'readings').length
  expect(polls).toBeGreaterThan(720 * 0.98)
  expect(polls).toBeLessThan(720 * 1.02)
})

test('shows correct ages if the device’s clock is wrong', async () => {
  const display = createFakeDisplay()
  display.gateway.readingsAgeMs = 3 * second
  await display.time.advance(minute)
  const { screen } = display.engine.getSnapshot()
  const at = screen.kind === 'board' ? (screen.shown.occupancy?.at ?? 0) : 0
  expect(Math.abs(display.engine.now() - display.time.now())).toBeLessThan(2 * second)
  expect(display.engine.now() - at).toBeGreaterThanOrEqual(3 * second - second)
})

test('keeps the board readable while the gateway is down: late, stale, no data, then live again', async () => {
  const display = createFakeDisplay()
  await display.time.advance(20 * second)
  display.gateway.fault = 'reset'
  await display.time.advance(20 * second)
  expect(display.engine.boardState()).toMatchObject({ freshness: 'late', notLiveSince: null })
  expect(display.engine.getSnapshot()).toMatchObject({
    errorMessage: 'Can’t reach the Headroom server.',
    recovery: 'retrying',
  })
  await display.time.advance(2 * minute)
  const stale = display.engine.boardState()
  expect(stale?.freshness).toBe('stale')
  expect(Math.abs((stale?.notLiveSince ?? 0) - display.time.now() + 140 * second)).toBeLessThan(
    8 * second,
  )
  expect(occupancyOf(display)).toMatchObject({ people: 3 })
  await display.time.advance(9 * minute)
  expect(display.engine.boardState()?.freshness).toBe('no-data')
  expect(occupancyOf(display)).toMatchObject({ kind: 'none' })
  expect(screenOf(display).kind).toBe('board')
  expect(display.reloads).toEqual([])
  display.gateway.fault = null
  await display.time.advance(70 * second)
  expect(display.engine.boardState()?.freshness).toBe('live')
  expect(display.engine.getSnapshot()).toMatchObject({ errorMessage: null, recovery: 'none' })
})

test('a display is live within 15 s after an outage of 20 s, for every random seed', async () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const display = createFakeDisplay({ seed })
    await display.time.advance(20 * second)
    display.gateway.fault = { problem: 'upstream_error', status: 502 }
    await display.time.advance(20 * second)
    display.gateway.fault = null
    await display.time.advance(15 * second)
    expect(display.engine.boardState()?.freshness).toBe('live')
    display.engine.stop()
  }
})

test('returns the time at which data stops being live', async () => {
  const display = createFakeDisplay()
  expect(display.engine.liveUntil()).toBeNull()
  await display.time.advance(20 * second)
  display.gateway.fault = 'reset'
  const lateInMs = (display.engine.liveUntil() ?? 0) - display.engine.now()
  expect(lateInMs).toBeGreaterThan(0)
  await display.time.advance(lateInMs - 10)
  expect(display.engine.boardState()?.freshness).toBe('live')
  await display.time.advance(20)
  expect(display.engine.boardState()?.freshness).toBe('late')
})

test('keeps the last values of silent rooms and the sensor status across a reload', async () => {
  const display = createFakeDisplay()
  await display.time.advance(20 * second)
  display.gateway.silent = true
  display.gateway.health = { offline: ['aa-aa'], unknown: [] }
  await display.time.advance(20 * second)
  expect(occupancyOf(display)).toMatchObject({ kind: 'none' })
  display.gateway.health = { offline: [], unknown: ['aa-aa'] }
  await display.time.advance(10 * second)
  expect(occupancyOf(display)).toMatchObject({ kind: 'last-known', people: 3 })
  display.engine.persist()
  display.gateway.fault = 'reset'
  display.reopen()
  expect(occupancyOf(display)).toMatchObject({ kind: 'last-known', people: 3 })
})

test('marks old readings as late even if the gateway responds', async () => {
  const display = createFakeDisplay()
  display.gateway.readingsAgeMs = 40 * second
  await display.time.advance(minute)
  expect(display.engine.boardState()?.freshness).toBe('late')
})

test('readings that are nearly an interval old when they arrive never become late', async () => {
  const display = createFakeDisplay()
  display.gateway.readingsAgeMs = 4.9 * second
  await display.time.advance(20 * second)
  for (let passed = 0; passed < 3_000; passed += 1) {
    await display.time.advance(100)
    expect(display.engine.boardState()?.freshness).toBe('live')
  }
  const polls = requestsFor(display, 'readings').length
  expect(polls).toBeLessThan(75)
})

test('continues to poll after requests that never complete', async () => {
  const display = createFakeDisplay()
  await display.time.advance(20 * second)
  display.gateway.fault = 'hang'
  await display.time.advance(5 * minute)
  display.gateway.fault = null
  await display.time.advance(100 * second)
  expect(display.engine.boardState()?.freshness).toBe('live')
})

test('an unpaired display renews its code regularly, and shows a welcome screen once paired', async () => {
  const display = createFakeDisplay()
  display.gateway.paired = false
  await display.time.advance(8 * second)
  expect(screenOf(display)).toMatchObject({ kind: 'pairing', offer: { code: 'AAAA21' } })
  await display.time.advance(day)
  expect(display.gateway.codes).toBeGreaterThan(140)
  display.gateway.fault = 'reset'
  await display.time.advance(11 * minute)
  expect(screenOf(display)).toEqual({ kind: 'pairing', offer: null })
  expect(display.engine.getSnapshot().errorMessage).toBe('Can’t reach the Headroom server.')
  display.gateway.fault = null
  await display.time.advance(70 * second)
  display.gateway.pairingState = 'paired'
  display.gateway.paired = true
  await display.time.advance(5 * second)
  const welcome = screenOf(display)
  expect(welcome.kind === 'board' && welcome.welcomeUntil).toBeGreaterThan(display.engine.now())
  await display.time.advance(15 * second)
  expect(screenOf(display)).toMatchObject({ kind: 'board', welcomeUntil: null })
})

test('replaces a code as soon as the gateway reports that it has expired', async () => {
  const display = createFakeDisplay()
  display.gateway.paired = false
  display.gateway.pairingState = 'expired'
  await display.time.advance(30 * second)
  expect(display.gateway.codes).toBeGreaterThan(1)
})

test('a revoked display clears its board within one poll, and shows a pairing code', async () => {
  const display = createFakeDisplay()
  await display.time.advance(2 * minute)
  expect([...display.memory.kept.keys()]).toContain('headroom.display.board')
  display.gateway.paired = false
  await display.time.advance(6 * second)
  expect(screenOf(display).kind).toBe('pairing')
  expect([...display.memory.kept.keys()]).toEqual(['headroom.display.reload'])
  expect(display.engine.boardState()).toBeNull()
})

test('shows a new code if the browser dropped the pairing cookie', async () => {
  const display = createFakeDisplay()
  display.gateway.paired = false
  display.gateway.pairingState = 'paired'
  await display.time.advance(30 * second)
  display.gateway.pairingState = 'waiting'
  await display.time.advance(30 * second)
  expect(screenOf(display)).toMatchObject({
    kind: 'pairing',
    offer: { expiresAt: expect.anything() },
  })
})

test('a display unpairs itself, clears its board and shows a pairing code', async () => {
  const display = createFakeDisplay()
  await display.time.advance(20 * second)
  display.gateway.mayUnpair = true
  await display.engine.unpair()
  await display.time.advance(second)
  expect(screenOf(display)).toMatchObject({ kind: 'pairing', offer: { code: 'AAAA21' } })
  expect([...display.memory.kept.keys()]).toEqual(['headroom.display.reload'])
})

test('a display keeps its board if the gateway refuses to unpair it or does not respond', async () => {
  const display = createFakeDisplay()
  await display.time.advance(20 * second)
  await expect(display.engine.unpair()).rejects.toMatchObject({
    details: { code: 'not_allowed' },
  })
  display.gateway.mayUnpair = true
  display.gateway.fault = 'hang'
  const hanging = display.engine.unpair().catch((error: unknown) => error)
  await display.time.advance(8 * second)
  expect(await hanging).toBeInstanceOf(TimeoutError)
  expect(screenOf(display).kind).toBe('board')
})

test('treats a display as unpaired if it was revoked before it could unpair itself', async () => {
  const display = createFakeDisplay()
  await display.time.advance(20 * second)
  display.gateway.paired = false
  await display.engine.unpair()
  expect(screenOf(display).kind).toBe('pairing')
})

test('no 401 response other than not_paired ends a pairing', async () => {
  const display = createFakeDisplay()
  await display.time.advance(20 * second)
  display.gateway.fault = { problem: 'signed_out', status: 401 }
  await display.time.advance(3 * minute)
  expect(screenOf(display).kind).toBe('board')
})

test('shows a changed board within two polls, and keeps its readings', async () => {
  const display = createFakeDisplay()
  await display.time.advance(20 * second)
  display.gateway.boardRevision = 2
  await display.time.advance(16 * second)
  const screen = screenOf(display)
  expect(screen.kind === 'board' && screen.shown.board.name).toBe('Board 2')
  expect(display.engine.boardState()?.freshness).toBe('live')
})

test('never shows readings of a changed board on the board before it, even while the new board does not load', async () => {
  const display = createFakeDisplay()
  await display.time.advance(20 * second)
  const { gateway } = display
  gateway.fault = { problem: 'internal', status: 500 }
  gateway.faultOf = 'board'
  gateway.boardRevision = 2
  // A board of free rooms, for example, receives states instead of counts.
  gateway.people = 1
  for (let passed = 0; passed < 60; passed += 1) {
    await display.time.advance(second)
    expect(occupancyOf(display)).toMatchObject({ people: 3 })
  }
  expect(display.engine.boardState()?.freshness).toBe('stale')
  gateway.fault = null
  await display.time.advance(20 * second)
  expect(occupancyOf(display)).toMatchObject({ people: 1 })
  expect(display.engine.boardState()?.freshness).toBe('live')
})

test('after a reload, readings count as incomplete until the next response from the gateway', async () => {
  const display = createFakeDisplay()
  const isComplete = () => {
    const screen = screenOf(display)
    return screen.kind === 'board' && screen.shown.occupancy?.isComplete
  }
  await display.time.advance(20 * second)
  expect(isComplete()).toBe(true)
  display.reopen()
  expect(isComplete()).toBe(false)
  await display.time.advance(8 * second)
  expect(isComplete()).toBe(true)
})

test('after a reload, shows the last board as not live until the gateway responds', async () => {
  const display = createFakeDisplay()
  await display.time.advance(3 * minute)
  display.gateway.fault = 'reset'
  display.engine.persist()
  display.reopen()
  expect(display.engine.boardState()).toMatchObject({ freshness: 'late' })
  expect(occupancyOf(display)).toMatchObject({ people: 3 })
  await display.time.advance(3 * minute)
  expect(display.engine.boardState()?.freshness).toBe('stale')
  await display.time.advance(8 * minute)
  expect(display.engine.boardState()?.freshness).toBe('no-data')
  expect(display.engine.boardState()?.rooms).toHaveLength(1)
  display.gateway.fault = null
  await display.time.advance(70 * second)
  expect(display.engine.boardState()?.freshness).toBe('live')
})

test('after a reload without a gateway, a display still uses the gateway’s clock', async () => {
  const display = createFakeDisplay()
  const from = display.time.now() / minute
  const periods = [{ from, to: from + 60, offset: 330, abbreviation: 'XST' }]
  display.gateway.clocks = [{ zone: 'Europe/Berlin', periods }]
  await display.time.advance(3 * minute)
  display.gateway.fault = 'reset'
  display.reopen()
  await display.time.advance(3 * minute)
  const zone = display.engine.boardState()?.shown.zone
  expect(zone && formatLocalTime('en-GB', zone, from * minute)).toBe('14:30')
})

test('a display works without storage', async () => {
  const display = createFakeDisplay()
  display.memory.broken = true
  await display.time.advance(3 * minute)
  display.reopen()
  await display.time.advance(10 * second)
  expect(display.engine.boardState()?.freshness).toBe('live')
})

test('does not show readings from before a sleep as live', async () => {
  const display = createFakeDisplay()
  await display.time.advance(20 * second)
  display.time.sleep(8 * hour)
  expect(display.engine.boardState()?.freshness).toBe('no-data')
  display.engine.wake()
  await display.time.advance(8 * second)
  expect(display.engine.boardState()?.freshness).toBe('live')
})

test('persistent contract errors make a reload due, but the reload waits until the page is available', async () => {
  const display = createFakeDisplay()
  await display.time.advance(20 * second)
  display.gateway.fault = { problem: 'not_found', status: 404 }
  await display.time.advance(2 * minute)
  expect(display.reloads).toEqual([])
  await display.time.advance(3 * minute)
  expect(display.reloads).toEqual([])
  expect(display.engine.getSnapshot().recovery).toBe('reload-due')
})

test('reloads after a render failure as soon as the page is available, at most once every five minutes', async () => {
  const display = createFakeDisplay()
  await display.time.advance(20 * second)
  display.gateway.page = null
  display.engine.renderFailed()
  await display.time.advance(minute)
  expect(display.reloads).toEqual([])
  display.gateway.page = 'one'
  await display.time.advance(20 * second)
  expect(display.reloads).toHaveLength(1)
  for (let minutes = 0; minutes < 60; minutes += 1) {
    const before = display.reloads.length
    display.engine.renderFailed()
    await display.time.advance(minute)
    if (display.reloads.length > before) display.reopen()
  }
  const pauses = display.reloads.map((at, index) => at - (display.reloads[index - 1] ?? -hour))
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(5 * minute)
  expect(display.reloads.length).toBeLessThan(6)
})

test('once a new version is available, updates at the next page change', async () => {
  const display = createFakeDisplay()
  await display.time.advance(20 * second)
  display.gateway.version = 'two'
  await display.time.advance(40 * second)
  display.engine.onPageChange()
  expect(display.engine.getSnapshot().update).toEqual({ version: 'two', ready: false })
  expect(display.reloads).toEqual([])
  display.gateway.page = 'two'
  await display.time.advance(40 * second)
  expect(display.engine.getSnapshot().update).toEqual({ version: 'two', ready: true })
  expect(display.reloads).toEqual([])
  display.engine.onPageChange()
  expect(display.reloads).toHaveLength(1)
  display.reopen({ version: 'two' })
  await display.time.advance(10 * second)
  renderBoard(display)
  await display.time.advance(2 * minute)
  expect(display.engine.getSnapshot()).toMatchObject({ update: null, unhealthyVersion: null })
})

test('updates to a new version within five minutes even without a page change', async () => {
  const display = createFakeDisplay()
  await display.time.advance(20 * second)
  deploy(display, 'two')
  await display.time.advance(5 * minute)
  expect(display.reloads).toHaveLength(1)
})

test('does not retry an update for an hour after a reload that still loaded the old version', async () => {
  const display = await createDisplayDuringUpdate()
  display.reopen({ version: 'one' })
  for (let minutes = 0; minutes < 50; minutes += 1) {
    await display.time.advance(minute)
    renderBoard(display)
    display.engine.onPageChange()
  }
  expect(display.reloads).toHaveLength(1)
  deploy(display, 'three')
  await display.time.advance(5 * minute)
  expect(display.reloads).toHaveLength(2)
})

test('reports a new version as unhealthy after a minute without a live board, until a live board is rendered', async () => {
  const display = await createDisplayDuringUpdate()
  display.reopen({ version: 'two' })
  display.engine.setScreenInfo({
    page: { number: 1, of: 1 },
    screen: { width: 1920, height: 1080, pixelRatio: 1 },
    awake: { state: 'held' },
  })
  await display.time.advance(3 * minute)
  expect(display.gateway.statuses.at(-1)).toMatchObject({ unhealthyVersion: 'two', version: 'two' })
  renderBoard(display)
  await display.time.advance(2 * minute)
  expect(display.gateway.statuses.at(-1)).toMatchObject({
    unhealthyVersion: null,
    freshness: 'live',
  })
})

test('stopping the engine clears all timers', async () => {
  const display = createFakeDisplay()
  await display.time.advance(10 * minute)
  expect(display.time.pendingTimers()).toBeGreaterThan(0)
  display.engine.stop()
  expect(display.time.pendingTimers()).toBe(0)
})
