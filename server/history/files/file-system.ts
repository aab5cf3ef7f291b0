import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path/posix'

/** The file operations of the history. Paths are absolute. Every operation rejects with Node.js errors. */
export type FileSystem = {
  read: (path: string) => Promise<Uint8Array>
  /** Reads at most the last `length` bytes of a file. */
  readEnd: (path: string, length: number) => Promise<Uint8Array>
  /** Creates or replaces a file. Rejects with `ENOENT` if the folder does not exist. */
  write: (path: string, bytes: Uint8Array) => Promise<void>
  /** Makes the content of a file, or the names in a folder, survive a power failure. */
  sync: (path: string) => Promise<void>
  /** Replaces the target if it exists. Rejects with `ENOENT` if the source or the folder of the target is missing. */
  rename: (from: string, to: string) => Promise<void>
  /** Returns the names in a folder, or an empty array if the folder does not exist. */
  list: (folder: string) => Promise<string[]>
  /** Deletes a file, or a folder with all its content. Resolves if it does not exist. */
  delete: (path: string) => Promise<void>
  /** Creates a folder and the folders above it. Resolves if it exists. */
  makeFolder: (folder: string) => Promise<void>
}

/** Returns the code of a file error, such as `ENOENT`, or null for other errors. */
export function fileErrorCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : null
}

/** The file system of this machine. Only the owner can read the files. */
export const nodeFileSystem: FileSystem = {
  read: (path) => readFile(path),
  async readEnd(path, length) {
    const file = await open(path)
    try {
      const { size } = await file.stat()
      const from = Math.max(0, size - length)
      const bytes = new Uint8Array(size - from)
      const { bytesRead } = await file.read(bytes, 0, bytes.length, from)
      return bytes.subarray(0, bytesRead)
    } finally {
      await file.close()
    }
  },
  write: (path, bytes) => writeFile(path, bytes, { mode: 0o600 }),
  async sync(path) {
    const file = await open(path)
    try {
      await file.sync()
    } finally {
      await file.close()
    }
  },
  rename: (from, to) => rename(from, to),
  async list(folder) {
    try {
      return await readdir(folder)
    } catch (error) {
      if (fileErrorCode(error) === 'ENOENT') return []
      throw error
    }
  },
  delete: (path) => rm(path, { recursive: true, force: true }),
  makeFolder,
}

/**
 * Does not use the option `recursive` of `mkdir`: on a read-only file system, that fails with `ENOENT`, which means here
 * that another process has removed a folder.
 */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    const code = fileErrorCode(error)
    if (code === 'EEXIST') return
    if (code !== 'ENOENT') throw error
    await makeFolder(dirname(folder))
    await makeFolder(folder)
  }
}
