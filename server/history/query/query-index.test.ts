import { join } from 'node:path/posix'
import { expect, onTestFinished, test } from 'vitest'
import { nodeFileSystem, type FileSystem } from '#server/history/files/file-system.ts'
import { dayFile } from '#server/history/files/layout.ts'
import { createQueryIndex } from './query-index.ts'
import { removeHistory, writeHistory } from './test-history.ts'
import { makeSteadyHistory } from './test-history-cases.ts'

const day = 26_297_280

/** Returns the file system, in which reads fail as on a network share without a connection while `isDown` is true. */
function unreliableFiles(): FileSystem & { isDown: boolean } {
  const files = {
    ...nodeFileSystem,
    isDown: true,
    read: (path: string) => (files.isDown ? fail() : nodeFileSystem.read(path)),
    readEnd: (path: string, length: number) =>
      files.isDown ? fail() : nodeFileSystem.readEnd(path, length),
  }
  return files
}

const fail = () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' }))

test('reads a snapshot and the metadata of a day again after a failed read', async () => {
  const root = await writeHistory(makeSteadyHistory(day))
  onTestFinished(() => removeHistory(root))
  const files = unreliableFiles()
  const index = createQueryIndex(files, root)
  const path = join(root, dayFile('sensor-minutes', 'main', day))
  const during = await index.view()
  expect(during.snapshots).toEqual([])
  expect(await during.sensorInfo(path)).toBeNull()
  files.isDown = false
  const after = await index.view()
  expect(after.snapshots).toHaveLength(1)
  expect(await after.sensorInfo(path)).toMatchObject({ building: 'main' })
})
