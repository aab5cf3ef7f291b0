import { createHook } from 'node:async_hooks'
import crypto from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompressSync, createGzip, deflate, gunzipSync, gzipSync } from 'node:zlib'
import { expect, onTestFinished, test, vi } from 'vitest'
import { answerWithLogins, origin, pagesIn, startGateway } from '#server/gateway/test-gateway.ts'
import { json } from '#server/gateway/test-servers.ts'

/**
 * Counts all compression, decompression and hashing in this process. Every function of node:zlib creates an
 * asynchronous resource of the type ZLIB, and every hash is an instance of the patched class.
 */
function countWork() {
  const count = { zlib: 0, hash: 0 }
  const hook = createHook({
    init(_, type) {
      if (type === 'ZLIB') count.zlib += 1
      if (type === 'HASHREQUEST') count.hash += 1
    },
  }).enable()
  const spies = [
    vi.spyOn(crypto.Hash.prototype, 'digest'),
    vi.spyOn(crypto, 'createHmac'),
    vi.spyOn(crypto, 'hash'),
  ]
  syncBuiltinESMExports()
  onTestFinished(() => {
    hook.disable()
    for (const spy of spies) spy.mockRestore()
    syncBuiltinESMExports()
  })
  /** Returns the work since the previous call. */
  return () => {
    const hash = count.hash + spies.reduce((sum, spy) => sum + spy.mock.calls.length, 0)
    const taken = { zlib: count.zlib, hash }
    Object.assign(count, { zlib: 0, hash: 0 })
    for (const spy of spies) spy.mockClear()
    return taken
  }
}

const text = Buffer.from('export const b = 1\n'.repeat(200))

/** Creates a built app with a page, an asset with compressed forms, an asset without compressed forms, and an image. */
function builtApp(): string {
  const folder = mkdtempSync(join(tmpdir(), 'headroom-static-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'assets'))
  const page = `<!doctype html><title>Headroom</title>${'<p></p>'.repeat(200)}`
  const files: [name: string, content: string | Uint8Array][] = [
    ['index.html', page],
    ['index.html.br', brotliCompressSync(page)],
    ['index.html.gz', gzipSync(page)],
    ['assets/built-1.js', text],
    ['assets/built-1.js.br', brotliCompressSync(text)],
    ['assets/built-1.js.gz', gzipSync(text)],
    ['assets/plain-1.js', text],
    ['assets/icon-1.png', new Uint8Array(3_000)],
  ]
  for (const [name, content] of files) writeFileSync(join(folder, name), content)
  return folder
}

const paths = [
  '/',
  '/rooms/room_1',
  '/assets/built-1.js',
  '/assets/plain-1.js',
  '/assets/icon-1.png',
]
const headers: Record<string, string>[] = [
  { 'Accept-Encoding': 'gzip' },
  { 'Accept-Encoding': 'br' },
  { 'Accept-Encoding': 'gzip, deflate, br, zstd' },
  { 'Accept-Encoding': 'identity' },
  {},
  { Range: 'bytes=0-99' },
]

test('neither compresses nor hashes anything to serve a static file, on first and on repeated requests', async () => {
  const clientDirectory = builtApp()
  const takeWork = countWork()
  const { send } = await startGateway(
    answerWithLogins(() => json({})),
    { pages: pagesIn(clientDirectory) },
  )
  // At startup, the gateway hashes each file, checks its compressed forms and creates missing forms.
  const startup = takeWork()
  expect(startup.zlib).toBeGreaterThanOrEqual(5)
  expect(startup.hash).toBeGreaterThanOrEqual(4)
  const statuses = new Set<number>()
  const codings = new Set<string | null>()
  for (const path of paths) {
    for (const extra of headers) {
      for (const method of ['GET', 'HEAD']) {
        let tag: string | null = null
        for (const attempt of ['first', 'repeated', 'revalidation']) {
          const known = attempt === 'revalidation' && tag !== null ? { 'If-None-Match': tag } : {}
          const answer = await send(
            new Request(origin + path, {
              method,
              headers: { Accept: 'text/html,*/*', ...extra, ...known },
            }),
          )
          await answer.arrayBuffer()
          tag = answer.headers.get('ETag')
          statuses.add(answer.status)
          codings.add(answer.headers.get('Content-Encoding'))
          const request = { path, extra, method, attempt }
          expect({ ...request, ...takeWork() }).toEqual({ ...request, zlib: 0, hash: 0 })
        }
      }
    }
  }
  expect(statuses).toEqual(new Set([200, 206, 304]))
  expect(codings).toEqual(new Set(['gzip', 'br', null]))
})

test.each<[string, 'zlib' | 'hash', () => unknown]>([
  ['gzipSync', 'zlib', () => gzipSync(text)],
  ['gunzipSync', 'zlib', () => gunzipSync(gzipSync(text))],
  ['brotliCompressSync', 'zlib', () => brotliCompressSync(text)],
  ['deflate', 'zlib', () => promisify(deflate)(text)],
  ['createGzip', 'zlib', () => createGzip().end(text)],
  ['CompressionStream', 'zlib', () => new CompressionStream('gzip')],
  ['createHash', 'hash', () => crypto.createHash('sha256').update(text).digest()],
  ['hash', 'hash', () => crypto.hash('sha256', 'text')],
  ['createHmac', 'hash', () => crypto.createHmac('sha256', 'key').update(text).digest('hex')],
  ['subtle.digest', 'hash', () => crypto.subtle.digest('SHA-256', text)],
])('the work counter counts %s', async (_, kind, work) => {
  const takeWork = countWork()
  await work()
  expect(takeWork()[kind]).toBeGreaterThan(0)
})
