import { readFile, stat } from 'node:fs/promises'
import { wholeFile, type Overrides, type OverridesResponse } from '#src/contract/overrides.ts'
import type { Log } from '#server/gateway/http/request-log.ts'
import { parseOverrides, type OverridesFault } from './parse-overrides.ts'

/** Thrown if the overrides file is unusable at startup; the message is for the operator. */
export class OverridesFileError extends Error {
  override readonly name = 'OverridesFileError'
}

export type OverridesFile = {
  /** Returns the response for the page: the last valid overrides, and the current problem with the file. */
  answer: () => OverridesResponse
  /** Reloads the file if it has changed. Never rejects. */
  check: () => Promise<void>
}

type OverridesFileDeps = {
  path: string
  /** Returns the time in Unix milliseconds. */
  now: () => number
  log: Pick<Log, 'info' | 'warn'>
}
/** The result of reading the file once: its text, or the reason why it could not be read. */
type FileSnapshot = { text: string | null; fault: string | null }

const maxFileBytes = 2 * 1024 * 1024
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Response for the page if no file is configured. */
export const noOverrides: OverridesResponse = {
  configured: false,
  overrides: null,
  loadedAt: null,
  problem: null,
}

/**
 * Opens the file set in `HEADROOM_OVERRIDES`. The caller must call `check` periodically. `check` reads the file and
 * compares its text, because editors replace files, and network shares and config maps send no change events. Throws
 * `OverridesFileError` if the file is unreadable or invalid; later, an invalid file only sets `problem`.
 */
export async function openOverridesFile({
  path,
  now,
  log,
}: OverridesFileDeps): Promise<OverridesFile> {
  let seen = await readSnapshot(path)
  const first = parseSnapshot(seen)
  if (!first.ok) throw new OverridesFileError(formatFault(first))
  let answer = toOverridesAnswer(first.overrides, now())
  let lastSnapshot = seen
  let checking: Promise<void> | null = null

  async function checkFile(): Promise<void> {
    const found = await readSnapshot(path)
    const before = lastSnapshot
    lastSnapshot = found
    if (isSameSnapshot(found, seen)) return
    const parsed = parseSnapshot(found)
    // While the file is written or replaced, it may be incomplete, so a fault counts only if two checks find the same
    // text.
    if (!parsed.ok && !isSameSnapshot(found, before)) return
    seen = found
    if (parsed.ok) {
      answer = toOverridesAnswer(parsed.overrides, now())
      log.info('overrides loaded')
    } else {
      const { message, where } = parsed
      answer = { ...answer, problem: { message, where, at: now() } }
      log.warn(
        { where, problem: message },
        'cannot load overrides; the last valid ones stay in effect',
      )
    }
  }

  return {
    answer: () => answer,
    check() {
      // Prevents checks from piling up while a network share hangs.
      checking ??= checkFile().finally(() => (checking = null))
      return checking
    },
  }
}

async function readSnapshot(path: string): Promise<FileSnapshot> {
  try {
    const found = await stat(path)
    if (!found.isFile()) return { text: null, fault: 'The path isn’t a file.' }
    if (found.size > maxFileBytes) return { text: null, fault: 'The file is larger than 2 MB.' }
    const bytes = await readFile(path)
    return { text: utf8.decode(bytes), fault: null }
  } catch (error) {
    return { text: null, fault: describeReadError(error) }
  }
}

function describeReadError(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
  if (code === 'ENOENT') return 'The file doesn’t exist.'
  if (code === 'EACCES' || code === 'EPERM')
    return 'Headroom doesn’t have permission to read the file.'
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'The file isn’t UTF-8 text.'
  return `The file can’t be read (${code}).`
}

function parseSnapshot({ text, fault }: FileSnapshot) {
  if (text !== null) return parseOverrides(text)
  return { ok: false, message: fault ?? '', where: wholeFile } as const
}

function isSameSnapshot(one: FileSnapshot, other: FileSnapshot): boolean {
  return one.text === other.text && one.fault === other.fault
}

function toOverridesAnswer(overrides: Overrides, loadedAt: number): OverridesResponse {
  return { configured: true, overrides, loadedAt, problem: null }
}

function formatFault({ message, where }: OverridesFault): string {
  return where === wholeFile
    ? `HEADROOM_OVERRIDES: ${message}`
    : `HEADROOM_OVERRIDES, at ${where}: ${message}`
}
