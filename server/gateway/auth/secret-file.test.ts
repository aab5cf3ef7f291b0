import { chmod, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { loadOrCreateSecret } from './secret-file.ts'

async function emptyDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'headroom-data-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  return directory
}

test('creates the secret once, readable only by its owner, and reuses it', async () => {
  const directory = join(await emptyDirectory(), 'data')
  const secret = await loadOrCreateSecret(directory)
  expect(secret.length).toBeGreaterThanOrEqual(32)
  expect((await stat(directory)).mode & 0o777).toBe(0o700)
  expect((await stat(join(directory, 'secret'))).mode & 0o777).toBe(0o600)
  expect(await loadOrCreateSecret(directory)).toBe(secret)
  expect(await readdir(directory)).toEqual(['secret'])
})

test('creates one secret for processes that start at the same time', async () => {
  const directory = await emptyDirectory()
  const secrets = await Promise.all(Array.from({ length: 20 }, () => loadOrCreateSecret(directory)))
  expect(new Set(secrets).size).toBe(1)
  expect(await readdir(directory)).toEqual(['secret'])
})

test.each([0o640, 0o604, 0o644])(
  'rejects a secret that other users can read (mode %i in decimal)',
  async (mode) => {
    const directory = await emptyDirectory()
    await loadOrCreateSecret(directory)
    await chmod(join(directory, 'secret'), mode)
    await expect(loadOrCreateSecret(directory)).rejects.toThrow(
      /HEADROOM_DATA_DIR.*other users can read/,
    )
  },
)

test('rejects an empty secret file', async () => {
  const directory = await emptyDirectory()
  await writeFile(join(directory, 'secret'), '', { mode: 0o600 })
  await expect(loadOrCreateSecret(directory)).rejects.toThrow(/at least 32 characters/)
})

test('names HEADROOM_DATA_DIR in the error for an unusable data directory', async () => {
  const directory = await emptyDirectory()
  await writeFile(join(directory, 'file'), '')
  await expect(loadOrCreateSecret(join(directory, 'file'))).rejects.toThrow(/HEADROOM_DATA_DIR/)
})
