import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { answerWithLogins, origin, pagesIn, startGateway } from '#server/gateway/test-gateway.ts'
import { listen, sendRaw, json } from '#server/gateway/test-servers.ts'

/** Creates a built app. Secret files, which no request may read, are inside and beside its folder. */
function clientBesideSecret(): string {
  const outside = mkdtempSync(join(tmpdir(), 'headroom-static-'))
  onTestFinished(() => rmSync(outside, { recursive: true }))
  const client = join(outside, 'client')
  mkdirSync(join(client, 'assets'), { recursive: true })
  mkdirSync(join(client, '.vite'))
  writeFileSync(join(client, 'index.html'), '<!doctype html><title>Headroom</title>')
  writeFileSync(join(client, 'assets', 'a.js'), '1')
  writeFileSync(join(client, '.vite', 'manifest.json'), 'file-canary')
  writeFileSync(join(client, '.env'), 'file-canary')
  writeFileSync(join(outside, 'secret.txt'), 'file-canary')
  return client
}

const steps = [
  '..',
  '%2e%2e',
  '.%2e',
  '%252e%252e',
  '..%00',
  '...',
  '..;',
  '%c0%ae%c0%ae',
  '%uff0e%uff0e',
]
const slashes = ['/', '//', '%2f', '%252f', '\\', '%5c', '%255c', '/./', '%c0%af']
const targets = ['secret.txt', 'client/.env', 'etc/passwd']
const starts = ['/', '/assets/', '//', '/assets/..', '/\\', '/.', '/public/']
const traversals = starts.flatMap((start) =>
  steps.flatMap((step) =>
    slashes.flatMap((slash) =>
      targets.flatMap((target) =>
        [1, 2, 5].map((depth) => start + (step + slash).repeat(depth) + target),
      ),
    ),
  ),
)
const redirects = [
  '/public/..%2F%5cevil.example%2F%3f%2F..%2F..',
  '//evil.example/%2f..',
  '/\\evil.example',
  '/%5cevil.example',
  '///evil.example',
  '/http://evil.example',
  '/%09/evil.example',
  'http://evil.example/',
  'http://evil.example/secret.txt',
]
const hidden = ['/.env', '/.vite/manifest.json', '/%2eenv', '/assets/../.env', '/./.env', '//.env']

test('never reads a file outside the built app or redirects to another host, for any path', async () => {
  const clientDirectory = clientBesideSecret()
  const { app } = await startGateway(
    answerWithLogins(() => json({})),
    { pages: pagesIn(clientDirectory) },
  )
  const { port } = await listen(async (request) => app.fetch(request, {}))
  const paths = [...traversals, ...redirects, ...hidden]
  expect(paths.length).toBeGreaterThan(1_500)
  for (let at = 0; at < paths.length; at += 50) {
    const batch = paths.slice(at, at + 50)
    const answers = await Promise.all(
      batch.map((path) =>
        sendRaw(
          port,
          `GET ${path} HTTP/1.1\r\nHost: headroom.example\r\nConnection: close\r\n\r\n`,
        ),
      ),
    )
    for (const [index, answer] of answers.entries()) {
      const labelled = `${batch[index]} → ${answer}`
      expect(labelled).toMatch(/ → HTTP\/1\.1 [24]\d\d /)
      expect(labelled).not.toMatch(/file-canary|root:|\r\nlocation:/i)
    }
  }
}, 60_000)

const get = (path: string, headers = {}, method = 'GET') =>
  new Request(origin + path, { method, headers: { Accept: 'text/html,*/*', ...headers } })

test('serves the page for every app route, but not for missing files, scripts or API paths', async () => {
  const { send } = await startGateway(answerWithLogins(() => json({})))
  for (const path of ['/', '/rooms/room_1', '/rooms/room-1?range=7d', '/index.html']) {
    const response = await send(get(path))
    expect({ path, status: response.status }).toEqual({ path, status: 200 })
    expect(await response.text()).toContain('<title>Headroom</title>')
  }
  for (const path of [
    '/assets/gone-1.js',
    '/assets/gone',
    '/favicon.ico',
    '/a/b.map',
    '/api',
    '/api/x',
  ]) {
    const response = await send(get(path))
    expect({ path, status: response.status }).toEqual({ path, status: 404 })
    expect(response.headers.get('Content-Type')).toBe('application/json')
  }
  expect((await send(get('/rooms/room_1', { Accept: '*/*' }))).status).toBe(404)
  expect((await send(get('/rooms/room_1', {}, 'POST'))).status).toBe(404)
})

test('responds with 304 when the page is unchanged', async () => {
  const { send } = await startGateway(answerWithLogins(() => json({})))
  const etag = (await send(get('/'))).headers.get('ETag') ?? ''
  expect(etag).not.toBe('')
  const again = await send(get('/', { 'If-None-Match': etag }))
  expect(again.status).toBe(304)
  expect(again.headers.get('Content-Security-Policy')).toContain("default-src 'none'")
})

test('compresses text for clients that accept compression', async () => {
  const { send } = await startGateway(answerWithLogins(() => json({})))
  const response = await send(get('/assets/index-abc123.js', { 'Accept-Encoding': 'gzip, br' }))
  expect(response.headers.get('Content-Encoding')).toBe('gzip')
  expect(response.headers.get('Vary')).toContain('Accept-Encoding')
})

test('if the app is not built, serves the API and a page that explains what is missing', async () => {
  const clientDirectory = join(clientBesideSecret(), 'nothing')
  const { send, browser } = await startGateway(
    answerWithLogins(() => json({})),
    { pages: pagesIn(clientDirectory) },
  )
  const response = await send(get('/'))
  expect(response.status).toBe(503)
  expect(await response.text()).toContain('npm start')
  expect((await browser.get('/api/session')).status).toBe(200)
})

test('serves the compressed file from the build if the client accepts its coding, otherwise the plain file', async () => {
  const clientDirectory = clientBesideSecret()
  const plain = Buffer.from('export const b = 1\n'.repeat(200))
  const forms = { br: brotliCompressSync(plain), gzip: gzipSync(plain, { level: 9 }) }
  writeFileSync(join(clientDirectory, 'assets', 'b.js'), plain)
  writeFileSync(join(clientDirectory, 'assets', 'b.js.br'), forms.br)
  writeFileSync(join(clientDirectory, 'assets', 'b.js.gz'), forms.gzip)
  const { send } = await startGateway(
    answerWithLogins(() => json({})),
    { pages: pagesIn(clientDirectory) },
  )
  const cases: [string | null, Buffer, string | null][] = [
    ['gzip, deflate, br, zstd', forms.br, 'br'],
    ['gzip;q=1.0, br;q=0', forms.gzip, 'gzip'],
    ['*', forms.br, 'br'],
    ['identity', plain, null],
    ['gzip;q=0', plain, null],
    [null, plain, null],
  ]
  const tags = new Set<string | null>()
  for (const [accepted, bytes, coding] of cases) {
    const headers = accepted === null ? {} : { 'Accept-Encoding': accepted }
    for (const method of ['GET', 'HEAD']) {
      const response = await send(get('/assets/b.js', headers, method))
      const { status } = response
      expect({ accepted, status }).toEqual({ accepted, status: 200 })
      expect(response.headers.get('Content-Encoding')).toBe(coding)
      expect(response.headers.get('Content-Length')).toBe(String(bytes.length))
      expect(response.headers.get('Vary')).toBe('Accept-Encoding')
      const body = Buffer.from(await response.arrayBuffer())
      expect(body.equals(method === 'HEAD' ? Buffer.alloc(0) : bytes)).toBe(true)
      const tag = response.headers.get('ETag')
      tags.add(tag)
      const again = await send(get('/assets/b.js', { ...headers, 'If-None-Match': tag ?? '' }))
      expect(again.status).toBe(304)
      expect(again.headers.get('ETag')).toBe(tag)
      expect(again.headers.get('Vary')).toBe('Accept-Encoding')
    }
  }
  expect(tags.size).toBe(3)
})

test('ignores a compressed file whose content differs from the plain file', async () => {
  const clientDirectory = clientBesideSecret()
  writeFileSync(join(clientDirectory, 'index.html.br'), brotliCompressSync('an older page'))
  writeFileSync(join(clientDirectory, 'index.html.gz'), 'no gzip at all')
  const { send } = await startGateway(
    answerWithLogins(() => json({})),
    { pages: pagesIn(clientDirectory) },
  )
  const response = await send(get('/', { 'Accept-Encoding': 'gzip, br' }))
  expect(response.headers.get('Content-Encoding')).toBe(null)
  expect(await response.text()).toContain('<title>Headroom</title>')
})

test('serves part of a file for a single range', async () => {
  const { send } = await startGateway(answerWithLogins(() => json({})))
  const path = '/assets/index-abc123.js'
  const whole = await (await send(get(path))).text()
  const tag = (await send(get(path))).headers.get('ETag') ?? ''
  const size = whole.length
  const parts: [string, string][] = [
    ['bytes=0-9', whole.slice(0, 10)],
    ['bytes=10-', whole.slice(10)],
    ['bytes=-7', whole.slice(-7)],
    [`bytes=5-${size * 2}`, whole.slice(5)],
  ]
  for (const [range, text] of parts) {
    const response = await send(get(path, { Range: range, 'Accept-Encoding': 'gzip' }))
    expect({ range, status: response.status }).toEqual({ range, status: 206 })
    expect(await response.text()).toBe(text)
    expect(response.headers.get('Content-Range')).toMatch(new RegExp(`^bytes \\d+-\\d+/${size}$`))
  }
  const beyond = await send(get(path, { Range: `bytes=${size}-` }))
  expect(beyond.status).toBe(416)
  expect(beyond.headers.get('Content-Range')).toBe(`bytes */${size}`)
  for (const headers of [
    { Range: 'bytes=5-2' },
    { Range: 'bytes=0-1,4-5' },
    { Range: 'bytes=0-9', 'If-Range': '"another"' },
  ]) {
    expect(await (await send(get(path, headers))).text()).toBe(whole)
  }
  const current = await send(get(path, { Range: 'bytes=0-9', 'If-Range': tag }))
  expect(current.status).toBe(206)
})

test.each([
  [undefined, 'English'],
  ['de', 'German'],
  ['de-AT,de;q=0.9,en;q=0.8', 'German'],
  ['ja,fr;q=0.9,de;q=0.5,en;q=0.1', 'German'],
  ['en-US,en;q=0.9,de;q=0.8', 'English'],
  ['de;q=0.1,en', 'English'],
  ['ja', 'English'],
  ['de;q=0', 'English'],
  ['*', 'English'],
  ['../de', 'English'],
  [';;,,=q', 'English'],
])('sends the page for Accept-Language %j in %s', async (header, language) => {
  const client = clientBesideSecret()
  writeFileSync(join(client, 'index.html'), '<!doctype html><title>English</title>')
  writeFileSync(join(client, 'index.de.html'), '<!doctype html><title>German</title>')
  const { app } = await startGateway(
    answerWithLogins(() => json({})),
    {
      pages: pagesIn(client),
    },
  )
  for (const path of ['/', '/rooms/room_1']) {
    const response = await app.request(path, {
      headers: { Accept: 'text/html', ...(header && { 'Accept-Language': header }) },
    })
    expect(await response.text()).toContain(`<title>${language}</title>`)
    expect(response.headers.get('Vary')).toContain('Accept-Language')
  }
})
