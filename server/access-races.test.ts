import * as v from 'valibot'
import { boardDraft } from '#src/testing/fixtures.ts'
import { expect, test } from 'vitest'
import { Board } from '#src/contract/board.ts'
import type { Store } from './gateway/store/store.ts'
import { temporaryStore } from '#server/gateway/store/test-stores.ts'
import { testAccounts, demoCredentials } from '#server/simulator/accounts/accounts.ts'
import {
  listBoardIds,
  listDisplayIds,
  createBoard,
  minute,
  pairCode,
  pairDisplay,
  parseBody,
  startedAt,
  startHeadroom,
  tokenSubject,
  protectedRequests,
} from './test-headroom.ts'

const { singleSite } = testAccounts

/** Creates a store that runs `beforeReplace` before the next compare-and-set of a board, display or pairing. */
async function racingStore() {
  const inner = await temporaryStore(() => startedAt)
  const race: { beforeReplace: (() => Promise<unknown>) | null } = { beforeReplace: null }
  const store: Store = {
    ...inner,
    async replace(key, expected, written) {
      if (/^(boards|displays|pairing)\//.test(key)) {
        const { beforeReplace } = race
        race.beforeReplace = null
        await beforeReplace?.()
      }
      return inner.replace(key, expected, written)
    },
  }
  return { race, store }
}

async function startRace() {
  const { race, store } = await racingStore()
  const started = await startHeadroom({ store })
  const demo = await started.signIn(demoCredentials)
  const person = await started.signIn(singleSite)
  const hudson = { kind: 'site', id: started.site('Hudson') } as const
  const own = await createBoard(demo, hudson)
  /** Adds rooms that the person cannot see to the board, as another user. */
  const widen = () =>
    demo.request('PUT', `/api/boards/${own.id}`, {
      revision: 1,
      draft: { ...boardDraft, name: 'Wide' },
    })
  return { started, race, demo, person, own, hudson, widen }
}

test('does not change or delete a board that gains inaccessible rooms between check and write', async () => {
  for (const way of ['edit', 'delete'] as const) {
    const { race, demo, person, own, hudson, widen } = await startRace()
    race.beforeReplace = widen
    const change = { revision: 1, draft: { ...boardDraft, rooms: hudson } }
    const response =
      way === 'delete'
        ? await protectedRequests(person, own.id, '').delete()
        : await person.request('PUT', `/api/boards/${own.id}`, change)
    expect(response.status).toBe(way === 'delete' ? 404 : 409)
    expect(await listBoardIds(demo)).toEqual([own.id])
    expect(await listBoardIds(person)).toEqual([])
  }
})

test('checks access to the current board before comparing revisions', async () => {
  const { demo, person, own, hudson, widen } = await startRace()
  await widen()
  const change = { revision: 2, draft: { ...boardDraft, rooms: hudson } }
  expect((await person.request('PUT', `/api/boards/${own.id}`, change)).status).toBe(404)
  const listed = v.object({ boards: v.array(Board) })
  expect(await parseBody(listed, await demo.get('/api/boards'))).toMatchObject({
    boards: [{ name: 'Wide', revision: 2 }],
  })
})

test('does not move or revoke a display that is moved to an inaccessible board between check and write', async () => {
  for (const way of ['move', 'revoke'] as const) {
    const { started, race, demo, person, own } = await startRace()
    const foreign = await createBoard(demo, { kind: 'all' })
    const { display } = await pairDisplay(started, demo, own.id)
    race.beforeReplace = () => protectedRequests(demo, foreign.id, display.id).move()
    expect((await protectedRequests(person, own.id, display.id)[way]()).status).toBe(404)
    expect(await listDisplayIds(demo)).toEqual([display.id])
    expect(await listDisplayIds(person)).toEqual([])
  }
})

test('does not pair a screen with a board that becomes inaccessible or is deleted between check and write', async () => {
  for (const change of ['widen', 'delete'] as const) {
    const { started, race, demo, person, own, widen } = await startRace()
    const screen = started.browser()
    const offer = await parseBody(
      v.object({ code: v.string() }),
      await screen.post('/api/display/pairing', {}),
    )
    race.beforeReplace =
      change === 'widen' ? widen : () => protectedRequests(demo, own.id, '').delete()
    const pairing = { code: offer.code, name: 'x', boardId: own.id }
    expect((await pairCode(person, pairing)).status).toBe(404)
    expect(await listDisplayIds(demo)).toEqual([])
  }
})

/** The fields of a response to the `places` query that these tests change. */
const Places = v.looseObject({
  data: v.looseObject({
    sites: v.optional(v.looseObject({ data: v.array(v.looseObject({ name: v.string() })) }), {
      data: [],
    }),
  }),
})
type Places = v.InferOutput<typeof Places>

/** Changes the topology that Butlr sends to one account. */
function changeTopologyOf({ butlr }: Started, subject: string, change: (answer: Places) => void) {
  butlr.change = async (request, response) => {
    if (!request.url.endsWith('/graphql') || tokenSubject(request) !== subject) return response
    const answer = v.parse(Places, await response.json())
    if (answer.data.sites.data.length > 0) change(answer)
    return Response.json(answer)
  }
}
type Started = Awaited<ReturnType<typeof startHeadroom>>
const northgateOf = ({ data }: Places) =>
  data.sites.data.findIndex(({ name }) => name === 'Northgate')

test.each<[string, (answer: Places) => void]>([
  [
    'missing buildings',
    (answer) => {
      const index = northgateOf(answer)
      Object.assign(answer.data.sites.data[index] ?? {}, { buildings: null })
      answer['errors'] = [{ message: 'x', path: ['sites', 'data', index, 'buildings'] }]
    },
  ],
  [
    'a malformed site',
    (answer) => Object.assign(answer.data.sites.data[northgateOf(answer)] ?? {}, { id: 7 }),
  ],
])(
  'denies boards with inaccessible rooms when the topology of the gateway account has %s',
  async (_, change) => {
    const started = await startHeadroom()
    changeTopologyOf(started, 'client|demo-client', change)
    const person = await started.signIn(singleSite)
    for (const rooms of [
      { kind: 'all' },
      { kind: 'site', id: started.site('Northgate') },
      { kind: 'rooms', ids: [started.room('Pine')] },
    ]) {
      const response = await person.post('/api/boards', { ...boardDraft, rooms })
      expect({ rooms, status: response.status }).toEqual({ rooms, status: 403 })
    }
  },
)

test('keeps a board usable 20 minutes after its rooms disappear from the account’s topology', async () => {
  const started = await startHeadroom()
  const demo = await started.signIn(demoCredentials)
  const board = await createBoard(demo, { kind: 'all' })
  changeTopologyOf(started, `user|${demoCredentials.username}`, (answer) => {
    Object.assign(answer.data.sites.data[northgateOf(answer)] ?? {}, { buildings: 'none' })
  })
  started.clock.now += 20 * minute
  await listBoardIds(demo)
  expect(await listBoardIds(demo)).toEqual([board.id])
  expect((await protectedRequests(demo, board.id, '').edit()).status).toBe(200)
})

test('hides a board from an account when another account adds rooms that the first cannot see', async () => {
  const started = await startHeadroom()
  const demo = await started.signIn(demoCredentials)
  const person = await started.signIn(singleSite)
  const board = await createBoard(person, { kind: 'rooms', ids: [started.room('Queens')] })
  expect(await listBoardIds(person)).toEqual([board.id])
  const rooms = { kind: 'rooms', ids: [started.room('Queens'), started.room('Pine')] }
  await demo.request('PUT', `/api/boards/${board.id}`, {
    revision: 1,
    draft: { ...boardDraft, rooms },
  })
  expect(await listBoardIds(person)).toEqual([])
})

test('hides a board but keeps its displays working when its site gains an inaccessible room', async () => {
  const started = await startHeadroom()
  const demo = await started.signIn(demoCredentials)
  const person = await started.signIn(singleSite)
  const board = await createBoard(person, { kind: 'site', id: started.site('Hudson') })
  const { screen, display } = await pairDisplay(started, person, board.id)
  const Floor = v.looseObject({ rooms: v.array(v.unknown()) })
  const Buildings = v.array(v.looseObject({ floors: v.array(Floor) }))
  started.butlr.change = async (request, response) => {
    if (!request.url.endsWith('/graphql') || tokenSubject(request).includes('hudson'))
      return response
    const answer = v.parse(Places, await response.json())
    const hudson = answer.data.sites.data.find(({ name }) => name === 'Hudson')
    if (hudson === undefined) return Response.json(answer)
    const buildings = v.parse(Buildings, hudson['buildings'])
    buildings[0]?.floors[0]?.rooms.push({ id: 'room_new', name: 'New', tags: [] })
    Object.assign(hudson, { buildings })
    return Response.json(answer)
  }
  started.clock.now += 61 * minute
  await Promise.all([listBoardIds(demo), listBoardIds(person)].map((list) => list.catch(() => [])))
  expect(await listBoardIds(person)).toEqual([])
  expect((await protectedRequests(person, board.id, display.id).revoke()).status).toBe(404)
  expect(await listDisplayIds(demo)).toEqual([display.id])
  expect((await screen.get('/api/display/readings')).status).toBe(200)
})
