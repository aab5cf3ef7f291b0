import { randomBytes, randomUUID } from 'node:crypto'
import { link, mkdir, open, unlink } from 'node:fs/promises'
import { platform } from 'node:os'
import { join } from 'node:path'

/** The secret cannot be read or stored safely; the message is for the operator. */
export class SecretFileError extends Error {
  override readonly name = 'SecretFileError'
}

const groupAndOthersMode = 0o077

/**
 * Returns the secret stored in `dataDirectory`, created on first start, so that sessions survive restarts. Only the
 * file's owner can read it. Throws `SecretFileError` if the file cannot be used, or if other users can read it.
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
      `HEADROOM_DATA_DIR: the secret cannot be stored in ${path} (${code}); set HEADROOM_SECRET, or use a writable directory.`,
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
    // On Windows, the mode does not reflect permissions: every file appears to be readable by everyone.
    if (platform() !== 'win32' && (mode & groupAndOthersMode) !== 0) {
      throw new SecretFileError(
        `HEADROOM_DATA_DIR: other users can read ${path}; run "chmod 600" on it, or delete it to get a new one.`,
      )
    }
    const secret = (await file.readFile('utf8')).trim()
    if (secret.length >= 32) return secret
    throw new SecretFileError(
      `HEADROOM_DATA_DIR: ${path} does not contain a secret of at least 32 characters; delete it to get a new one.`,
    )
  } finally {
    await file.close()
  }
}

/** Writes a temporary file and links it into place, so that concurrent starts see a complete file or none. */
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
  if (secret === null)
    throw new SecretFileError(`HEADROOM_DATA_DIR: ${path} was removed during startup.`)
  return secret
}
