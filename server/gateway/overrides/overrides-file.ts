import * as v from 'valibot'
import {
  Overrides,
  RoomOverride,
  wholeFile,
  type OverridesResponse,
} from '#src/contract/overrides.ts'
import { findJsonSyntaxError } from './json-syntax-error.ts'
import { readFile, stat } from 'node:fs/promises'
import type { Log } from '#server/gateway/http/request-log.ts'

/** `where` is the location in the file, such as `rooms.room_1.capacity` or `line 3, column 9`, or `wholeFile`. */
type OverridesFault = { message: string; where: string }
type ParsedOverrides = { ok: true; overrides: Overrides } | ({ ok: false } & OverridesFault)

const idKeysMessage = (place: string) => `Expected an object whose keys are ${place} IDs.`
/** Error message by key. No message quotes the file. */
const expectations: Record<string, string> = {
  name: 'A name must be a string of 1 to 200 characters.',
  note: 'A note must be a string of 1 to 500 characters.',
  capacity: 'A capacity must be a whole number from 1 to 100000, or null to set it to unknown.',
  busyFrom:
    'busyFrom, the share of capacity at which a room is busy, must be a number above 0 and at most 1.',
  maximumSensorCount:
    'maximumSensorCount, the largest plausible count of one sensor, must be a whole number from 1 to 1000000.',
  hidden: 'hidden must be true or false.',
  timezone: 'A time zone must be an IANA name such as Europe/Berlin.',
  sites: idKeysMessage('site'),
  buildings: idKeysMessage('building'),
  floors: idKeysMessage('floor'),
  rooms: idKeysMessage('room'),
}
const objectExpected = 'Expected an object such as {"name": "Maple"}.'
const keysInside: Record<string, string> = {
  rooms: Object.keys(RoomOverride.entries).join(', '),
  sites: 'name, timezone',
  buildings: 'name',
  floors: 'name',
}
const keysAtTop = Object.keys(Overrides.entries).join(', ')
const maxPathLength = 200

/**
 * Parses an overrides file. If it is invalid, returns the first error and the number of further errors. Except for the
 * path of keys, an error quotes nothing from the file.
 */
export function parseOverrides(text: string): ParsedOverrides {
  const json = text.replace(/^\uFEFF/, '')
  const broken = findJsonSyntaxError(json)
  if (broken !== null) {
    const { message, line, column } = broken
    return { ok: false, message, where: `line ${line}, column ${column}` }
  }
  const value: unknown = JSON.parse(json)
  const parsed = v.safeParse(Overrides, value)
  const faults = new Map<string, string>()
  for (const { path, message } of [
    ...findListFaults(value),
    ...(parsed.issues ?? []).map(issueToFault),
    ...(parsed.success ? findZoneFaults(parsed.output) : []),
  ]) {
    const where = path.join('.').slice(0, maxPathLength) || wholeFile
    if (!faults.has(where)) faults.set(where, message)
  }
  const [first] = faults
  if (first === undefined && parsed.success) return { ok: true, overrides: parsed.output }
  const [where, message] = first ?? [wholeFile, objectExpected]
  const more = faults.size > 1 ? ` Other errors in the file: ${faults.size - 1}.` : ''
  return { ok: false, where, message: message + more }
}

type LocatedFault = { path: string[]; message: string }

function issueToFault(issue: v.InferIssue<typeof Overrides>): LocatedFault {
  const path = (issue.path ?? []).map(({ key }) => String(key))
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const known = path.length === 1 ? keysAtTop : keysInside[path[0] ?? '']
    return { path, message: `Unknown key. Allowed keys: ${known}.` }
  }
  const key = path.length === 2 ? undefined : path.at(-1)
  return { path, message: expectations[key ?? ''] ?? objectExpected }
}

/** Finds arrays, which are never valid here but which Valibot accepts as objects with the keys 0, 1, 2. */
function findListFaults(value: unknown, path: string[] = []): LocatedFault[] {
  if (Array.isArray(value)) return [{ path, message: 'Expected an object, not a list.' }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) => findListFaults(child, [...path, key]))
}

/**
 * Only about 600 time zone names exist, so a file with more distinct names than this is invalid without further checks.
 */
const maxZones = 1_000

function findZoneFaults({ sites = {} }: Overrides): LocatedFault[] {
  // Checks each name once, ignoring case: creating a DateTimeFormat takes 0.25 ms.
  const checked = new Map<string, boolean>()
  const isZone = (name: string) => {
    const key = name.toLowerCase()
    const known = checked.get(key) ?? (checked.size < maxZones && isTimeZone(key))
    checked.set(key, known)
    return known
  }
  return Object.entries(sites)
    .filter(([, { timezone }]) => timezone !== undefined && !isZone(timezone.trim()))
    .map(([id]) => ({ path: ['sites', id, 'timezone'], message: expectations['timezone'] ?? '' }))
}

/** Characters and length of time zone names (IANA Time Zone Database, theory.html, section "Names"). */
const zoneName = /^[a-z][a-z0-9_+\-/]{0,49}$/i

/**
 * Returns whether a name is a time zone. Rejects offsets such as `+01:00`, which some Node versions accept, because
 * they have no daylight saving time.
 */
function isTimeZone(name: string): boolean {
  if (!zoneName.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

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
        { where, fault: message },
        'overrides not loaded; the last valid ones stay in effect',
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
