import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { nodeFileSystem } from './file-system.ts'

test('creates a folder and the folders above it for the owner only, and keeps an existing folder', async () => {
  const root = await mkdtemp(join(tmpdir(), 'headroom-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  const folder = join(root, 'room-minutes', 'building=1')
  await nodeFileSystem.makeFolder(folder)
  await nodeFileSystem.write(join(folder, 'day'), new Uint8Array(1))
  await nodeFileSystem.makeFolder(folder)
  expect(await nodeFileSystem.list(folder)).toEqual(['day'])
  expect((await stat(join(root, 'room-minutes'))).mode & 0o777).toBe(0o700)
})

test('rejects with the error of the system if a folder cannot be created', async () => {
  const root = await mkdtemp(join(tmpdir(), 'headroom-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  await writeFile(join(root, 'file'), '')
  await expect(nodeFileSystem.makeFolder(join(root, 'file', 'folder'))).rejects.toMatchObject({
    code: 'ENOTDIR',
  })
})
