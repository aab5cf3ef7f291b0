import { readFile, stat } from 'node:fs/promises'
import type { Overrides, OverridesAnswer } from '#src/contract/overrides.ts'
import { parseOverrides, type OverridesFault } from './parse-overrides.ts'
import type { Log } from '#server/gateway/http/request-log.ts'

/** The file of overrides cannot be used at the start; the message is one sentence for the operator. */
export class OverridesFileError extends Error {
  override name = 'OverridesFileError' as const
}

export type OverridesFile = {
  /** What the page is told: the last overrides that could be read, and what is wrong with the file now. */
  answer: () => OverridesAnswer
  /** Looks whether the file changed. Never rejects. */
  check: () => Promise<void>
}

type FileParts = {
  path: string
  /** Epoch milliseconds. */
  now: () => number
  log: Pick<Log, 'info' | 'warn'>
}
/** What one look at the file found: its text, or why there is none. */
type Look = { text: string | null; fault: string | null }

const largestBytes = 2 * 1024 * 1024
const theFile = 'the file'
const utf8 = new TextDecoder('utf-8', { fatal: true })

/** What the page is told where no file is named. */
export const noOverrides: OverridesAnswer = {
  configured: false,
  overrides: null,
  loadedAt: null,
  problem: null,
}

/**
 * Opens the file that `HEADROOM_OVERRIDES` names. Whoever holds it calls `check` now and then: editors replace files, and
 * network shares and config maps tell nobody of a change, so the file is read and its text compared. Throws
 * `OverridesFileError` when it cannot be read or has a fault; later a faulty file changes nothing, but is told.
 */
export async function openOverridesFile({ path, now, log }: FileParts): Promise<OverridesFile> {
  let seen = await lookAt(path)
  const first = judge(seen)
  if (!first.ok) throw new OverridesFileError(inWords(first))
  let answer = told(first.overrides, now())
  let doubted = seen
  let checking: Promise<void> | null = null

  async function look(): Promise<void> {
    const found = await lookAt(path)
    const before = doubted
    doubted = found
    if (isSame(found, seen)) return
    const judged = judge(found)
    // A file that is being written, or replaced in two steps, is whole again at the next look.
    if (!judged.ok && !isSame(found, before)) return
    seen = found
    if (judged.ok) {
      answer = told(judged.overrides, now())
      log.info('overrides loaded')
    } else {
      const { message, where } = judged
      answer = { ...answer, problem: { message, where, at: now() } }
      log.warn({ where, fault: message }, 'overrides not loaded, the last good ones stay')
    }
  }

  return {
    answer: () => answer,
    check() {
      // A network share that hangs must not gather looks.
      checking ??= look().finally(() => (checking = null))
      return checking
    },
  }
}

async function lookAt(path: string): Promise<Look> {
  try {
    const found = await stat(path)
    if (!found.isFile()) return { text: null, fault: 'There is something else in its place.' }
    if (found.size > largestBytes) return { text: null, fault: 'The file is larger than 2 MB.' }
    const bytes = await readFile(path)
    return { text: utf8.decode(bytes), fault: null }
  } catch (error) {
    return { text: null, fault: faultOf(error) }
  }
}

function faultOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
  if (code === 'ENOENT') return 'The file is not there.'
  if (code === 'EACCES' || code === 'EPERM') return 'The file may not be read by this user.'
  if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'The file is not text in UTF-8.'
  return `The file cannot be read (${code}).`
}

function judge({ text, fault }: Look) {
  if (text !== null) return parseOverrides(text)
  return { ok: false, message: fault ?? '', where: theFile } as const
}

function isSame(one: Look, other: Look): boolean {
  return one.text === other.text && one.fault === other.fault
}

function told(overrides: Overrides, loadedAt: number): OverridesAnswer {
  return { configured: true, overrides, loadedAt, problem: null }
}

function inWords({ message, where }: OverridesFault): string {
  return where === theFile
    ? `HEADROOM_OVERRIDES: ${message}`
    : `HEADROOM_OVERRIDES, at ${where}: ${message}`
}
