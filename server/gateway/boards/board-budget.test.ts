import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Board, BoardsResponse } from '#src/contract/board.ts'
import {
  answerWithLogins,
  gatewayCredentials,
  placesAnswer,
  readProblemCode,
  startGateway,
} from '#server/gateway/test-gateway.ts'
import { boardDraft } from '#src/testing/fixtures.ts'
import { json } from '#server/gateway/test-servers.ts'

const names = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`room_${index}`, 'x'.repeat(40)]))

async function signedIn() {
  const { browser } = await startGateway(
    answerWithLogins(() => json(placesAnswer(Object.keys(names(950))))),
    { displayCredentials: gatewayCredentials },
  )
  await browser.signInPerson()
  return browser
}

test('stores only 200 of 230 boards that are created concurrently', async () => {
  const browser = await signedIn()
  const posts = Array.from({ length: 230 }, () => browser.post('/api/boards', boardDraft))
  const answers = await Promise.all(posts)
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(200)
  const refused = answers.filter(({ status }) => status !== 201)
  expect(await Promise.all(refused.map(readProblemCode))).toEqual(
    Array.from({ length: 30 }, () => 'conflict'),
  )
  expect(await (await browser.get('/api/boards')).json()).toMatchObject({ boards: { length: 200 } })
})

test('rejects a new or changed board of 55 KB with an explanation', async () => {
  const browser = await signedIn()
  const large = { ...boardDraft, shortNames: names(950) }
  const refused = await browser.post('/api/boards', large)
  expect(refused.status).toBe(413)
  expect(await refused.json()).toEqual({
    error: { code: 'too_large', message: 'Too large: boards are limited to 16 KB each.' },
  })
  const board = v.parse(Board, await (await browser.post('/api/boards', boardDraft)).json())
  const change = { revision: 1, draft: large }
  const changed = await browser.request('PUT', `/api/boards/${board.id}`, change)
  expect(await readProblemCode(changed)).toBe('too_large')
  const listed = v.parse(BoardsResponse, await (await browser.get('/api/boards')).json())
  expect(listed).toEqual({ boards: [board] })
})

test('for a board of individually selected rooms, stores short names of the selected rooms only', async () => {
  const browser = await signedIn()
  const rooms = { kind: 'rooms', ids: ['room_1', 'room_3'] }
  const answer = await browser.post('/api/boards', { ...boardDraft, rooms, shortNames: names(900) })
  expect(answer.status).toBe(201)
  expect(await answer.json()).toMatchObject({
    shortNames: { room_1: 'x'.repeat(40), room_3: 'x'.repeat(40) },
  })
})
