import * as v from 'valibot'
import { expect, test } from 'vitest'
import { OverridesResponse } from '#src/contract/overrides.ts'
import {
  ImportSettingsResponse,
  SettingsResponse,
  type SettingChange,
} from '#src/contract/settings.ts'
import { StoreError, type Store } from '#server/gateway/store/store.ts'
import { temporaryStore } from '#server/gateway/store/test-stores.ts'
import { demoCredentials, testAccounts } from '#server/simulator/accounts/accounts.ts'
import { parseBody, readError, startedAt, startHeadroom } from './test-headroom.ts'

const { otherOrganisation, singleSite } = testAccounts
type Person = Awaited<ReturnType<Awaited<ReturnType<typeof startHeadroom>>['signIn']>>

const read = async (person: Person) =>
  parseBody(SettingsResponse, await person.get('/api/settings'))
const patch = (person: Person, ...changes: SettingChange[]) =>
  person.request('PATCH', '/api/settings', { changes })
const save = async (person: Person, ...changes: SettingChange[]) => {
  const response = await patch(person, ...changes)
  expect(response.status).toBe(200)
  return parseBody(SettingsResponse, response)
}
const undo = (person: Person, change: string) => person.post('/api/settings/undo', { change })
const overridesOf = async (person: Person) =>
  (await parseBody(OverridesResponse, await person.get('/api/overrides'))).overrides
const room = (id: string, field: string, after?: unknown, before?: unknown): SettingChange => ({
  section: 'rooms',
  id,
  field,
  ...(after !== undefined && { after }),
  ...(before !== undefined && { before }),
})
const busyFrom: SettingChange = { section: 'general', id: null, field: 'busyFrom', after: 0.8 }
const fileWith = (overrides: OverridesResponse['overrides']) => {
  const answer: OverridesResponse = {
    configured: true,
    overrides,
    loadedAt: startedAt,
    problem: null,
  }
  return () => answer
}

test('a changed capacity becomes an override with the account and the time', async () => {
  const { signIn, room: roomId } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  expect(await overridesOf(demo)).toBeNull()
  const oak = roomId('Oak')
  const answer = await save(demo, room(oak, 'capacity', 14))
  expect(answer).toMatchObject({
    refusal: null,
    isStoreAvailable: true,
    values: { rooms: { [oak]: { capacity: 14 } } },
    file: null,
    changes: [
      {
        by: demoCredentials.username,
        at: startedAt,
        items: [room(oak, 'capacity', 14)],
        isUndo: false,
        mayUndo: true,
      },
    ],
  })
  expect(answer.origins).toEqual({
    [`rooms/${oak}/capacity`]: { by: demoCredentials.username, at: startedAt },
  })
  expect(await overridesOf(demo)).toEqual({ rooms: { [oak]: { capacity: 14 } } })
  expect(await read(demo)).toEqual(answer)
})

test('a reset removes the override', async () => {
  const { signIn, room: roomId } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  await save(demo, room(roomId('Oak'), 'capacity', 14))
  const answer = await save(demo, room(roomId('Oak'), 'capacity', undefined, 14))
  expect(answer).toMatchObject({ values: {}, origins: {} })
  expect(await overridesOf(demo)).toBeNull()
})

test('opening hours, closed days and thresholds become overrides', async () => {
  const { signIn, site } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  const northgate = { section: 'sites', id: site('Northgate') } as const
  await save(
    demo,
    busyFrom,
    { section: 'general', id: null, field: 'usedFromMinutes', after: 15 },
    { section: 'rightSize', id: null, field: 'over', after: 0.05 },
    { ...northgate, field: 'openingHours', after: { sunday: '07:00 – 17:00' } },
    { ...northgate, field: 'closedDays', after: ['2026-12-24/2027-01-01', '2026-10-30'] },
  )
  expect(await overridesOf(demo)).toEqual({
    busyFrom: 0.8,
    usedFromMinutes: 15,
    rightSize: { over: 0.05 },
    sites: {
      [site('Northgate')]: {
        openingHours: { sunday: '07:00-17:00' },
        closedDays: ['2026-10-30', '2026-12-24/2027-01-01'],
      },
    },
  })
})

test.each([
  [{ field: 'capacity', after: 0 }, 'A capacity must be a whole number'],
  [{ section: 'sites', field: 'timezone', after: 'Mars' }, 'IANA name'],
  [{ section: 'sites', field: 'openingHours', after: { monday: '08:30-18:00' } }, 'whole hours'],
  [{ section: 'sites', field: 'openingHours', after: {} }, 'at least one weekday'],
  [{ section: 'sites', field: 'closedDays', after: ['2026-02-30'] }, 'list of up to 100 dates'],
] as const)('rejects %j with an explanation', async (change, message) => {
  const { signIn, room: roomId, site } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  const section = 'section' in change ? change.section : 'rooms'
  const id = section === 'sites' ? site('Northgate') : roomId('Oak')
  const response = await patch(demo, { ...change, section, id })
  expect(await readError(response)).toMatchObject({
    status: 400,
    message: expect.stringContaining(message),
  })
  expect(await overridesOf(demo)).toBeNull()
})

const hiddenRoom = { room_other: { capacity: 6 } }
test.each([
  ['an unknown field', { section: 'rooms', id: 'room_1', field: 'capactiy', after: 8 }],
  ['a section', { section: 'general', id: null, field: 'rooms', after: hiddenRoom }],
  ['a general value with an ID', { ...busyFrom, id: 'x' }],
  ['a room without an ID', { section: 'rooms', id: null, field: 'capacity', after: 8 }],
  ['a field of every object', { section: 'general', id: null, field: 'constructor', after: {} }],
] as const)('rejects changes with %s as the path', async (_, change) => {
  const { signIn } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  expect((await patch(demo, busyFrom, change)).status).toBe(400)
  expect(await overridesOf(demo)).toBeNull()
})

test('rejects two changes of one value', async () => {
  const { signIn, room: roomId } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  const oak = roomId('Oak')
  const changes = [room(oak, 'capacity', 14), room(oak, 'capacity', 16)]
  expect((await patch(demo, ...changes)).status).toBe(400)
  expect(await overridesOf(demo)).toBeNull()
})

test('rejects a change without a session before it reads the body', async () => {
  const { browser } = await startHeadroom()
  const response = await browser().request('PATCH', '/api/settings', { changes: 'invalid' })
  expect(response.status).toBe(401)
})

test('a change fails as a whole if one value was changed in the meantime', async () => {
  const { signIn, room: roomId } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  const oak = roomId('Oak')
  await save(demo, room(oak, 'capacity', 14))
  const response = await patch(demo, room(oak, 'name', 'Oak room'), room(oak, 'capacity', 12))
  expect(await readError(response)).toMatchObject({ status: 409, code: 'conflict' })
  expect(await overridesOf(demo)).toEqual({ rooms: { [oak]: { capacity: 14 } } })
})

test('lets only managers change settings, and tells others the reason', async () => {
  const environment = { HEADROOM_MANAGERS: 'demo-client' }
  const { signIn, signInClient, events, room: roomId } = await startHeadroom({ environment })
  const staff = await signIn(demoCredentials)
  const manager = await signInClient(demoCredentials)
  const refusal = 'Only managers can change settings. Ask your administrator for access.'
  const refused = { status: 403, code: 'not_allowed', message: refusal }
  expect(await readError(await patch(staff, room(roomId('Oak'), 'capacity', 14)))).toEqual(refused)
  const { changes } = await save(manager, room(roomId('Oak'), 'capacity', 14))
  const answer = await read(staff)
  expect(answer).toMatchObject({ refusal, changes: [{ by: 'demo-client', mayUndo: false }] })
  expect(await readError(await undo(staff, changes[0]?.id ?? ''))).toEqual(refused)
  const importing = await staff.post('/api/settings/import', { text: '{}' })
  expect(await readError(importing)).toEqual(refused)
  expect(events().filter(({ event }) => event === 'settings.changed')).toMatchObject([
    { account: 'demo-client', kinds: ['rooms.capacity'], count: 1 },
  ])
})

test('hides settings and changes of places that the account does not see', async () => {
  const { signIn, room: roomId, site } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  const hudson = await signIn(singleSite)
  const southbank = await signIn(otherOrganisation)
  const oak = roomId('Oak')
  const { changes } = await save(demo, room(oak, 'note', 'canary'), busyFrom)
  for (const other of [hudson, southbank]) {
    const answer = await read(other)
    expect(JSON.stringify(answer)).not.toContain('canary')
    expect(answer.values).toEqual({ busyFrom: 0.8, rooms: {} })
    expect(await readError(await patch(other, room(oak, 'capacity', 3)))).toMatchObject({
      status: 404,
      code: 'not_found',
    })
    const closed = { section: 'sites', id: site('Northgate'), field: 'name', after: 'x' } as const
    expect((await patch(other, closed)).status).toBe(404)
    expect((await undo(other, changes[0]?.id ?? '')).status).toBe(404)
  }
})

test('accounts without a site of the gateway account cannot change values for all sites', async () => {
  const { signIn } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  await save(demo, busyFrom)
  const hudson = await read(await signIn(singleSite))
  expect(hudson).toMatchObject({
    generalRefusal: null,
    changes: [{ by: demoCredentials.username }],
  })
  const southbank = await signIn(otherOrganisation)
  const answer = await read(southbank)
  expect(answer).toMatchObject({
    refusal: null,
    generalRefusal: expect.stringContaining('doesn’t have access to the sites'),
    origins: { 'general//busyFrom': { by: null } },
    changes: [],
  })
  const response = await patch(southbank, { ...busyFrom, before: 0.8, after: 0.9 })
  expect(await readError(response)).toMatchObject({ status: 403, code: 'not_allowed' })
})

test('undo restores the values from before a change, and undoing the undo applies the change again', async () => {
  const { signIn, events, room: roomId } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  const oak = roomId('Oak')
  await save(demo, room(oak, 'capacity', 14), room(oak, 'hidden', true))
  const changed = await save(demo, room(oak, 'capacity', 16, 14))
  const first = changed.changes[1]?.id ?? ''
  expect(changed.changes.map(({ mayUndo }) => mayUndo)).toEqual([true, false])
  expect((await undo(demo, first)).status).toBe(409)
  const undone = await parseBody(SettingsResponse, await undo(demo, changed.changes[0]?.id ?? ''))
  expect(undone.values).toEqual({ rooms: { [oak]: { capacity: 14, hidden: true } } })
  expect(undone.changes[0]).toMatchObject({ isUndo: true, mayUndo: true })
  const restored = await parseBody(SettingsResponse, await undo(demo, undone.changes[0]?.id ?? ''))
  expect(restored.values).toEqual({ rooms: { [oak]: { capacity: 16, hidden: true } } })
  expect(events().filter(({ event }) => event === 'settings.undone')).toHaveLength(2)
})

test('the settings file takes precedence value by value, and its values cannot be changed', async () => {
  const started = await startHeadroom()
  const oak = started.room('Oak')
  const overrides = fileWith({ busyFrom: 0.9, rooms: { [oak]: { capacity: 20 } } })
  const before = await started.signIn(demoCredentials)
  await save(before, room(oak, 'capacity', 14), room(oak, 'name', 'Oak room'))
  const { signIn } = await startHeadroom({ store: started.store, overrides })
  const demo = await signIn(demoCredentials)
  expect(await overridesOf(demo)).toEqual({
    busyFrom: 0.9,
    rooms: { [oak]: { capacity: 20, name: 'Oak room' } },
  })
  expect(await read(demo)).toMatchObject({
    values: { rooms: { [oak]: { capacity: 14 } } },
    file: { busyFrom: 0.9, rooms: { [oak]: { capacity: 20 } } },
    changes: [{ mayUndo: false }],
  })
  for (const change of [room(oak, 'capacity', 12, 14), busyFrom]) {
    expect(await readError(await patch(demo, change))).toMatchObject({
      status: 403,
      message: expect.stringContaining('settings file'),
    })
  }
  const exported = await demo.get('/api/settings/export')
  expect(exported.headers.get('Content-Disposition')).toContain('headroom-settings.json')
  expect(await exported.json()).toEqual(await overridesOf(demo))
})

test('an import lists the changes that a file would make, and saves nothing', async () => {
  const overrides = fileWith({ busyFrom: 0.9 })
  const { signIn, room: roomId } = await startHeadroom({ overrides })
  const demo = await signIn(demoCredentials)
  const [oak, maple] = [roomId('Oak'), roomId('Maple')]
  await save(demo, room(maple, 'capacity', 9))
  const text = JSON.stringify({
    busyFrom: 0.5,
    usedFromMinutes: 5,
    rooms: { [oak]: { capacity: 14 }, [maple]: { capacity: 9 }, room_unknown: { capacity: 1 } },
  })
  const answer = await parseBody(
    ImportSettingsResponse,
    await demo.post('/api/settings/import', { text }),
  )
  expect(answer).toEqual({
    changes: [
      { section: 'general', id: null, field: 'usedFromMinutes', after: 5 },
      room(oak, 'capacity', 14),
    ],
    unchanged: 1,
    locked: 1,
    unknown: 1,
  })
  expect(await overridesOf(demo)).toEqual({ busyFrom: 0.9, rooms: { [maple]: { capacity: 9 } } })
  await save(demo, ...answer.changes)
  const broken = await demo.post('/api/settings/import', { text: '{"busyFrom": 70}' })
  expect(await readError(broken)).toMatchObject({
    status: 400,
    message: expect.stringMatching(/^At busyFrom: .*above 0/),
  })
})

test('gateways that share a store apply each other’s changes within two seconds', async () => {
  const one = await startHeadroom()
  const other = await startHeadroom({ store: one.store })
  const oak = one.room('Oak')
  const demo = await one.signIn(demoCredentials)
  const colleague = await other.signIn(demoCredentials)
  expect(await overridesOf(colleague)).toBeNull()
  await save(demo, room(oak, 'capacity', 14))
  other.clock.now += 2_000
  expect(await overridesOf(colleague)).toEqual({ rooms: { [oak]: { capacity: 14 } } })
})

/** Returns a store that rejects access to settings while `isAway` is true. */
async function breakableStore() {
  const store = await temporaryStore(() => startedAt)
  const state = { isAway: false }
  const guard = <TArguments extends unknown[], TResult>(
    run: (key: string, ...rest: TArguments) => Promise<TResult>,
  ) =>
    async function guarded(key: string, ...rest: TArguments) {
      if (state.isAway && key.startsWith('settings/')) throw new StoreError('away')
      return run(key, ...rest)
    }
  const guarded: Store = { ...store, get: guard(store.get), replace: guard(store.replace) }
  return { store: guarded, state }
}

test('while the store is unavailable, the last known settings stay in effect and changes are rejected', async () => {
  const { store, state } = await breakableStore()
  const { signIn, clock, logged, room: roomId } = await startHeadroom({ store })
  const demo = await signIn(demoCredentials)
  const oak = roomId('Oak')
  await save(demo, room(oak, 'capacity', 14))
  state.isAway = true
  clock.now += 10_000
  expect(await overridesOf(demo)).toEqual({ rooms: { [oak]: { capacity: 14 } } })
  expect(await read(demo)).toMatchObject({
    isStoreAvailable: false,
    values: { rooms: { [oak]: { capacity: 14 } } },
  })
  expect(await readError(await patch(demo, room(oak, 'capacity', 3, 14)))).toMatchObject({
    status: 503,
    code: 'store_unreachable',
    message: expect.stringContaining('The last known settings stay in effect.'),
  })
  expect(logged.filter((line) => line.includes('cannot read settings'))).toHaveLength(1)
  state.isAway = false
  await save(demo, room(oak, 'capacity', 3, 14))
})

test('never overwrites settings that another version stored', async () => {
  const started = await startHeadroom()
  const demo = await started.signIn(demoCredentials)
  await save(demo, room(started.room('Oak'), 'capacity', 14))
  const [[key] = ['']] = await started.store.list('settings/')
  await started.store.put(key, { value: '{"version": 2}', untilMs: null })
  started.clock.now += 2_000
  expect(await overridesOf(demo)).toMatchObject({ rooms: {} })
  const response = await patch(demo, room(started.room('Oak'), 'capacity', 3, 14))
  expect(await readError(response)).toMatchObject({ code: 'store_unreachable' })
  expect(await started.store.get(key)).toBe('{"version": 2}')
})

test('rejects a change of more than 10,000 values', async () => {
  const { signIn } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  const changes = Array.from({ length: 10_001 }, (_, index) => room(`r${index}`, 'capacity', 1))
  expect((await patch(demo, ...changes)).status).toBe(400)
  expect(v.is(SettingsResponse, await read(demo))).toBe(true)
})
