import { expect, onTestFinished, test } from 'vitest'
import { ButlrError } from './butlr-error.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { answerWithLogins, readProblemCode, startGateway } from '#server/gateway/test-gateway.ts'
import { json } from '#server/gateway/test-servers.ts'
import { buildWorkers } from '#server/gateway/test-worker.ts'
import { createByteCollector } from './butlr-client.ts'
import { createAnswerReader, createWorkerPool } from './answer-reader.ts'
import { decodeText, runTask, type AnswerTask, type TaskResult } from './answer-task.ts'

const { answerWorker: file } = buildWorkers()

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
type Pool = ReturnType<typeof createWorkerPool>
const run = (pool: Pool, text: string, signal = never, given: AnswerTask = task) => {
  const bytes = bytesOf(text)
  const buffers = bytes.map(({ buffer }) => buffer)
  return pool.run({ task: given, texts: [bytes] }, buffers, signal)
}
/** Serialises the result of a task, because comparing large byte arrays directly is slow. */
const textOf = (result: TaskResult) =>
  JSON.stringify(result, (_, value: unknown) => {
    if (value instanceof Map) return [...value]
    return ArrayBuffer.isView(value) ? Buffer.from(value.buffer).toString('base64') : value
  })
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
  [{ kind: 'room-ids' }, manyReadings(2)],
  [
    { kind: 'topology', document: 'places', asOf: 7 },
    JSON.stringify({
      data: { sites: { data: [{ id: 's', name: 'n'.repeat(2_000_000), buildings: [] }, 'x'] } },
    }),
  ],
])('returns the same result in a thread as inline: %j', async (task, text) => {
  const threaded = await run(open(), text, never, task)
  const inline = runTask(task, [bytesOf(text)])
  expect(textOf(threaded) === textOf(inline)).toBe(true)
})

test('reads a small response in the main thread', async () => {
  const nowhere = open({ file: new URL('file:///nowhere.js') })
  const { read } = createAnswerReader(nowhere)
  const answer = await read(task)(bytesOf(`{"data":${counts},"debug":1}`), never)
  expect(decodeText([answer.json])).toBe(`{"data":${counts}}`)
})

test.each<[string, string]>([
  ['not JSON', 'x'.repeat(2_000_000)],
  ['a list', JSON.stringify(Array.from({ length: 500_000 }, () => 1))],
  ['nested too deeply', `{"data":${'['.repeat(600_000)}${']'.repeat(600_000)}}`],
])('rejects a response that is %s, and reads the next response', async (_, text) => {
  const pool = open({ threads: 1 })
  await expect(run(pool, text)).rejects.toMatchObject({ reason: 'unreadable' })
  await expect(run(pool, '{"data":{}}')).resolves.toMatchObject({ complete: true })
})

test('reports UNAUTHENTICATED from GraphQL, read in a thread, as status 401', async () => {
  const errors = [{ message: 'x'.repeat(2_000), extensions: { code: 'UNAUTHENTICATED' } }]
  const task = { kind: 'topology', document: 'places', asOf: 0 } as const
  const text = JSON.stringify({ data: null, errors })
  await expect(run(open(), text, never, task)).rejects.toMatchObject({ status: 401 })
})

test('rejects a response that takes too much memory or time, and reads the next response', async () => {
  const small = open({ threads: 1, memoryMb: 24 })
  const tiny = `{"data":[${'[1],'.repeat(4_000_000)}1]}`
  await expect(run(small, tiny)).rejects.toMatchObject({ reason: 'unreadable' })
  await expect(run(small, '{"data":{}}')).resolves.toMatchObject({ complete: true })
  const hasty = open({ threads: 1, deadlineMs: 1 })
  await expect(run(hasty, tiny)).rejects.toThrow(ButlrError)
})

test('cancels aborted jobs, continues with waiting jobs, and rejects jobs beyond the limit as busy', async () => {
  const pool = open({ threads: 1, maxWaiting: 2 })
  const left = new AbortController()
  const first = run(pool, manyReadings(20), left.signal)
  const leaving = run(pool, '{"data":{}}', left.signal)
  const second = run(pool, `{"data":${counts}}`)
  const refused = run(pool, '{"data":{}}')
  await expect(refused).rejects.toThrow(GatewayError)
  await expect(refused).rejects.toMatchObject({ code: 'busy' })
  left.abort()
  await expect(first).rejects.toBe(left.signal.reason)
  await expect(leaving).rejects.toBe(left.signal.reason)
  await expect(second).resolves.toMatchObject({ complete: true })
})

test('a worker thread returns the same large reports as the main thread, and rejects a deeply nested report', async () => {
  const text = manyReadings(3)
  const { json: page } = await createAnswerReader(null).read(task)(bytesOf(text), never)
  const expected = decodeText([page])
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
