import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from './fixtures.ts'

/** The documented example response for current occupancy (docs/butlr-api.md). */
const sample = {
  data: {
    room_xxx1: {
      '00-00-00-00-00-00-00-00': leaf(
        71,
        1,
        2,
        69,
        1.0289855072463767,
        1,
        0.16776575221435114,
        1,
        1,
      ),
      '00-00-00-00-00-00-00-01': leaf(
        68,
        1,
        3,
        27,
        2.5185185185185186,
        3,
        0.7388865682688888,
        1,
        2,
      ),
    },
    room_xxx2: {
      '00-00-00-00-00-00-00-02': leaf(52, 1, 1, 52, 1, 1, 0, 1, 1),
      '00-00-00-00-00-00-00-03': leaf(
        127,
        1,
        2,
        93,
        1.3655913978494623,
        2,
        0.481595605947499,
        1,
        1,
      ),
    },
  },
}

/** The documented example request for current occupancy (docs/butlr-api.md). */
const documentedRequest = {
  group_by: { order: ['room_id', 'mac_address'] },
  window: { every: '1s', function: 'max' },
  filter: { start: '-2m', measurements: ['presence'], value: { gte: 0 } },
}

test('sends the documented example request and shows 3 and 2 people for the documented response', async ({
  page,
  startHeadroom,
}) => {
  const received: { body: string; authorization: string; cookie: string }[] = []
  const upstream = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk: Buffer) => (body += chunk.toString()))
    request.on('end', () => {
      const path = request.url ?? ''
      if (path === '/api/v3/reporting') {
        received.push({
          body,
          authorization: request.headers.authorization ?? '',
          cookie: request.headers.cookie ?? '',
        })
      }
      const [status, answer] =
        path === '/api/v2/login'
          ? [200, { access_token: 'a.b.c', expires_in: 1000, token_type: 'Bearer', scope: '' }]
          : path === '/api/v3/reporting'
            ? [200, sample]
            : [404, {}]
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(answer))
    })
  })
  await new Promise<void>((resolve) => void upstream.listen(0, '127.0.0.1', resolve))
  const { port } = addressOf(upstream.address())

  const { url } = await startHeadroom({ BUTLR_BASE_URL: `http://127.0.0.1:${port}` })
  await page.goto(url)
  await expect(page.getByRole('button', { name: 'Try the demo' })).toBeHidden()
  await page.getByLabel('Email').fill('your@email.com')
  await page.getByLabel('Password', { exact: true }).fill('your_password')
  await page.getByRole('button', { name: 'Sign in' }).click()

  await expect(page.getByRole('link', { name: 'room_xxx1, 3 people, in use' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'room_xxx2, 2 people, in use' })).toBeVisible()
  const polls = received.filter(({ body }) => body.includes('"every":"1s"'))
  expect(polls.length).toBeGreaterThan(0)
  for (const poll of polls) {
    expect(JSON.parse(poll.body)).toEqual(documentedRequest)
    expect(poll.authorization).toBe('Bearer a.b.c')
    expect(poll.cookie).toBe('')
  }
  upstream.closeAllConnections()
  await new Promise((resolve) => void upstream.close(resolve))
})

function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === 'string')
    throw new Error('The upstream does not listen on a port.')
  return address
}

function leaf(
  sum: number,
  min: number,
  max: number,
  count: number,
  mean: number,
  median: number,
  stddev: number,
  first: number,
  last: number,
) {
  return { sum, min, max, count, mean, median, stddev, first, last }
}
