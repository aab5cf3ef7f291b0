import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { compressBody, sendCompressed } from './compressed-body.ts'

const codings = ['identity', 'gzip', 'br'] as const

function createApp(text: string): Hono {
  const body = compressBody(text)
  return new Hono().get('/', (c) => sendCompressed(c, body))
}

function get(app: Hono, coding: string, known?: string): Response | Promise<Response> {
  const headers = { 'Accept-Encoding': coding, ...(known && { 'If-None-Match': known }) }
  return app.request('/', { headers })
}

const tagOf = (response: Response): string => response.headers.get('ETag') ?? ''

test('sends a different ETag with each content coding', async () => {
  const app = createApp('{"a":1}')
  const tags: string[] = []
  for (const coding of codings) tags.push(tagOf(await get(app, coding)))
  const plain = tags[0]?.slice(1, -1)
  expect(tags).toEqual([`"${plain}"`, `"${plain}-gzip"`, `"${plain}-br"`])
})

test.each(codings)(
  'responds with 304 to the ETag of every coding when the client accepts %s',
  async (coding) => {
    const app = createApp('{"a":1}')
    for (const before of codings) {
      const tag = tagOf(await get(app, before))
      for (const known of [tag, `W/${tag}`, `"other", ${tag}`]) {
        const response = await get(app, coding, known)
        expect(response.status).toBe(304)
        expect(tagOf(response)).toBe(tag)
      }
    }
  },
)

test('prefers the ETag of the accepted coding when the client has several ETags', async () => {
  const app = createApp('{"a":1}')
  const plain = tagOf(await get(app, 'identity'))
  const gzip = tagOf(await get(app, 'gzip'))
  expect(tagOf(await get(app, 'gzip', `${plain}, ${gzip}`))).toBe(gzip)
})

test('sends the content when the client has the ETag of different content', async () => {
  const tag = tagOf(await get(createApp('{"a":1}'), 'br'))
  expect((await get(createApp('{"a":2}'), 'br', tag)).status).toBe(200)
})
