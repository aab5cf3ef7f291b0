import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { ButlrError } from './butlr-error.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { answerWithLogins, readProblemCode, startGateway } from '#server/gateway/test-gateway.ts'
import { json } from '#server/gateway/test-servers.ts'
import { createByteCollector } from './butlr-client.ts'
import { createAnswerReader, answerText, createWorkerPool } from './answer-reader.ts'
import { decodeText, runTask, type AnswerTask } from './answer-task.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
// Inside the project, so that the bundle resolves its packages as in production.
const scratch = mkdtempSync(join(root, 'node_modules', '.headroom-worker-'))
const file = pathToFileURL(join(scratch, 'answer-worker.js'))

beforeAll(async () => {
  const configFile = join(root, 'vite.server.config.ts')
  await build({ root, configFile, logLevel: 'error', build: { outDir: scratch } })
})
afterAll(() => rmSync(scratch, { recursive: true }))

function open(options: Partial<Parameters<typeof createWorkerPool>[0]> = {}) {
  const pool = createWorkerPool({ file, ...options })
  onTestFinished(pool.close)
  return pool
}
const bytesOf = (text: string) => {
  const collected = createByteCollector()
  collected.add(new TextEncoder().encode(text))
  return collected.pieces()
}
const never = new AbortController().signal
const task = { kind: 'report', depth: 2 } as const
const report = (text: string) => ({ task, bytes: bytesOf(text) })
const counts = '{"room_1":{"a":{"last":1}}}'
/** Returns a response with plausible readings of about the given size. */
function manyReadings(megabytes: number): string {
  const leaf = { sum: 12, min: 0, max: 4, count: 9, mean: 1.3, median: 1, first: 0, last: 2 }
  const rooms = Array.from({ length: megabytes * 800 }, (_, room) => [
    `room_${room}`,
    Object.fromEntries(
      Array.from({ length: 10 }, (_, sensor) => [`00-17-0d-00-00-00-${room}-${sensor}`, leaf]),
    ),
  ])
  return JSON.stringify({ data: Object.fromEntries(rooms), debug: 'internal' })
}

test('copies collected chunks unchanged into separate buffers', () => {
  const text = 'aé€😀'.repeat(400_000)
  const bytes = new TextEncoder().encode(text)
  const collected = createByteCollector()
  for (let at = 0; at < bytes.length; at += 77_777) collected.add(bytes.subarray(at, at + 77_777))
  expect(collected.size()).toBe(bytes.length)
  const pieces = collected.pieces()
  expect(decodeText(pieces) === text).toBe(true)
  expect(new Set(pieces.map(({ buffer }) => buffer)).size).toBe(pieces.length)
  expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(1024 * 1024)
})

test.each<[AnswerTask, string]>([
  [task, manyReadings(2)],
  [{ kind: 'readings' }, manyReadings(2)],
  [
    { kind: 'topology', document: 'places', asOf: 7 },
    JSON.stringify({
      data: { sites: { data: [{ id: 's', name: 'n'.repeat(2_000_000), buildings: [] }, 'x'] } },
    }),
  ],
])('returns the same result in a thread as inline: %j', async (task, text) => {
  const inline = runTask(task, text)
  const read = createAnswerReader(open())
  const answer = await read(task)(bytesOf(text), never)
  expect(typeof answer.json).not.toBe('string')
  expect(answerText(answer) === inline.json).toBe(true)
  expect(answer.complete).toBe(inline.complete)
})

test('reads a small response in the main thread', async () => {
  const nowhere = open({ file: new URL('file:///nowhere.js') })
  const read = createAnswerReader(nowhere)
  const answer = await read(task)(bytesOf(`{"data":${counts},"debug":1}`), never)
  expect(answer).toEqual({ json: `{"data":${counts}}`, complete: true })
})

test.each<[string, string]>([
  ['not JSON', 'x'.repeat(2_000_000)],
  ['a list', JSON.stringify(Array.from({ length: 500_000 }, () => 1))],
  ['nested too deeply', `{"data":${'['.repeat(600_000)}${']'.repeat(600_000)}}`],
])('rejects a response that is %s, and reads the next one', async (_, text) => {
  const pool = open({ threads: 1 })
  await expect(pool.run(report(text), never)).rejects.toMatchObject({ reason: 'unreadable' })
  await expect(pool.run(report('{"data":{}}'), never)).resolves.toMatchObject({ complete: true })
})

test('passes on status 401 for a GraphQL error in the response body', async () => {
  const errors = [{ message: 'x'.repeat(2_000), extensions: { code: 'UNAUTHENTICATED' } }]
  const task = { kind: 'topology', document: 'places', asOf: 0 } as const
  const bytes = bytesOf(JSON.stringify({ data: null, errors }))
  await expect(open().run({ task, bytes }, never)).rejects.toMatchObject({ status: 401 })
})

test('rejects a response that takes too much memory or time, and reads the next one', async () => {
  const small = open({ threads: 1, memoryMb: 24 })
  const tiny = `{"data":[${'[1],'.repeat(4_000_000)}1]}`
  await expect(small.run(report(tiny), never)).rejects.toMatchObject({ reason: 'unreadable' })
  await expect(small.run(report('{"data":{}}'), never)).resolves.toMatchObject({ complete: true })
  const hasty = open({ threads: 1, deadlineMs: 1 })
  await expect(hasty.run(report(tiny), never)).rejects.toThrow(ButlrError)
})

test('cancels aborted jobs and continues with the waiting ones', async () => {
  const pool = open({ threads: 1, maxWaiting: 2 })
  const left = new AbortController()
  const first = pool.run(report(manyReadings(20)), left.signal)
  const leaving = pool.run(report('{"data":{}}'), left.signal)
  const second = pool.run(report(`{"data":${counts}}`), never)
  const refused = pool.run(report('{"data":{}}'), never)
  await expect(refused).rejects.toThrow(GatewayError)
  await expect(refused).rejects.toMatchObject({ code: 'busy' })
  left.abort()
  await expect(first).rejects.toBe(left.signal.reason)
  await expect(leaving).rejects.toBe(left.signal.reason)
  expect(decodeText([(await second).json])).toBe(`{"data":${counts}}`)
})

test('relays large reports byte for byte and releases their slots', async () => {
  const text = manyReadings(3)
  const expected = runTask(task, text).json
  const { browser } = await startGateway(
    answerWithLogins(() => ({ headers: { 'Content-Type': 'application/json' }, body: text })),
    { answerWorker: file },
  )
  await browser.signInPerson()
  for (let round = 0; round < 3; round += 1) {
    const answers = await Promise.all(Array.from({ length: 4 }, () => browser.report()))
    for (const answer of answers) {
      expect(answer.status).toBe(200)
      expect((await answer.text()) === expected).toBe(true)
    }
  }
  const deep = `{"data":${'['.repeat(600_000)}${']'.repeat(600_000)}}`
  const other = await startGateway(
    answerWithLogins(({ url }) =>
      url.endsWith('reporting')
        ? { headers: { 'Content-Type': 'application/json' }, body: deep }
        : json({}),
    ),
    { answerWorker: file },
  )
  await other.browser.signInPerson()
  expect(await readProblemCode(await other.browser.report())).toBe('upstream_invalid')
})

test('keys readings by normalised MAC address and keeps the valid one of two readings of the same address', () => {
  const sensors = { ' 00-17-0D ': { last: 2 }, '00-17-0d': null, CONSTRUCTOR: { last: 4 } }
  const text = JSON.stringify({ data: { room_1: sensors, room_2: { '\u200bAC-01': { last: 1 } } } })
  expect(JSON.parse(runTask({ kind: 'readings' }, text).json)).toEqual({
    room_1: { '00-17-0d': { last: 2 } },
    room_2: { 'ac-01': { last: 1 } },
  })
})
