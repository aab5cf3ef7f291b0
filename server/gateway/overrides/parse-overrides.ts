import * as v from 'valibot'
import { weekdayKeys } from '#src/contract/opening-times.ts'
import {
  parseOvernightTimes,
  splitAtMidnight,
  toOpeningSchedule,
} from '#src/contract/overnight-times.ts'
import {
  Overrides,
  RightSize,
  RoomOverride,
  SiteOverride,
  wholeFile,
} from '#src/contract/overrides.ts'
import { findJsonSyntaxError } from './json-syntax-error.ts'

/** `where` is the location in the file, such as `rooms.room_1.capacity` or `line 3, column 9`, or `wholeFile`. */
export type OverridesFault = { message: string; where: string }
export type ParsedOverrides = { ok: true; overrides: Overrides } | ({ ok: false } & OverridesFault)

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
  kind: 'A kind of room must be a string of 1 to 200 characters.',
  timezone: 'A time zone must be an IANA name such as Europe/Berlin.',
  openingHours:
    'Opening hours must be whole hours such as {"monday": "08:00-18:00"}, with at least one weekday. Hours until the next day, such as "22:00-02:00", must not overlap with the hours of that day.',
  closedDays:
    'closedDays must be a list of up to 100 dates such as "2026-12-24" or ranges such as "2026-12-24/2027-01-01".',
  usedFromMinutes:
    'usedFromMinutes, the minutes in use from which an hour counts as used, must be a whole number from 1 to 60.',
  rightSize: 'Expected an object such as {"seats": 0.6, "served": 0.9, "over": 0.02}.',
  seats: 'seats must be a number above 0 and at most 1.',
  served: 'served must be a number above 0 and at most 1.',
  over: 'over must be a number from 0 to 1.',
  sites: idKeysMessage('site'),
  buildings: idKeysMessage('building'),
  floors: idKeysMessage('floor'),
  rooms: idKeysMessage('room'),
}
const objectExpected = 'Expected an object such as {"name": "Maple"}.'
/** Allowed keys by the key of the object that contains them: a section, whose keys are IDs, or a value. */
const keysInside: Record<string, string> = {
  rooms: Object.keys(RoomOverride.entries).join(', '),
  sites: Object.keys(SiteOverride.entries).join(', '),
  buildings: 'name',
  floors: 'name',
  rightSize: Object.keys(RightSize.entries).join(', '),
  openingHours: weekdayKeys.join(', '),
}
const sectionsOfIds: readonly (string | undefined)[] = ['sites', 'buildings', 'floors', 'rooms']
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
  return checkOverrides(JSON.parse(json))
}

/** Checks a parsed overrides file, like `parseOverrides`. */
export function checkOverrides(value: unknown): ParsedOverrides {
  const parsed = v.safeParse(Overrides, splitOpeningHours(value))
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

const Week = v.strictObject(v.entriesFromList(weekdayKeys, v.optional(v.string())))
const FileWithSites = v.looseObject({
  sites: v.record(v.string(), v.looseObject({ openingHours: v.optional(v.unknown()) })),
})

/**
 * Splits opening hours that end on the next day, such as `22:00-02:00`, into those of two days. Leaves other values,
 * and invalid hours, as they are.
 */
function splitOpeningHours(value: unknown): unknown {
  const file = v.safeParse(FileWithSites, value)
  if (!file.success) return value
  const sites = Object.entries(file.output.sites).map(([id, site]) => [
    id,
    site.openingHours === undefined
      ? site
      : { ...site, openingHours: splitWeek(site.openingHours) ?? site.openingHours },
  ])
  return { ...file.output, sites: Object.fromEntries(sites) }
}

function splitWeek(openingHours: unknown) {
  const week = v.safeParse(Week, openingHours)
  if (!week.success) return null
  const days = weekdayKeys.map((key) => {
    const times = week.output[key]
    return times === undefined ? [] : parseOvernightTimes(times)
  })
  if (days.includes(null)) return null
  const split = splitAtMidnight(days.flatMap((intervals) => (intervals ? [intervals] : [])))
  return split && toOpeningSchedule(split)
}

type LocatedFault = { path: string[]; message: string }

function issueToFault(issue: v.InferIssue<typeof Overrides>): LocatedFault {
  const path = (issue.path ?? []).map(({ key }) => String(key))
  const hasId = sectionsOfIds.includes(path[0])
  const keys = hasId ? path.toSpliced(1, 1) : path
  if (issue.type === 'strict_object' && issue.expected === 'never') {
    const known = keys.length === 1 ? keysAtTop : keysInside[keys.at(-2) ?? '']
    return { path, message: `Unknown key. Allowed keys: ${known}.` }
  }
  if (hasId && path.length === 2) return { path, message: objectExpected }
  const key = keys.findLast((one) => Object.hasOwn(expectations, one))
  return { path, message: expectations[key ?? ''] ?? objectExpected }
}

/** Finds arrays where objects are expected. Valibot accepts them as objects with the keys 0, 1, 2. */
function findListFaults(value: unknown, path: string[] = []): LocatedFault[] {
  if (path.length === 3 && path[0] === 'sites' && path[2] === 'closedDays') return []
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
