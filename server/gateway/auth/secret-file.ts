import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, open, unlink } from 'node:fs/promises'
import { platform } from 'node:os'
import { join } from 'node:path'

/** The secret cannot be kept safely; the message is one sentence for the operator. */
export class SecretFileError extends Error {
  override readonly name = 'SecretFileError'
}

const groupAndOthersMode = 0o077

/**
 * The secret kept in `dataDirectory`, made the first time, so that restarts keep people signed in. The file is
 * readable by its owner alone; one that others can read is refused. Throws `SecretFileError`.
 */
export async function loadOrCreateSecret(dataDirectory: string): Promise<string> {
  const path = join(dataDirectory, 'secret')
  try {
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 })
    return (await readSecret(path)) ?? (await createSecret(path))
  } catch (error) {
    if (error instanceof SecretFileError) throw error
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    throw new SecretFileError(
      `HEADROOM_DATA_DIR: the secret cannot be kept in ${path} (${code}); set HEADROOM_SECRET, or a folder that can be written to.`,
      { cause: error },
    )
  }
}

async function readSecret(path: string): Promise<string | null> {
  const file = await open(path, 'r').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  })
  if (file === null) return null
  try {
    const { mode } = await file.stat()
    // Windows keeps permissions elsewhere and reports every file as readable by all.
    if (platform() !== 'win32' && (mode & groupAndOthersMode) !== 0) {
      throw new SecretFileError(
        `HEADROOM_DATA_DIR: other users can read ${path}; run "chmod 600" on it, or delete it to get a new one.`,
      )
    }
    const secret = (await file.readFile('utf8')).trim()
    if (secret.length >= 32) return secret
    throw new SecretFileError(
      `HEADROOM_DATA_DIR: ${path} holds no secret of at least 32 characters; delete it to get a new one.`,
    )
  } finally {
    await file.close()
  }
}

/** Writes aside and links into place: a process that starts at the same moment sees a whole file or none. */
async function createSecret(path: string): Promise<string> {
  const aside = `${path}.${randomUUID()}`
  const file = await open(aside, 'wx', 0o600)
  try {
    await file.writeFile(`${randomBytes(32).toString('base64url')}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  try {
    await link(aside, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    await unlink(aside)
  }
  const secret = await readSecret(path)
  if (secret === null) throw new SecretFileError(`HEADROOM_DATA_DIR: ${path} was taken away.`)
  return secret
}
