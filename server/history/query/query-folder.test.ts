import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openQueryFolder } from './query-folder.ts'

const now = Date.UTC(2026, 9, 24)
const minuteMs = 60_000
const system = '0123456789abcdef'
const id = '00000000-0000-4000-8000-000000000000'

/** Creates a directory with folders, each last marked some minutes ago. */
async function createFolders(ages: Readonly<Record<string, number>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'headroom-query-'))
  onTestFinished(() => rm(root, { recursive: true, force: true }))
  for (const [name, age] of Object.entries(ages)) {
    await mkdir(join(root, name))
    await writeFile(join(root, name, 'duckdb_temp_storage-0.tmp'), 'rows')
    const at = new Date(now - age * minuteMs)
    await utimes(join(root, name), at, at)
  }
  return root
}

test('deletes the folders of processes that no longer run when it opens, and no others', async () => {
  const kept = [`.query-${system}-7-${id}`, `.query-fedcba9876543210-8-${id}`, 'topology']
  const root = await createFolders({
    [`.query-${system}-8-${id}`]: 1,
    [`.query-${system}-9-${id}`]: 1,
    [`.query-fedcba9876543210-7-${id}`]: 61,
    [`.query-${id}`]: 61,
    ...Object.fromEntries(kept.map((name) => [name, 30])),
  })
  const owner = { system, pid: 9, isRunning: (pid: number) => pid === 7 }
  const folder = await openQueryFolder(root, owner, () => now)
  expect(await readdir(root)).toEqual(expect.arrayContaining(kept))
  expect(await readdir(root)).toHaveLength(kept.length + 1)
  await folder.remove()
  expect((await readdir(root)).toSorted()).toEqual(kept.toSorted())
})

test('opens without a writable directory', async () => {
  const root = await createFolders({ folder: 0 })
  const file = join(root, 'file')
  await writeFile(file, '')
  const owner = { system, pid: 9, isRunning: () => false }
  const folder = await openQueryFolder(file, owner, () => now)
  expect(folder.path).toContain(file)
  await folder.remove()
})
