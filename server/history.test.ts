import * as v from 'valibot'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { HistoryStatus } from '#src/contract/history-status.ts'
import { RoomHistory, UsualPeople } from '#src/contract/history.ts'
import {
  maxInsightsRooms,
  Moments,
  OverCapacity,
  PlaceHours,
  RoomInsights,
} from '#src/contract/insights.ts'
import { SensorInsights } from '#src/contract/sensor-insights.ts'
import { PlaceMinutes } from '#src/contract/place-minutes.ts'
import type { Overrides } from '#src/contract/overrides.ts'
import { noOverrides } from '#server/gateway/overrides/overrides-file.ts'
import { createHistoryLog } from '#server/history/process-log.ts'
import { startHistory } from '#server/history/history.ts'
import { type Account, demoCredentials, testAccounts } from '#server/simulator/accounts/accounts.ts'
import { minute, parseBody, readError, startedAt, startHeadroom } from './test-headroom.ts'
import { formerRoom, historyPath, writeSimulatedHistory } from './test-room-history.ts'

let written = { root: '', room: '', remove: async () => {} }
beforeAll(async () => {
  written = await writeSimulatedHistory()
})
afterAll(() => written.remove())

/** Starts Headroom with the written history, which another gateway collects. */
async function start({
  environment = {},
  overrides = null,
}: { environment?: Record<string, string>; overrides?: Overrides | null } = {}) {
  const config = { requestsPerMinute: 20, backfillDays: 60, keepDays: 400 }
  return startHeadroom({
    environment,
    overrides: () => ({ ...noOverrides, configured: true, overrides }),
    history: {
      keepDays: config.keepDays,
      keepsSmallRoomMinutes: environment['HEADROOM_SMALL_ROOMS'] !== undefined,
      start(gateway) {
        const history = startHistory({
          config: { ...config, directory: written.root, keepsSmallRoomMinutes: false },
          gateway: { ...gateway, lease: async () => ({ ok: true, value: null }) },
          log: createHistoryLog(() => undefined),
          now: () => startedAt,
        })
        onTestFinished(() => history.stop())
        return history
      },
    },
  })
}

/** Repeats a request while its query takes too long on a busy machine. */
async function repeatWhileBusy(send: () => Promise<Response>) {
  for (;;) {
    const response = await send()
    if (response.status !== 503) return response
  }
}

const getHistory = (person: { get: (path: string) => Promise<Response> }, path: string) =>
  repeatWhileBusy(() => person.get(path))

/** Number of hours in a day. */
const days = 24

test('a session reads the history only of rooms in its own topology', async () => {
  const { signIn } = await start()
  const person = await signIn(demoCredentials)
  const response = await getHistory(person, historyPath(written.room, 2 * days))
  const history = await parseBody(RoomHistory, response)
  expect(history).toMatchObject({
    room: written.room,
    peak: { people: 3, complete: true },
    coverage: { minutes: 2 * days * 60, knownMinutes: 2 * days * 60, gaps: [] },
    minutesByPeople: [{ people: 3, minutes: 2 * days * 60 }],
    sensors: [{ mac: 'one', minutes: 2 * days * 60, maximum: 3 }],
    isMinuteDataWithheld: false,
    steps: null,
  })
  for (const account of [testAccounts.singleSite, testAccounts.otherOrganisation]) {
    const other = await signIn(account)
    const refused = await readError(await getHistory(other, historyPath(written.room, 1)))
    expect(refused).toMatchObject({ status: 404, code: 'not_found' })
  }
})

test('a session whose topology Butlr denies reads the history of rooms in its reports', async () => {
  const { signIn } = await start()
  const person = await signIn(testAccounts.reportsOnly)
  const response = await getHistory(person, historyPath(written.room, 2))
  expect(await parseBody(RoomHistory, response)).toMatchObject({
    peak: { people: 3 },
    steps: { people: [[startedAt - 120 * minute, 3]] },
  })
})

test('managers read the history of former rooms in buildings that they see', async () => {
  const path = historyPath(formerRoom, 2)
  const open = await start()
  const manager = await open.signIn(demoCredentials)
  expect(await parseBody(RoomHistory, await getHistory(manager, path))).toMatchObject({
    room: formerRoom,
    capacity: 8,
  })
  for (const account of Object.values(testAccounts)) {
    const other = await open.signIn(account)
    expect((await getHistory(other, path)).status).toBe(404)
  }
  const limited = await start({ environment: { HEADROOM_MANAGERS: 'ada@example.com' } })
  const person = await limited.signIn(demoCredentials)
  expect((await getHistory(person, path)).status).toBe(404)
})

test('withholds the minutes of a former room for which the operator sets a small capacity', async () => {
  const { signIn } = await start({ overrides: { rooms: { [formerRoom]: { capacity: 2 } } } })
  const manager = await signIn(demoCredentials)
  const response = await getHistory(manager, historyPath(formerRoom, 2 * days))
  expect(await parseBody(RoomHistory, response)).toMatchObject({
    capacity: 2,
    isMinuteDataWithheld: true,
  })
})

test('withholds the minutes of a room for two people for periods of more than a day, unless the operator keeps them', async () => {
  const overrides = { rooms: { [written.room]: { capacity: 2 } } }
  const read = async (hours: number, environment: Record<string, string> = {}) => {
    const { signIn } = await start({ overrides, environment })
    const person = await signIn(demoCredentials)
    return parseBody(RoomHistory, await getHistory(person, historyPath(written.room, hours)))
  }
  expect(await read(days)).toMatchObject({ isMinuteDataWithheld: false, sensors: [{ mac: 'one' }] })
  const withheld = await read(2 * days)
  expect(withheld).toMatchObject({ isMinuteDataWithheld: true, sensors: [], steps: null })
  expect(
    withheld.days.map(({ firstUse, lastUse, quarters }) => [firstUse, lastUse, quarters]),
  ).toEqual(withheld.days.map(() => [null, null, []]))
  const kept = await read(2 * days, { HEADROOM_SMALL_ROOMS: 'history' })
  expect(kept.isMinuteDataWithheld).toBe(false)
})

test('a session reads the figures of all rooms in its own topology or reports, except hidden rooms', async () => {
  const from = startedAt - 2 * days * 3_600_000
  const read = async (
    account: Pick<Account, 'username' | 'password' | 'clientId' | 'clientSecret'>,
    overrides: Overrides | null = null,
  ) => {
    const { signIn, simulator } = await start({ overrides })
    const person = await signIn(account)
    const ids = simulator.topology.rooms.map(({ id }) => id)
    const answer = await repeatWhileBusy(() =>
      person.post('/api/insights/rooms', { from, to: startedAt, rooms: [...ids, 'unknown'] }),
    )
    return (await parseBody(RoomInsights, answer)).rooms
  }
  const known = (rooms: Awaited<ReturnType<typeof read>>) =>
    rooms.filter(({ knownMinutes }) => knownMinutes > 0)
  const rooms = await read(demoCredentials)
  expect(rooms.length).toBeGreaterThan(50)
  expect(known(rooms)).toMatchObject([
    { room: written.room, peak: 3, minutesByPeople: [[3, expect.any(Number)]] },
  ])
  expect(known(await read(testAccounts.reportsOnly))).toEqual(known(rooms))
  for (const account of [testAccounts.singleSite, testAccounts.otherOrganisation]) {
    expect(known(await read(account))).toEqual([])
  }
  const hidden = await read(demoCredentials, { rooms: { [written.room]: { hidden: true } } })
  expect(hidden).toHaveLength(rooms.length - 1)
})

test('hours, the peak, the run-outs and the sensors of a place include only rooms that the session sees', async () => {
  const { signIn } = await start()
  const person = await signIn(demoCredentials)
  const other = await signIn(testAccounts.singleSite)
  const period = { from: startedAt - 2 * days * 3_600_000, to: startedAt }
  const rooms = [written.room, formerRoom, 'unknown']
  const body = { ...period, rooms, judgedRooms: rooms }
  const send = (path: string, by = person) =>
    repeatWhileBusy(() => by.post(`/api/insights/${path}`, body))
  const hours = await parseBody(PlaceHours, await send('hours'))
  expect(hours.rooms).toBe(1)
  expect(hours.hours.at(-1)).toMatchObject({ isOpen: true, knownMinutes: 60, people: 3 })
  const moments = await parseBody(Moments, await send('moments'))
  expect(moments).toMatchObject({
    withheldRooms: 0,
    peak: { people: 3, at: period.from, knownRooms: 1, rooms: 1, complete: true },
    sizes: [{ seats: 1, rooms: 1, groups: { count: 1 }, unknown: [] }],
  })
  expect(moments.sizes[0]?.runOuts.length).toBeGreaterThan(0)
  const { sensors } = await parseBody(SensorInsights, await send('sensors'))
  expect(sensors).toMatchObject([{ mac: 'one', room: written.room, highest: 3, twin: null }])
  expect((await parseBody(SensorInsights, await send('sensors', other))).sensors).toEqual([])
  expect(await parseBody(Moments, await send('moments', other))).toMatchObject({
    peak: null,
    sizes: [],
  })
})

test('lists events over capacity, but not those of rooms for two people unless the operator keeps their minutes', async () => {
  const overrides = { rooms: { [written.room]: { capacity: 2 } } }
  const period = { from: startedAt - 2 * days * 3_600_000, to: startedAt }
  const read = async (environment: Record<string, string> = {}) => {
    const { signIn } = await start({ overrides, environment })
    const person = await signIn(demoCredentials)
    const body = { ...period, rooms: [written.room] }
    return parseBody(
      OverCapacity,
      await repeatWhileBusy(() => person.post('/api/insights/over-capacity', body)),
    )
  }
  expect(await read()).toMatchObject({ withheldRooms: 1, events: [], more: 0 })
  expect(await read({ HEADROOM_SMALL_ROOMS: 'history' })).toMatchObject({
    withheldRooms: 0,
    events: [{ ...period, room: written.room, people: 3, capacity: 2, complete: true }],
  })
})

test('accepts up to 10,000 rooms, and rejects more rooms or more than eight days of moments', async () => {
  const { signIn } = await start()
  const person = await signIn(demoCredentials)
  const period = { from: startedAt - 3_600_000, to: startedAt }
  const rooms = Array.from({ length: maxInsightsRooms }, (_, index) => `room_${index}`.padEnd(32))
  const send = (body: object) =>
    repeatWhileBusy(() => person.post('/api/insights/moments', { judgedRooms: [], ...body }))
  expect((await send({ ...period, rooms })).status).toBe(200)
  for (const body of [
    { ...period, rooms: [...rooms, 'one more'] },
    { from: startedAt - 10 * 86_400_000, to: startedAt, rooms: [] },
  ]) {
    expect(await readError(await send(body))).toMatchObject({
      status: 400,
      code: 'invalid_request',
    })
  }
})

test('returns the minutes of a day for the rooms that the session sees, and rejects longer periods', async () => {
  const { signIn } = await start()
  const person = await signIn(demoCredentials)
  const read = (by: typeof person, hours: number) =>
    repeatWhileBusy(() =>
      by.post('/api/insights/minutes', {
        from: startedAt - hours * 3_600_000,
        to: startedAt,
        rooms: [written.room, 'unknown'],
      }),
    )
  expect(await parseBody(PlaceMinutes, await read(person, 24))).toMatchObject({
    withheldRooms: [],
    hourly: [],
    rooms: [{ room: written.room, minutes: [24 * 60], people: [3] }],
  })
  const other = await signIn(testAccounts.singleSite)
  expect(await parseBody(PlaceMinutes, await read(other, 24))).toMatchObject({ rooms: [] })
  expect(await readError(await read(person, 27))).toMatchObject({
    status: 400,
    code: 'invalid_request',
  })
})

test('returns 404 for hidden rooms, and 400 for periods that are empty, in the future or too long', async () => {
  const hidden = await start({ overrides: { rooms: { [written.room]: { hidden: true } } } })
  const person = await hidden.signIn(demoCredentials)
  expect((await person.get(historyPath(written.room, 1))).status).toBe(404)
  const { signIn } = await start()
  const other = await signIn(demoCredentials)
  for (const [from, to] of [
    [startedAt, startedAt],
    [startedAt + 3_600_000, startedAt + 7_200_000],
    [startedAt - 402 * 86_400_000, startedAt],
    ['now', startedAt],
  ]) {
    const path = `/api/history/room?room=${written.room}&from=${from}&to=${to}`
    expect(await readError(await other.get(path))).toMatchObject({
      status: 400,
      code: 'invalid_request',
    })
  }
})

test('a history without data has only unknown minutes', async () => {
  const { signIn, room } = await start()
  const person = await signIn(demoCredentials)
  const other = ['Oak', 'Birch', 'Maple'].map(room).find((id) => id !== '' && id !== written.room)
  const response = await getHistory(person, historyPath(other ?? '', 3))
  expect(await parseBody(RoomHistory, response)).toMatchObject({
    peak: null,
    coverage: { minutes: 180, knownMinutes: 0, gaps: [{ to: startedAt - 10 * minute }] },
    sensors: [],
  })
})

test('the status requires a session, and states why there is no history', async () => {
  const started = await start()
  expect((await started.browser().get('/api/history/status')).status).toBe(401)
  const person = await started.signIn(demoCredentials)
  const status = async () => parseBody(HistoryStatus, await person.get('/api/history/status'))
  await expect.poll(async () => (await status()).state).toBe('elsewhere')

  const off = await startHeadroom({
    history: { keepDays: 1, keepsSmallRoomMinutes: false, start: null },
  })
  const other = await off.signIn(demoCredentials)
  expect(
    v.parse(HistoryStatus, await (await other.get('/api/history/status')).json()),
  ).toMatchObject({
    state: 'unavailable',
    reason: 'no_directory',
  })
  const refused = await readError(await other.get(historyPath(off.room('Oak'), 1)))
  expect(refused).toMatchObject({ status: 503, code: 'history_unavailable' })

  const alone = await startHeadroom({ credentials: null })
  const third = await alone.signIn(demoCredentials)
  expect(
    v.parse(HistoryStatus, await (await third.get('/api/history/status')).json()),
  ).toMatchObject({
    state: 'no_account',
  })
})

test('a session reads the usual occupancy only of rooms in its own topology or reports, except hidden rooms', async () => {
  const read = async (
    account: Pick<Account, 'username' | 'password' | 'clientId' | 'clientSecret'>,
    overrides: Overrides | null = null,
  ) => {
    const { signIn } = await start({ overrides })
    const response = await getHistory(await signIn(account), '/api/history/usual')
    const { groups } = await parseBody(UsualPeople, response)
    return groups.flatMap(({ rooms }) => rooms.map(({ room }) => room))
  }
  const rooms = await read(demoCredentials)
  expect(rooms).toContain(written.room)
  expect(await read(testAccounts.reportsOnly)).toContain(written.room)
  for (const account of [testAccounts.singleSite, testAccounts.otherOrganisation]) {
    expect(await read(account)).not.toContain(written.room)
  }
  const hidden = await read(demoCredentials, { rooms: { [written.room]: { hidden: true } } })
  expect(hidden).toHaveLength(rooms.length - 1)
})

test('changes to opening hours, closed days and thresholds apply to figures without a restart', async () => {
  const { signIn, simulator } = await start()
  const person = await signIn(demoCredentials)
  const site = simulator.topology.rooms[0]?.floor.building.site.id ?? ''
  const from = startedAt - 2 * days * 3_600_000
  const read = async () => {
    const rooms = [written.room]
    const answer = await repeatWhileBusy(() =>
      person.post('/api/insights/rooms', { from, to: startedAt, rooms }),
    )
    const { usedFromMinutes, rooms: answered } = await parseBody(RoomInsights, answer)
    return [usedFromMinutes, ...answered.map(({ openHours }) => openHours)]
  }
  const change = async (...changes: object[]) =>
    expect((await person.request('PATCH', '/api/settings', { changes })).status).toBe(200)
  // Monday from 8 to 18, and Tuesday from 8 to 11.
  expect(await read()).toEqual([10, 13])
  await change(
    { section: 'sites', id: site, field: 'openingHours', after: { sunday: '20:00-24:00' } },
    { section: 'general', id: null, field: 'usedFromMinutes', after: 5 },
  )
  expect(await read()).toEqual([5, 4])
  await change({ section: 'sites', id: site, field: 'closedDays', after: ['2026-03-01'] })
  expect(await read()).toEqual([5, 0])
})
