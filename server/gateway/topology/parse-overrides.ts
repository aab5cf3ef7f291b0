import * as v from 'valibot'
import { Overrides, RoomOverride } from '#src/contract/overrides.ts'
import { jsonFault } from '#server/gateway/http/json-fault.ts'

/** `where` is the place in the file, such as `rooms.room_1.capacity` or `line 3, column 9`. */
export type OverridesFault = { message: string; where: string }
type ParsedOverrides = { ok: true; overrides: Overrides } | ({ ok: false } & OverridesFault)

const byIdOf = (places: string) => `An object is expected whose keys are ids of ${places}.`
/** What each key takes, in words; nothing here quotes what the file says. */
const expectations: Record<string, string> = {
  name: 'A name is a text of 1 to 200 characters.',
  note: 'A note is a text of 1 to 500 characters.',
  capacity:
    'A capacity is a whole number from 1 to 100000, or null where it is unknown on purpose.',
  busyFrom: 'The share of capacity at which a room is busy is a number above 0, at most 1.',
  maximumSensorCount:
    'The largest plausible count of one sensor is a whole number from 1 to 1000000.',
  hidden: 'A room is hidden with true and shown with false.',
  timezone: 'A time zone is an IANA name such as Europe/Berlin.',
  sites: byIdOf('sites'),
  buildings: byIdOf('buildings'),
  floors: byIdOf('floors'),
  rooms: byIdOf('rooms'),
}
const objectExpected = 'An object is expected here, such as {"name": "Maple"}.'
const keysInside: Record<string, string> = {
  rooms: Object.keys(RoomOverride.entries).join(', '),
  sites: 'name, timezone',
  buildings: 'name',
  floors: 'name',
}
const keysAtTop = Object.keys(Overrides.entries).join(', ')
const longestPath = 200

/**
 * Reads a file of overrides. Of several faults the first is told, with how many more there are; of the file's content
 * a fault holds the path of keys that leads to it and nothing else.
 */
export function parseOverrides(text: string): ParsedOverrides {
  const json = text.replace(/^\uFEFF/, '')
  const broken = jsonFault(json)
  if (broken !== null) {
    const { message, line, column } = broken
    return { ok: false, message, where: `line ${line}, column ${column}` }
  }
  const value: unknown = JSON.parse(json)
  const parsed = v.safeParse(Overrides, value)
  const faults = new Map<string, string>()
  for (const { path, message } of [
    ...listFaults(value),
    ...(parsed.issues ?? []).map(faultOf),
    ...(parsed.success ? zoneFaults(parsed.output) : []),
  ]) {
    const where = path.join('.').slice(0, longestPath) || 'the file'
    if (!faults.has(where)) faults.set(where, message)
  }
  const [first] = faults
  if (first === undefined && parsed.success) return { ok: true, overrides: parsed.output }
  const [where, message] = first ?? ['the file', objectExpected]
  const more = faults.size > 1 ? ` ${faults.size - 1} more to be seen to after it.` : ''
  return { ok: false, where, message: message + more }
}

type Found = { path: string[]; message: string }

function faultOf(issue: v.InferIssue<typeof Overrides>): Found {
  const path = (issue.path ?? []).map(({ key }) => String(key))
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const known = path.length === 1 ? keysAtTop : keysInside[path[0] ?? '']
    return { path, message: `There is no such key; there are: ${known}.` }
  }
  const key = path.length === 2 ? undefined : path.at(-1)
  return { path, message: expectations[key ?? ''] ?? objectExpected }
}

/** Valibot takes a list for an object with the keys 0, 1, 2; in this file no list means anything. */
function listFaults(value: unknown, path: string[] = []): Found[] {
  if (Array.isArray(value)) return [{ path, message: 'There should be no list here.' }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, child]) => listFaults(child, [...path, key]))
}

/** There are some six hundred names of zones. A file with more names has faults, and is not searched for all of them. */
const mostZones = 1_000

function zoneFaults({ sites = {} }: Overrides): Found[] {
  // Each name is checked once, whatever its letters: to make a format takes a quarter of a millisecond.
  const checked = new Map<string, boolean>()
  const isZone = (name: string) => {
    const key = name.toLowerCase()
    const known = checked.get(key) ?? (checked.size < mostZones && isTimeZone(key))
    checked.set(key, known)
    return known
  }
  return Object.entries(sites)
    .filter(([, { timezone }]) => timezone !== undefined && !isZone(timezone.trim()))
    .map(([id]) => ({ path: ['sites', id, 'timezone'], message: expectations['timezone'] ?? '' }))
}

/** No name of a zone has other characters, or more of them (IANA Time Zone Database, theory.html, section "Names"). */
const zoneName = /^[a-z][a-z0-9_+\-/]{0,49}$/i

/** Offsets such as `+01:00`, which some versions of Node take, know no daylight saving. */
function isTimeZone(name: string): boolean {
  if (!zoneName.test(name)) return false
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
