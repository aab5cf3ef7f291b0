import { expect, test } from 'vitest'
import { ActivityResponse } from '#src/contract/activity.ts'
import { Board } from '#src/contract/board.ts'
import { demoCredentials, testAccounts } from '#server/simulator/accounts/accounts.ts'
import {
  addBoard,
  listDisplayIds,
  pairDisplay,
  parseBody,
  readError,
  startHeadroom,
} from './test-headroom.ts'

async function start(unpairFromRemote?: boolean) {
  const started = await startHeadroom()
  const person = await started.signIn(demoCredentials)
  const change = unpairFromRemote === undefined ? {} : { unpairFromRemote }
  const board = await parseBody(Board, await addBoard(person, { kind: 'all' }, change))
  const { screen, display } = await pairDisplay(started, person, board.id)
  const unpair = (browser = screen) => browser.request('DELETE', '/api/display/pairing')
  return { ...started, person, board, screen, display, unpair }
}

test('a display whose board allows unpairing unpairs itself and gets a new code', async () => {
  const { person, board, screen, display, unpair, events } = await start(true)
  expect((await unpair()).status).toBe(204)
  expect(screen.deviceCookies.size + screen.cookies.size).toBe(0)
  expect(await listDisplayIds(person)).toEqual([])
  expect(await readError(await screen.get('/api/display/readings'))).toMatchObject({
    code: 'not_paired',
  })
  expect(await (await screen.post('/api/display/pairing', {})).json()).toMatchObject({
    unknownDisplay: false,
  })
  const facts = { event: 'display.revoked', actor: 'display', address: '192.0.2.7' }
  const boardIds = [board.id]
  expect(events().at(-1)).toMatchObject({
    ...facts,
    displayId: display.id,
    name: 'Screen',
    boardIds,
  })
  expect(events().at(-1)).not.toHaveProperty('account')
  const answer = await person.get('/api/displays/activity')
  const [latest] = (await parseBody(ActivityResponse, answer)).events
  expect(latest).toMatchObject({ ...facts, account: 'Screen', name: 'Screen' })
})

test.each([undefined, false])(
  'refuses to unpair a display whose board does not allow unpairing (%s)',
  async (allowed) => {
    const { person, board, screen, display, unpair } = await start(allowed)
    expect(board.unpairFromRemote).toBe(false)
    expect(await readError(await unpair())).toMatchObject({ status: 403, code: 'not_allowed' })
    expect(await listDisplayIds(person)).toEqual([display.id])
    expect((await screen.get('/api/display/readings')).status).toBe(200)
  },
)

test('a display can unpair itself only if the board that it shows now allows unpairing', async () => {
  const { person, display, screen, unpair } = await start(true)
  const strict = await parseBody(Board, await addBoard(person, { kind: 'all' }))
  const path = `/api/displays/${display.id}`
  await person.request('PATCH', path, { name: 'Screen', boardId: strict.id })
  expect(await readError(await unpair())).toMatchObject({ code: 'not_allowed' })
  expect((await screen.get('/api/display/board')).status).toBe(200)
})

test('accepts an unpairing request only from the display', async () => {
  const { person, browser, display, unpair } = await start(true)
  expect(await readError(await unpair(person))).toMatchObject({ status: 401, code: 'not_paired' })
  expect(await readError(await unpair(browser()))).toMatchObject({ code: 'not_paired' })
  expect(await listDisplayIds(person)).toEqual([display.id])
})

test('hides the unpairing of a display on a deleted board from an account that has the same name as the display', async () => {
  const started = await start(true)
  const { person, board, display, unpair } = started
  const name = testAccounts.singleSite.username
  await person.request('PATCH', `/api/displays/${display.id}`, { name, boardId: board.id })
  await unpair()
  await person.request('DELETE', `/api/boards/${board.id}`)
  const other = await started.signIn(testAccounts.singleSite)
  const { events } = await parseBody(ActivityResponse, await other.get('/api/displays/activity'))
  expect(events).toEqual([])
})
