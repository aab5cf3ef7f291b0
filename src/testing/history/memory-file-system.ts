import type { FileSystem } from '#server/history/files/file-system.ts'

/** A failed file operation, with the error code of Node.js. */
class FileError extends Error {
  override readonly name = 'FileError'
  readonly code: string

  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/** Decides whether an operation continues, fails, or kills the process. */
type StepHook = (operation: keyof FileSystem, path: string) => 'continue' | 'fail' | 'kill'

/** A disk in memory that several simulated processes share. */
export type MemoryDisk = {
  /** Content of all files by path. */
  files: ReadonlyMap<string, Uint8Array>
  /**
   * Returns the file system of one process.
   *
   * @param before decides the outcome of each operation. A failed write throws `ENOSPC` and leaves part of the file;
   *   other operations fail with `EIO`. A kill leaves part of a written file, and a rename or deletion happens or not.
   *   After a kill, no operation settles
   */
  connect: (before?: StepHook) => FileSystem
  /** Simulates a power failure. Content that was never synced is lost. */
  losePower: () => void
  /** Replaces the content of a file without involving a process. */
  overwrite: (path: string, bytes: Uint8Array) => void
}

/** Creates an empty disk. `random` returns numbers in [0, 1), which determine what a kill leaves behind. */
export function createMemoryDisk(random: () => number = () => 0.5): MemoryDisk {
  const files = new Map<string, { bytes: Uint8Array; synced: Uint8Array }>()
  const folders = new Set<string>(['/'])
  const empty = new Uint8Array()

  const parentOf = (path: string) => path.slice(0, Math.max(1, path.lastIndexOf('/')))
  const requireFolder = (folder: string) => {
    if (!folders.has(folder)) throw new FileError('ENOENT')
  }
  const requireFile = (path: string) => {
    const file = files.get(path)
    if (file === undefined) throw new FileError('ENOENT')
    return file
  }
  const isInside = (path: string, folder: string) =>
    path === folder || path.startsWith(`${folder}/`)
  const write = (path: string, bytes: Uint8Array) => {
    requireFolder(parentOf(path))
    files.set(path, { bytes: bytes.slice(), synced: files.get(path)?.synced ?? empty })
  }
  const remove = (path: string) => {
    for (const name of files.keys()) if (isInside(name, path)) files.delete(name)
    for (const name of folders) if (isInside(name, path)) folders.delete(name)
  }
  const rename = (from: string, to: string) => {
    requireFolder(parentOf(to))
    if (folders.has(from)) {
      for (const name of [...folders].filter((one) => isInside(one, from))) {
        folders.delete(name)
        folders.add(to + name.slice(from.length))
      }
      for (const [name, file] of [...files].filter(([one]) => isInside(one, from))) {
        files.delete(name)
        files.set(to + name.slice(from.length), file)
      }
      return
    }
    files.set(to, requireFile(from))
    files.delete(from)
  }

  function connect(before: StepHook = () => 'continue'): FileSystem {
    let isKilled = false
    /** Runs one operation. `partly` runs instead if the operation fails, or if the process is killed in the middle. */
    async function step<T>(
      operation: keyof FileSystem,
      path: string,
      run: () => T,
      partly: () => void = () => undefined,
    ): Promise<T> {
      await Promise.resolve()
      if (isKilled) return new Promise<T>(() => undefined)
      const outcome = before(operation, path)
      if (outcome === 'continue') return run()
      if (outcome === 'fail') {
        if (operation !== 'write') throw new FileError('EIO')
        partly()
        throw new FileError('ENOSPC')
      }
      isKilled = true
      if (random() < 0.5) partly()
      return new Promise<T>(() => undefined)
    }
    const ignoreErrors = (run: () => void) => () => {
      try {
        run()
      } catch {
        // A killed process cannot receive the error.
      }
    }
    return {
      read: (path) => step('read', path, () => requireFile(path).bytes.slice()),
      readEnd: (path, length) =>
        step('readEnd', path, () => requireFile(path).bytes.slice(-length)),
      write: (path, bytes) =>
        step(
          'write',
          path,
          () => write(path, bytes),
          ignoreErrors(() => write(path, bytes.subarray(0, Math.floor(random() * bytes.length)))),
        ),
      sync: (path) =>
        step('sync', path, () => {
          const file = files.get(path)
          if (file !== undefined) file.synced = file.bytes
          else requireFolder(path)
        }),
      rename: (from, to) =>
        step(
          'rename',
          from,
          () => rename(from, to),
          ignoreErrors(() => rename(from, to)),
        ),
      list: (folder) =>
        step('list', folder, () =>
          [...files.keys(), ...folders]
            .filter((path) => path !== '/' && parentOf(path) === folder)
            .map((path) => path.slice(path.lastIndexOf('/') + 1))
            .toSorted(),
        ),
      delete: (path) =>
        step(
          'delete',
          path,
          () => remove(path),
          ignoreErrors(() => remove(path)),
        ),
      makeFolder: (folder) =>
        step('makeFolder', folder, () => {
          for (let path = folder; path !== '/'; path = parentOf(path)) folders.add(path)
        }),
    }
  }

  return {
    get files() {
      return new Map([...files].map(([path, { bytes }]) => [path, bytes]))
    },
    connect,
    losePower() {
      for (const file of files.values()) file.bytes = file.synced
    },
    overwrite(path, bytes) {
      files.set(path, { bytes, synced: bytes })
    },
  }
}
