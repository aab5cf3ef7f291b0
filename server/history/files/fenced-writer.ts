import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path/posix'
import { fileErrorCode, type FileSystem } from './file-system.ts'

/** Thrown if another process has taken over the history. */
export class LostLeaseError extends Error {
  override readonly name = 'LostLeaseError'
}

/**
 * Changes the files of a history. Every change goes through the folder of the writer's generation. The next writer
 * removes that folder, so that a replaced writer cannot change anything. Paths are relative to the history. All methods
 * reject with `LostLeaseError` after another writer has taken over, and with file system errors.
 */
export type FencedWriter = {
  /** Replaces a file atomically. Its content survives a power failure. */
  replace: (path: string, bytes: Uint8Array) => Promise<void>
  /** Deletes a file. Resolves if it does not exist. */
  remove: (path: string) => Promise<void>
  /** Renames an unreadable file to `*.bad`. Resolves if it does not exist. */
  setAside: (path: string) => Promise<void>
}

/** Suffix of the names of unreadable files. */
export const setAsideSuffix = '.bad'
const writerFolder = /^\.writer-(\d+)(?:-[\da-f-]+)?$/
const removedFolder = /^\.removed-/

/**
 * Takes over a history: creates a folder of this generation, then removes the folders of all other writers up to this
 * generation. If two writers start at the same time, the writer with the larger generation always finds the folder of
 * the other.
 *
 * @param root the folder of the history; created if missing
 * @throws LostLeaseError if a writer with a larger generation exists
 */
export async function openWriter(
  files: FileSystem,
  root: string,
  generation: number,
): Promise<FencedWriter> {
  const own = `.writer-${generation}-${randomUUID()}`
  const folder = join(root, own)
  await files.makeFolder(folder)
  for (const name of await files.list(root)) {
    const other = writerFolder.exec(name)?.[1]
    if (other !== undefined && Number(other) > generation) throw new LostLeaseError()
    // A process with the same generation was a child of the same gateway, or it uses another store by mistake.
    if (other !== undefined && name !== own) await removeFolder(files, root, name)
    if (removedFolder.test(name)) await files.delete(join(root, name))
  }

  let count = 0
  const temporaryPath = () => {
    count += 1
    return join(folder, String(count))
  }
  /** Moves a file into the writer's folder. Returns the new path; null if the file does not exist. */
  async function take(path: string): Promise<string | null> {
    const taken = temporaryPath()
    try {
      await files.rename(join(root, path), taken)
      return taken
    } catch (error) {
      if (fileErrorCode(error) !== 'ENOENT') throw error
      await ensureHeld()
      return null
    }
  }
  async function ensureHeld(): Promise<void> {
    const names = await files.list(root)
    if (!names.includes(own)) throw new LostLeaseError()
  }

  return {
    async replace(path, bytes) {
      const temporary = temporaryPath()
      const target = join(root, path)
      try {
        await files.makeFolder(dirname(target))
        await files.write(temporary, bytes)
        await files.sync(temporary)
        await files.rename(temporary, target)
      } catch (error) {
        if (fileErrorCode(error) === 'ENOENT') throw new LostLeaseError()
        await files.delete(temporary).catch(() => undefined)
        throw error
      }
      // Some file systems cannot sync folders, so errors are ignored.
      await files.sync(dirname(target)).catch(() => undefined)
    },
    async remove(path) {
      const taken = await take(path)
      if (taken !== null) await files.delete(taken)
    },
    async setAside(path) {
      const taken = await take(path)
      if (taken !== null) await files.rename(taken, join(root, path + setAsideSuffix))
    },
  }
}

/** Removes the folder of an earlier writer. The rename disables the writer at once. */
async function removeFolder(files: FileSystem, root: string, name: string): Promise<void> {
  const removed = join(root, `.removed-${name.slice(1)}`)
  await files.delete(removed)
  try {
    await files.rename(join(root, name), removed)
  } catch (error) {
    // `ENOENT` means that another process has removed the folder.
    if (fileErrorCode(error) !== 'ENOENT') throw error
  }
  await files.delete(removed)
}
