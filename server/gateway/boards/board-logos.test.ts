import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Board, maxLogoBytes } from '#src/contract/board.ts'
import { DisplayBoardResponse } from '#src/contract/display.ts'
import {
  answerWithLogins,
  createBrowser,
  displayCredentials,
  pairDisplay,
  placesAnswer,
  readProblemCode,
  startGateway,
} from '#server/gateway/test-gateway.ts'
import { boardDraft } from '#src/testing/fixtures.ts'
import { json } from '#server/gateway/test-servers.ts'

const svgText = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>'
const base64 = (text: string) => Buffer.from(text).toString('base64')
const svg = { data: base64(svgText) }
const scripted = { data: base64(svgText.replace('<path', '<script/><path')) }

async function start() {
  const { browser, send, store } = await startGateway(
    answerWithLogins((request) =>
      json(request.url.endsWith('/reporting') ? { data: {} } : placesAnswer(['r1'])),
    ),
    { displayCredentials },
  )
  await browser.signInPerson()
  const readBoard = async (response: Response) => v.parse(Board, await response.json())
  const board = await readBoard(await browser.post('/api/boards', boardDraft))
  const logo = (boardId = board.id) => `/api/boards/${boardId}/logo`
  return { browser, send, store, board, logo, readBoard }
}

test('stores the logo of a board, and serves it with a policy that blocks scripts', async () => {
  const { browser, board, logo, readBoard } = await start()
  expect((await browser.get(logo())).status).toBe(404)
  const changed = await readBoard(await browser.request('PUT', logo(), svg))
  expect(changed).toEqual({ ...board, revision: 2, logo: changed.logo })
  expect(changed.logo).not.toBeNull()
  const image = await browser.get(`${logo()}?v=${changed.logo}`)
  expect(await image.text()).toBe(svgText)
  expect(image.headers.get('Content-Type')).toBe('image/svg+xml')
  expect(image.headers.get('X-Content-Type-Options')).toBe('nosniff')
  expect(image.headers.get('Content-Security-Policy')).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
  )
  expect(image.headers.get('Cache-Control')).toBe('private, max-age=2592000')
})

test('keeps the logo when the board changes, and removes it on request and with the board', async () => {
  const { browser, board, store, logo, readBoard } = await start()
  const { logo: tag } = await readBoard(await browser.request('PUT', logo(), svg))
  const change = { revision: 2, draft: { ...boardDraft, name: 'Renamed' } }
  const path = `/api/boards/${board.id}`
  const renamed = await readBoard(await browser.request('PUT', path, change))
  expect(renamed).toMatchObject({ name: 'Renamed', revision: 3, logo: tag })
  const removed = await readBoard(await browser.request('DELETE', logo()))
  expect(removed).toMatchObject({ revision: 4, logo: null })
  expect((await browser.get(logo())).status).toBe(404)
  await browser.request('PUT', logo(), svg)
  expect((await browser.request('DELETE', path)).status).toBe(204)
  expect(await store.list('logos/')).toEqual([])
})

test('lets browsers cache a logo only under its own hash', async () => {
  const { browser, logo, readBoard } = await start()
  const before = await readBoard(await browser.request('PUT', logo(), svg))
  await browser.request('PUT', logo(), { data: base64(svgText.replace('9v9', '8v8')) })
  const image = await browser.get(`${logo()}?v=${before.logo}`)
  expect(image.headers.get('Cache-Control')).toBe('no-store')
})

test('copies the logo of another board', async () => {
  const { browser, board, logo, readBoard } = await start()
  const { logo: tag } = await readBoard(await browser.request('PUT', logo(), svg))
  const copy = await readBoard(await browser.post('/api/boards', boardDraft))
  const copied = await browser.request('PUT', logo(copy.id), { from: board.id })
  expect(await readBoard(copied)).toMatchObject({ id: copy.id, logo: tag })
  const unknown = await browser.request('PUT', logo(copy.id), { from: 'nothing' })
  expect(await readProblemCode(unknown)).toBe('not_found')
})

test('rejects an invalid logo file and states the reason', async () => {
  const { browser, board, logo } = await start()
  const refused = await browser.request('PUT', logo(), scripted)
  expect(refused.status).toBe(400)
  expect(await refused.json()).toEqual({
    error: {
      code: 'invalid_request',
      message: 'This SVG contains a script. Choose a file without one.',
    },
  })
  const large = { data: Buffer.alloc(maxLogoBytes + 3).toString('base64') }
  expect(await readProblemCode(await browser.request('PUT', logo(), large))).toBe('invalid_request')
  const huge = { data: 'A'.repeat(2 * maxLogoBytes) }
  expect((await browser.request('PUT', logo(), huge)).status).toBe(413)
  expect(await readProblemCode(await browser.request('PUT', logo('nothing'), svg))).toBe(
    'not_found',
  )
  expect(await (await browser.get('/api/boards')).json()).toMatchObject({
    boards: [{ revision: board.revision }],
  })
})

test('serves a logo only to signed-in people who may use the board, and to its displays', async () => {
  const { browser, send, logo } = await start()
  const screen = await pairDisplay(browser, send)
  const shown = async () =>
    v.parse(DisplayBoardResponse, await (await screen.get('/api/display/board')).json()).board
  const { id } = await shown()
  expect((await screen.get('/api/display/logo')).status).toBe(404)
  await browser.request('PUT', logo(id), svg)
  const { logo: tag } = await shown()
  const image = await screen.get(`/api/display/logo?v=${tag}`)
  expect(await image.text()).toBe(svgText)
  expect(image.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
  expect(image.headers.get('X-Content-Type-Options')).toBe('nosniff')
  const stranger = createBrowser(send)
  for (const path of [logo(id), '/api/display/logo']) {
    const denied = await stranger.get(path)
    expect(denied.status).toBe(401)
    expect(denied.headers.get('Cache-Control')).toBe('no-store')
  }
})

test('neither stores nor sends options that have default values, because earlier releases reject these options', async () => {
  const { browser, board, store, readBoard } = await start()
  const stored = JSON.stringify(await store.list('boards/'))
  const sent = JSON.stringify(await (await browser.get('/api/boards')).json())
  for (const text of [stored, sent]) {
    expect(text).not.toMatch(/\b(clock|units|pageNumber|location|logo)\b/)
  }
  const draft = { ...boardDraft, clock: '12-hour', units: 'feet', pageNumber: true } as const
  const path = `/api/boards/${board.id}`
  const changed = await readBoard(await browser.request('PUT', path, { revision: 1, draft }))
  expect(changed).toMatchObject({ clock: '12-hour', units: 'feet', pageNumber: true })
})

test('accepts only a floor that the person can see as the location of a display', async () => {
  const { browser, board, readBoard } = await start()
  const findRoom = { ...boardDraft, layout: 'find-room', location: 'space_1' } as const
  expect(await readBoard(await browser.post('/api/boards', findRoom))).toMatchObject(findRoom)
  const unseen = { ...findRoom, location: 'elsewhere' }
  expect(await readProblemCode(await browser.post('/api/boards', unseen))).toBe('not_allowed')
  const path = `/api/boards/${board.id}`
  const change = await browser.request('PUT', path, { revision: 1, draft: unseen })
  expect(await readProblemCode(change)).toBe('not_allowed')
})
