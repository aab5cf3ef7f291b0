import { expect, test } from 'vitest'
import type { BoardDraft } from '#src/contract/board.ts'
import { readProblemCode } from './gateway/test-gateway.ts'
import { boardDraft } from '#src/testing/fixtures.ts'
import { testAccounts, demoCredentials } from '#server/simulator/accounts/accounts.ts'
import {
  addBoard,
  listBoardIds,
  listDisplayIds,
  createBoard,
  minute,
  pairScreen,
  pairDisplay,
  readError,
  startHeadroom,
  tokenSubject,
  protectedRequests,
} from './test-headroom.ts'

const { otherOrganisation, singleSite, reportsOnly } = testAccounts

test.each([
  [
    'of another organisation',
    otherOrganisation,
    'not_allowed',
    /doesn’t have access to any of the sites/,
  ],
  ['without topology access', reportsOnly, 'forbidden', /doesn’t have access to building details/],
])(
  'rejects every board and display request from an account %s with status 403 and a reason',
  async (_, account, code, words) => {
    const started = await startHeadroom()
    const demo = await started.signIn(demoCredentials)
    const board = await createBoard(demo, { kind: 'all' })
    const { screen, display } = await pairDisplay(started, demo, board.id)
    for (const person of [await started.signIn(account), await started.signInClient(account)]) {
      for (const ask of Object.values(protectedRequests(person, board.id, display.id))) {
        const problem = await readError(await ask())
        expect(problem).toEqual({ status: 403, code, message: expect.stringMatching(words) })
      }
    }
    expect(await listBoardIds(demo)).toEqual([board.id])
    expect((await screen.get('/api/display/readings')).status).toBe(200)
  },
)

test('shows a single-site account only boards and displays of that site', async () => {
  const started = await startHeadroom()
  const { site, room, floor, tag } = started
  const demo = await started.signIn(demoCredentials)
  const foreign = []
  for (const rooms of [
    { kind: 'all' },
    { kind: 'site', id: site('Northgate') },
    { kind: 'floor', id: floor('Annex ground floor') },
    { kind: 'tag', id: tag('Bookable') },
    { kind: 'rooms', ids: [room('Queens'), room('Pine')] },
  ] satisfies BoardDraft['rooms'][]) {
    foreign.push(await createBoard(demo, rooms))
  }
  const own = await createBoard(demo, { kind: 'site', id: site('Hudson') })
  const [secret] = foreign
  const hidden = await pairDisplay(started, demo, secret?.id ?? '')
  const seen = await pairDisplay(started, demo, own.id)

  const person = await started.signIn(singleSite)
  expect(await listBoardIds(person)).toEqual([own.id])
  expect(await listDisplayIds(person)).toEqual([seen.display.id])
  for (const { id } of foreign) {
    const {
      edit,
      delete: remove,
      pair: claim,
      move,
    } = protectedRequests(person, id, seen.display.id)
    for (const ask of [edit, remove, claim, move]) {
      expect(await readError(await ask())).toMatchObject({ status: 404, code: 'not_found' })
    }
  }
  const { move, revoke } = protectedRequests(person, own.id, hidden.display.id)
  expect((await move()).status).toBe(404)
  expect((await revoke()).status).toBe(404)
  // A request for a nonexistent display gets the same response.
  expect(await readError(await protectedRequests(person, own.id, 'nothing').revoke())).toEqual(
    await readError(await revoke()),
  )
  expect((await hidden.screen.get('/api/display/readings')).status).toBe(200)
  expect((await protectedRequests(person, own.id, seen.display.id).revoke()).status).toBe(204)
  expect((await pairScreen(started, person, own.id)).response.status).toBe(201)
})

test('lets a single-site account save boards only with rooms of that site', async () => {
  const { signIn, site, room, floor, tag } = await startHeadroom()
  const person = await signIn(singleSite)
  const allowed: BoardDraft['rooms'][] = [
    { kind: 'site', id: site('Hudson') },
    { kind: 'floor', id: floor('Hudson floor') },
    { kind: 'rooms', ids: [room('Queens'), room('Harlem')] },
  ]
  const refused: BoardDraft['rooms'][] = [
    { kind: 'all' },
    { kind: 'site', id: site('Northgate') },
    { kind: 'floor', id: floor('Annex ground floor') },
    { kind: 'tag', id: tag('Bookable') },
    { kind: 'rooms', ids: [room('Queens'), room('Pine')] },
    { kind: 'rooms', ids: [room('Queens'), 'room_that_does_not_exist'] },
    { kind: 'floor', id: 'space_that_does_not_exist' },
    { kind: 'tag', id: 'tag_that_does_not_exist' },
  ]
  for (const rooms of allowed) expect((await addBoard(person, rooms)).status).toBe(201)
  const board = await createBoard(person, { kind: 'rooms', ids: [room('Harlem')] })
  for (const rooms of refused) {
    const problem = { status: 403, code: 'not_allowed' }
    expect(await readError(await addBoard(person, rooms))).toMatchObject(problem)
    const change = { revision: 1, draft: { ...boardDraft, rooms } }
    const changed = await person.request('PUT', `/api/boards/${board.id}`, change)
    expect(await readError(changed)).toMatchObject(problem)
  }
})

test('uses cached access for an hour while Butlr fails, then returns access_unknown', async () => {
  const { clock, simulator, signInClient } = await startHeadroom()
  const demo = await signInClient(demoCredentials)
  const board = await createBoard(demo, { kind: 'all' })
  simulator.faults.set('graphql', { kind: 'status', status: 500 })
  clock.now += 59 * minute
  expect(await listBoardIds(demo)).toEqual([board.id])
  const { edit } = protectedRequests(demo, board.id, '')
  expect((await edit()).status).toBe(200)
  clock.now += minute
  for (const ask of Object.values(protectedRequests(demo, board.id, 'x'))) {
    const response = await ask()
    expect(response.headers.get('Retry-After')).toMatch(/^\d+$/)
    expect(await readError(response)).toMatchObject({ status: 503, code: 'access_unknown' })
  }
  simulator.faults.clear()
  clock.now += 10_000
  expect(await listBoardIds(demo)).toEqual([board.id])
})

test('denies access to an account without cached access while Butlr fails', async () => {
  const { simulator, signIn } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  await createBoard(demo, { kind: 'all' })
  const other = await signIn(otherOrganisation)
  simulator.faults.set('graphql', { kind: 'status', status: 500 })
  expect(await readError(await other.get('/api/boards'))).toMatchObject({ status: 503 })
  expect(await readError(await addBoard(other, { kind: 'all' }))).toMatchObject({ status: 503 })
})

test('rejects changes a minute after Butlr revokes topology access', async () => {
  const { clock, simulator, signIn } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  const board = await createBoard(demo, { kind: 'all' })
  simulator.faults.set('graphql', { kind: 'status', status: 403 })
  clock.now += minute
  const { edit, delete: remove } = protectedRequests(demo, board.id, '')
  expect(await readError(await edit())).toMatchObject({ status: 403, code: 'forbidden' })
  expect((await remove()).status).toBe(403)
})

test('ends the session and changes nothing when Butlr rejects the token', async () => {
  const { clock, butlr, signIn, store } = await startHeadroom()
  const demo = await signIn(demoCredentials)
  const board = await createBoard(demo, { kind: 'all' })
  const before = await store.list('boards/')
  butlr.change = async (request, response) =>
    tokenSubject(request).startsWith('user|') ? Response.json({}, { status: 401 }) : response
  clock.now += minute
  const { edit } = protectedRequests(demo, board.id, '')
  expect(await readProblemCode(await edit())).toBe('signed_out')
  expect(await store.list('boards/')).toEqual(before)
  await demo.get('/api/session')
  expect(demo.cookies.size).toBe(0)
})
