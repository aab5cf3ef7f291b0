import { randomUUID } from 'node:crypto'
import { open, readdir, rename, unlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * Replaces a file: writes a new one beside it, renames that into place, and syncs both the file and its folder, so that a
 * reader, or a start after a crash, finds the old content or the new one.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const aside = `${path}.${randomUUID()}`
  try {
    const file = await open(aside, 'wx', 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(aside, path)
  } catch (error) {
    await unlink(aside).catch(() => undefined)
    throw error
  }
  await syncFolder(dirname(path))
}

/** Removes what `replaceFile` left beside a file in a process that was killed. Only for the one process that writes it. */
export async function removeLeftovers(path: string): Promise<void> {
  const prefix = `${basename(path)}.`
  const folder = dirname(path)
  const names = await readdir(folder).catch((): string[] => [])
  const leftovers = names.filter(
    (name) => name.startsWith(prefix) && uuid.test(name.slice(prefix.length)),
  )
  await Promise.all(leftovers.map((name) => unlink(join(folder, name)).catch(() => undefined)))
}

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/

/** Makes a rename survive a power failure. Some file systems cannot sync a folder; the file itself is safe there too. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch {
    // Nothing to do: the content was written, and readers see it.
  }
}
