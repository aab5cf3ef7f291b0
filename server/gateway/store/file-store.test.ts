import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openFileStore } from './file-store.ts'
import { openFileStores } from './open-store.ts'
import { createSimplePrune } from './pruning.ts'
import { StoreFileError } from './store-file.ts'
import { clockKey, StoreError, type StoreEntry } from './store.ts'

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'headroom-store-'))
  onTestFinished(async () => {
    await chmod(made, 0o700)
    await rm(made, { recursive: true })
  })
  return made
}

const options = { now: () => 0, prune: () => false }

test.each(['', 'nonsense', '{}', '{"version":2,"entries":{}}'])(
  'fails to open a file that contains %j and leaves it unchanged',
  async (text) => {
    const path = join(await folder(), 'store.json')
    await writeFile(path, text)
    await expect(openFileStore(path, options)).rejects.toThrow(StoreFileError)
    await expect(openFileStore(path, options)).rejects.toThrow(/HEADROOM_DATA_DIR: .*store\.json/)
    expect(await readFile(path, 'utf8')).toBe(text)
  },
)

test('creates a file that only its owner can read, and no other files', async () => {
  const made = await folder()
  const store = await openFileStore(join(made, 'store.json'), options)
  await Promise.all([
    store.put('a', { value: '1', untilMs: null }),
    store.put('b', { value: '2', untilMs: null }),
  ])
  expect(await readdir(made)).toEqual(['store.json'])
  expect((await stat(join(made, 'store.json'))).mode & 0o777).toBe(0o600)
})

test('put rejects when the file cannot be written, and the previous value remains', async () => {
  const made = await folder()
  const path = join(made, 'deep', 'store.json')
  const store = await openFileStore(path, options)
  await store.put('a', { value: '1', untilMs: null })
  await rm(join(made, 'deep'), { recursive: true })
  await expect(store.put('a', { value: '2', untilMs: null })).rejects.toThrow(/cannot be written/)
  expect(await store.get('a')).toBe('1')
})

test('at startup, removes only temporary files that a killed process left behind', async () => {
  const made = await folder()
  const path = join(made, 'store.json')
  await writeFile(path, '{"version":1,"entries":{"a":{"value":"1","untilMs":null}}}')
  const left = [
    `${path}.6f1c3c36-1b0f-4a65-8d5f-2a3f3c0f9b11`,
    `${path}.00000000-0000-4000-8000-000000000000`,
  ]
  const others = [
    `${path}.bak`,
    join(made, 'secret'),
    join(made, 'lock.6f1c3c36-1b0f-4a65-8d5f-2a3f3c0f9b11'),
  ]
  for (const one of [...left, ...others]) await writeFile(one, 'x')
  const store = await openFileStore(path, options)
  expect(await store.get('a')).toBe('1')
  const names = [...others, path].map((one) => one.slice(made.length + 1))
  expect(await readdir(made)).toEqual(names.toSorted())
})

test('writes nothing after the process has lost its lock', async () => {
  const path = join(await folder(), 'store.json')
  let isHeld = true
  const beforeWrite = async () => {
    if (!isHeld) throw new Error('lost')
  }
  const store = await openFileStore(path, { ...options, beforeWrite })
  await store.put('a', { value: '1', untilMs: null })
  const text = await readFile(path, 'utf8')
  isHeld = false
  await expect(store.put('a', { value: '2', untilMs: null })).rejects.toThrow(StoreError)
  await expect(store.delete('a')).rejects.toThrow(StoreError)
  expect(await readFile(path, 'utf8')).toBe(text)
})

const files = { now: () => 0, log: { warn: () => undefined } }
const heard = { value: 'heard', untilMs: null }

test('stores heartbeats in a separate file and never rewrites the main file for them', async () => {
  const made = await folder()
  const path = join(made, 'store.json')
  // Earlier versions stored heartbeats in the main file.
  await writeFile(path, '{"version":1,"entries":{"heard/old":{"value":"1","untilMs":null}}}')
  const store = await openFileStores(made, files)
  const before = await stat(path)
  for (let index = 0; index < 50; index += 1) await store.put(`heard/${index}`, heard)
  expect(await stat(path)).toMatchObject({ mtimeMs: before.mtimeMs, ino: before.ino })
  await store.close()
  const again = await openFileStores(made, files)
  expect(await again.list('heard/')).toHaveLength(51)
  expect(await again.get('heard/old')).toBe('1')
})

test('when heartbeats cannot be written, rejects no call and logs the failure once', async () => {
  const made = await folder()
  const warned: string[] = []
  const log = { warn: (_: object, words?: string) => void warned.push(String(words)) }
  const store = await openFileStores(join(made, 'deep'), { ...files, log })
  await rm(join(made, 'deep'), { recursive: true, force: true })
  for (let count = 0; count < 2; count += 1) {
    await store.put('heard/a', heard)
    await store.close()
  }
  expect(await store.get('heard/a')).toBe('heard')
  expect(warned).toEqual(['cannot write best-effort file'])
})

/** Opens the files, writes one entry of a kind, and returns what was logged. */
async function writeOnce(made: string, prefix: string) {
  const warned: object[] = []
  const log = { warn: (facts: object, message?: string) => void warned.push({ ...facts, message }) }
  const store = await openFileStores(made, { ...files, log })
  expect(await store.list(prefix)).toEqual([])
  await store.put(`${prefix}a`, heard)
  expect(await store.get(`${prefix}a`)).toBe('heard')
  await store.close()
  return warned
}

const bestEffortKinds = [
  ['audit.json', 'audit/'],
  ['heard.json', 'heard/'],
  ['peaks.json', 'peaks/'],
] as const

test.each(bestEffortKinds)('moves a damaged %s aside before writing', async (name, prefix) => {
  const made = await folder()
  const path = join(made, name)
  await writeFile(path, '{"version":1,"entries":{"trunca')
  const warned = await writeOnce(made, prefix)
  const aside = `${path}.unreadable-1970-01-01T00-00-00-000Z`
  expect(await readFile(aside, 'utf8')).toBe('{"version":1,"entries":{"trunca')
  expect(await keysInFile(path)).toEqual([`${prefix}a`])
  expect(warned).toMatchObject([{ file: path }, { file: path, movedTo: aside }])
  expect(await writeOnce(await folder(), prefix)).toEqual([])
})

test.each(bestEffortKinds)('never overwrites a later version’s %s', async (name, prefix) => {
  const made = await folder()
  const path = join(made, name)
  const later = '{"version":2,"list":[]}'
  await writeFile(path, later)
  const warned = await writeOnce(made, prefix)
  expect(await readFile(path, 'utf8')).toBe(later)
  expect(await readdir(made)).toEqual([name])
  expect(warned).toMatchObject([
    { file: path, message: expect.stringContaining('leaving the file') },
  ])
})

test.each(bestEffortKinds)('leaves %s unchanged if it cannot be read', async (name, prefix) => {
  const made = await folder()
  // Reading a directory fails for every user, whereas root can read a file without permissions.
  await mkdir(join(made, name))
  const warned = await writeOnce(made, prefix)
  expect(await readdir(made)).toEqual([name])
  expect(warned).toMatchObject([{ file: join(made, name), code: 'EISDIR' }])
})

test('the error states that a later version wrote the main file', async () => {
  const path = join(await folder(), 'store.json')
  await writeFile(path, '{"version":2}')
  await expect(openFileStore(path, options)).rejects.toThrow(
    /store\.json was written by a later version of Headroom; use that version/,
  )
})

/** Returns the keys in a store file, except the key of the clock. Returns null if there is no file. */
async function keysInFile(path: string): Promise<string[] | null> {
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) return null
  const { entries }: { entries: Record<string, StoreEntry> } = JSON.parse(text)
  return Object.keys(entries).filter((key) => key !== clockKey)
}

/** Returns the latest time that a store file contains, in Unix milliseconds. */
async function latestTime(path: string): Promise<number> {
  const { entries }: { entries: Record<string, StoreEntry> } = JSON.parse(
    await readFile(path, 'utf8'),
  )
  const clock: { latest: number } = JSON.parse(entries[clockKey]?.value ?? '')
  return clock.latest
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const expiring = { value: '1', untilMs: 90 * dayMs }
const kinds: [file: string, prefix: string][] = [
  ['audit.json', 'audit/'],
  ['heard.json', 'heard/'],
  ['peaks.json', 'peaks/'],
  ['store.json', 'displays/'],
]

/** Yields times from 0 to `end`, at most six days apart, because a gap of more than a week counts as a clock jump. */
function* daysUntil(end: number): Generator<number> {
  for (let time = 0; time < end; time += 6 * dayMs) yield time
  yield end
}

test.each(kinds)(
  'deletes entries from %s on open, a week after they expired',
  async (file, prefix) => {
    const made = await folder()
    const clock = { now: 0 }
    const open = () => openFileStores(made, { ...files, now: () => clock.now })
    const first = await open()
    await first.put(`${prefix}old`, expiring)
    await first.put(`${prefix}new`, { value: '2', untilMs: null })
    await first.close()
    for (const now of daysUntil(expiring.untilMs + 7 * dayMs - 1)) {
      clock.now = now
      await (await open()).close()
    }
    expect(await keysInFile(join(made, file))).toEqual([`${prefix}old`, `${prefix}new`])
    clock.now = expiring.untilMs + 7 * dayMs
    await (await open()).close()
    expect(await keysInFile(join(made, file))).toEqual([`${prefix}new`])
  },
)

/** A busy machine needs more time than the default of a second. */
const patient = { timeout: 60_000 }

test.each(kinds)(
  'deletes expired entries from %s even if nothing reads or writes them',
  async (file, prefix) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
    onTestFinished(() => void vi.useRealTimers())
    const made = await folder()
    const clock = { now: 0 }
    const store = await openFileStores(made, { ...files, now: () => clock.now })
    await store.put(`${prefix}old`, expiring)
    await store.put(`${prefix}new`, { value: '2', untilMs: null })
    vi.advanceTimersByTime(hourMs)
    const path = join(made, file)
    await vi.waitFor(async () => expect(await keysInFile(path)).toHaveLength(2), patient)
    for (const now of daysUntil(expiring.untilMs + 7 * dayMs)) {
      clock.now = now
      vi.advanceTimersByTime(2 * hourMs)
      // Waits for the write that pruning may have started.
      await store.get(`${prefix}new`)
      await vi.waitFor(
        async () => expect(await latestTime(path)).toBeGreaterThan(now - dayMs),
        patient,
      )
    }
    await vi.waitFor(async () => expect(await keysInFile(path)).toEqual([`${prefix}new`]), patient)
    await store.close()
    expect(vi.getTimerCount()).toBe(0)
  },
)

const yearMs = 365 * dayMs
const startMs = 50 * yearMs

test.each([
  ['two hours ahead', 2 * hourMs, 0],
  ['two years ahead', 2 * yearMs, 1],
  ['two months behind', -60 * dayMs, 1],
  ['in 1970', 1_000 - startMs, 1],
])('deletes nothing while the clock is %s', async (_, jumpMs, warnings) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const made = await folder()
  const clock = { now: startMs }
  const warned: string[] = []
  const log = { warn: (_facts: object, message?: string) => void warned.push(String(message)) }
  const open = () => openFileStores(made, { log, now: () => clock.now })
  const keys = kinds.map(([, prefix]) => `${prefix}a`)
  clock.now = startMs - 30 * dayMs
  const first = await open()
  for (const key of keys) await first.put(key, { value: '1', untilMs: startMs + hourMs })
  await first.close()
  for (const time of daysUntil(30 * dayMs)) {
    clock.now = startMs - 30 * dayMs + time
    await (await open()).close()
  }

  clock.now = startMs + jumpMs
  const jumped = await open()
  for (const [, prefix] of kinds) await jumped.put(`${prefix}b`, { value: '2', untilMs: null })
  vi.advanceTimersByTime(3 * hourMs)
  await jumped.close()
  clock.now = startMs
  const corrected = await open()
  for (const key of keys) expect(await corrected.get(key)).toBe('1')
  await corrected.close()
  // A large difference is logged twice: when the clock jumps, and when it is corrected.
  expect(warned).toHaveLength(2 * warnings)
})

test('moves an earlier version’s entries out of the main file, so that a deleted entry does not reappear', async () => {
  const made = await folder()
  const old = { version: 1, entries: { 'heard/old': heard, 'audit/old': heard, 'boards/a': heard } }
  await writeFile(join(made, 'store.json'), JSON.stringify(old))
  const store = await openFileStores(made, files)
  expect(await keysInFile(join(made, 'store.json'))).toEqual(['boards/a'])
  expect(await keysInFile(join(made, 'audit.json'))).toEqual(['audit/old'])
  await store.delete('heard/old')
  await store.close()
  const again = await openFileStores(made, files)
  expect([await again.get('heard/old'), await again.get('audit/old')]).toEqual([null, 'heard'])
})

test('opens a file with expired entries even if it is not writable', async () => {
  const path = join(await folder(), 'store.json')
  await writeFile(path, JSON.stringify({ version: 1, entries: { 'displays/old': expiring } }))
  const beforeWrite = () => Promise.reject(new Error('read-only'))
  const store = await openFileStore(path, {
    now: () => expiring.untilMs,
    prune: createSimplePrune(() => expiring.untilMs),
    beforeWrite,
  })
  expect(await store.list('displays/')).toEqual([])
})
