import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openFileStore } from './file-store.ts'
import { StoreFileError } from './store-file.ts'

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'headroom-store-'))
  onTestFinished(async () => {
    await chmod(made, 0o700)
    await rm(made, { recursive: true })
  })
  return made
}

const options = { now: () => 0 }

test.each(['', 'nonsense', '{}', '{"version":2,"entries":{}}'])(
  'a file that holds %j stops the start, and is left as it is',
  async (text) => {
    const path = join(await folder(), 'store.json')
    await writeFile(path, text)
    await expect(openFileStore(path, options)).rejects.toThrow(StoreFileError)
    await expect(openFileStore(path, options)).rejects.toThrow(/HEADROOM_DATA_DIR: .*store\.json/)
    expect(await readFile(path, 'utf8')).toBe(text)
  },
)

test('only its owner can read the file, and nothing else is left in the folder', async () => {
  const made = await folder()
  const store = await openFileStore(join(made, 'store.json'), options)
  await Promise.all([
    store.put('a', { value: '1', untilMs: null }),
    store.put('b', { value: '2', untilMs: null }),
  ])
  expect(await readdir(made)).toEqual(['store.json'])
  expect((await stat(join(made, 'store.json'))).mode & 0o777).toBe(0o600)
})

test('a change that cannot be written fails and changes nothing', async () => {
  const made = await folder()
  const path = join(made, 'deep', 'store.json')
  const store = await openFileStore(path, options)
  await store.put('a', { value: '1', untilMs: null })
  await rm(join(made, 'deep'), { recursive: true })
  await expect(store.put('a', { value: '2', untilMs: null })).rejects.toThrow(/cannot be written/)
  expect(await store.get('a')).toBe('1')
})
