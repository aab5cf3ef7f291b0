import { replaceEqualDeep } from '@tanstack/query-core'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFakeWorker } from '#src/testing/fake-worker.ts'
import type { ParsedRecord } from './record-server.ts'
import { createRecordReader } from './record-worker.ts'

type Entry = { count: number }
type Info = { note: number }
type Entries = Record<string, Entry>

const parse = (text: string): ParsedRecord<Entry, Info> => JSON.parse(text)
const toText = (entries: Entries, note = 0) => JSON.stringify({ entries, info: { note } })
const createReader = (worker = createFakeWorker(parse)) => ({
  worker,
  read: createRecordReader<Entry, Info>(() => worker),
})

test('returns the same records as parsing and comparing on the main thread, and reuses the objects of unchanged entries', async () => {
  const keys = fc.constantFrom('a', 'b', 'c', 'd')
  const records = fc.dictionary(keys, fc.record({ count: fc.nat(2) }), { noNullPrototype: true })
  // The page can use an answer, drop it, or have a different record when the answer arrives.
  const outcomes = fc.constantFrom('used', 'used', 'dropped', 'replaced')
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(records, outcomes, fc.nat())), async (polls) => {
      const { read } = createReader()
      let previous: Entries = {}
      for (const [entries, outcome, note] of polls) {
        const record = await read(toText(entries, note), previous)
        expect(record).toEqual({ entries, info: { note } })
        const shared = replaceEqualDeep(previous, entries)
        expect(record?.entries === previous).toBe(shared === previous)
        for (const key of Object.keys(entries)) {
          expect(record?.entries[key] === previous[key]).toBe(shared[key] === previous[key])
        }
        if (outcome === 'used') previous = record?.entries ?? {}
        if (outcome === 'replaced') previous = { ...previous, a: { count: note } }
      }
    }),
  )
})

test('the page receives only new, changed and removed entries', async () => {
  const { read, worker } = createReader()
  const first = await read(toText({ a: { count: 1 }, b: { count: 2 }, c: { count: 3 } }), {})
  const next = toText({ a: { count: 1 }, b: { count: 5 }, d: { count: 4 } }, 7)
  await read(next, first?.entries ?? {})
  expect(worker.parts).toEqual([
    { kind: 'entries', entries: { b: { count: 5 }, d: { count: 4 } } },
    { kind: 'end', version: 2, complete: false, removed: ['c'], info: { note: 7 } },
  ])
})

test('the page receives many entries in several parts', async () => {
  const { read, worker } = createReader()
  const entries = Object.fromEntries(
    Array.from({ length: 600 }, (_, index) => [`room_${index}`, { count: index }]),
  )
  expect((await read(toText(entries), {}))?.entries).toEqual(entries)
  expect(worker.parts).toHaveLength(4)
})

test('the page receives every entry if its record is not from this worker', async () => {
  const { read, worker } = createReader()
  const entries = { a: { count: 1 }, b: { count: 2 } }
  await read(toText(entries), {})
  const record = await read(toText(entries), { a: { count: 1 } })
  expect(record?.entries).toEqual(entries)
  expect(worker.parts).toMatchObject([{ entries }, { complete: true }])
})

test('two simultaneous requests each receive their complete record', async () => {
  const { read } = createReader()
  const start = (await read(toText({ a: { count: 1 }, b: { count: 1 } }), {}))?.entries ?? {}
  const [one, two] = await Promise.all([
    read(toText({ a: { count: 2 }, b: { count: 1 } }), start),
    read(toText({ a: { count: 2 } }), start),
  ])
  expect(one?.entries).toEqual({ a: { count: 2 }, b: { count: 1 } })
  expect(two?.entries).toEqual({ a: { count: 2 } })
})

test('returns null for invalid JSON, and uses the worker for the next request', async () => {
  const { read, worker } = createReader()
  expect(await read('no JSON', {})).toBeNull()
  expect(worker.isTerminated).toBe(false)
  expect((await read(toText({ a: { count: 1 } }), {}))?.entries).toEqual({ a: { count: 1 } })
})

test('does not retry starting a worker that failed to start', async () => {
  let starts = 0
  const read = createRecordReader<Entry, Info>(() => {
    starts += 1
    throw new Error('blocked by a policy')
  })
  expect(await read(toText({}), {})).toBeNull()
  expect(await read(toText({}), {})).toBeNull()
  expect(starts).toBe(1)
})

test('returns null and ends the worker if its script fails', async () => {
  const worker = createFakeWorker(parse, false)
  const read = createRecordReader<Entry, Info>(() => worker)
  const record = read(toText({}), {})
  worker.fail()
  expect(await record).toBeNull()
  expect(worker.isTerminated).toBe(true)
  expect(await read(toText({}), {})).toBeNull()
})

test('returns null and ends the worker if it does not respond', async () => {
  const worker = createFakeWorker(parse, false)
  const read = createRecordReader<Entry, Info>(() => worker, 20)
  expect(await read(toText({}), {})).toBeNull()
  expect(worker.isTerminated).toBe(true)
})
