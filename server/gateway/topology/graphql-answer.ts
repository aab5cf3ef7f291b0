import { displayName, Id, isObject } from '#src/contract/butlr-values.ts'
import * as v from 'valibot'
import type { MissingPart } from '#src/contract/topology.ts'
import { findBodyError, isEmptyValue, type BodyError } from '#src/contract/body-error.ts'
import { ButlrError, fromBodyError } from '#server/gateway/butlr/butlr-error.ts'

/** Returns a value as a record of fields, which is empty if the value is not an object. */
export function asFields(item: unknown): Record<string, unknown> {
  return isObject(item) ? item : {}
}

/**
 * Returns whether parsing dropped a value that Butlr sent, or part of it. An empty string counts as a missing value.
 */
export function isUnreadable(sent: unknown, read: unknown): boolean {
  if (sent === null || sent === undefined || sent === '') return false
  if ((read ?? null) === null) return true
  if (Array.isArray(read)) {
    if (!Array.isArray(sent)) return true
    const items = sent.filter((item) => item !== null)
    return items.length > read.length || read.some((one, index) => isUnreadable(items[index], one))
  }
  return (
    isObject(read) &&
    Object.entries(read).some(([key, one]) => isUnreadable(asFields(sent)[key], one))
  )
}

/** Returns the label of a location: its name, otherwise its ID, otherwise null. */
export function readPlaceName(place: unknown): string | null {
  const { name, id } = asFields(place)
  const readable = typeof name === 'string' ? displayName(name) : ''
  if (readable !== '') return readable
  return v.is(Id, id) ? displayName(id) || null : null
}

type MissingKind = MissingPart['kind']

/**
 * Returns the stand-in ID of a location without a usable ID. It consists of the ID of the container, the kind and the
 * position in the list, because two locations may have the same name.
 */
export function standInId(
  { kind, holderId }: { kind: MissingKind; holderId: string | null },
  index: number,
): string {
  return [holderId, kind, index + 1].filter((part) => part !== null).join(' ')
}

/** Collects the parts that are missing from a response, by kind and location. */
export type MissingParts = {
  /** Adds a missing part. `within` is the name of the location that lacks it, null if unknown. */
  add: (kind: MissingKind, within: string | null) => void
  list: () => MissingPart[]
}

/** Maximum number of entries, so that the list stays readable if nearly everything is malformed. */
const maxListLength = 20

/**
 * Creates an empty collector. A list of unknown length counts as one part, so counts are lower bounds. More than twenty
 * entries are merged into one per kind, without locations.
 */
export function createMissingParts(): MissingParts {
  const counts = new Map<string, MissingPart>()
  return {
    add: (kind, within) => incrementCount(counts, { kind, count: 1, within }),
    list() {
      if (counts.size <= maxListLength) return [...counts.values()]
      const byKind = new Map<string, MissingPart>()
      for (const entry of counts.values()) incrementCount(byKind, { ...entry, within: null })
      return [...byKind.values()]
    },
  }
}

function incrementCount(
  counts: Map<string, MissingPart>,
  { kind, count, within }: MissingPart,
): void {
  const key = JSON.stringify([kind, within])
  counts.set(key, { kind, count: (counts.get(key)?.count ?? 0) + count, within })
}

const Path = v.array(v.union([v.string(), v.number()]))
/**
 * The fields of a GraphQL error that the gateway uses. It ignores the message, because it passes on no text from Butlr.
 */
const GraphqlError = v.object({
  path: v.fallback(v.nullish(Path, []), []),
  extensions: v.fallback(v.nullish(v.object({ code: v.nullish(v.string()) })), null),
})
const Answer = v.object({
  data: v.nullish(v.record(v.string(), v.unknown())),
  errors: v.nullish(v.array(v.fallback(GraphqlError, { path: [], extensions: null })), []),
})
const List = v.object({ data: v.unknown() })

type GraphqlError = v.InferOutput<typeof GraphqlError>
export type GraphqlAnswer = {
  data: Record<string, unknown> | null
  errors: readonly GraphqlError[]
  /** The error that the response reports; null if there is none. */
  error: BodyError | null
}

/** Parses the common part of GraphQL responses. Throws `ButlrError` if a response is not GraphQL. */
export function parseGraphqlAnswer(answer: unknown): GraphqlAnswer {
  const error = findGraphqlError(answer)
  const parsed = v.safeParse(Answer, answer)
  if (!parsed.success) throw error === null ? new ButlrError('unreadable') : fromBodyError(error)
  const { data, errors } = parsed.output
  return { data: data ?? null, errors: errors ?? [], error }
}

/**
 * Returns the error that a response reports. Its status is 401 if the token was rejected, otherwise null. Among the
 * GraphQL `errors`, only `UNAUTHENTICATED` means a rejected token; other errors can concern a single field that the
 * account may not read.
 */
function findGraphqlError(answer: unknown): BodyError | null {
  const error = findBodyError(answer)
  if (error === null) return null
  const { errors, ...rest } = asFields(answer)
  const isTokenRefused =
    findBodyError(rest)?.status === 401 ||
    (Array.isArray(errors) &&
      errors.some((one) => asFields(asFields(one)['extensions'])['code'] === 'UNAUTHENTICATED'))
  return { status: isTokenRefused ? 401 : null }
}

/**
 * Returns a list that a response must contain. Ignores an error if the list has items; otherwise throws the error as
 * `ButlrError`.
 */
export function requiredList({ data, error }: GraphqlAnswer, name: string): unknown {
  const entry = data?.[name] ?? null
  const list = entry === null ? { data: null } : parseList(entry)
  if (error !== null && (list === null || isEmptyValue(list.data))) throw fromBodyError(error)
  if (list === null) throw new ButlrError('unreadable')
  if (list.data !== null && list.data !== undefined) return list.data
  if (!data || !(name in data)) throw new ButlrError('unreadable')
  return []
}

/**
 * Returns an optional list of a response: null if it is malformed or missing, or `{ data: null }` if Butlr sent null.
 */
export function optionalList({ data }: GraphqlAnswer, name: string): { data: unknown } | null {
  const entry = data?.[name]
  return entry === null ? { data: null } : parseList(entry)
}

function parseList(entry: unknown): { data: unknown } | null {
  // Accepts a bare list instead of an object with a list.
  if (Array.isArray(entry)) return { data: entry }
  const parsed = v.safeParse(List, entry)
  return parsed.success ? parsed.output : null
}

type ListKind = MissingPart['kind']
type MissingList = { kind: ListKind; within: string | null; where: string }

const kindsOfLists = new Map<string | number, ListKind>([
  ['sites', 'site'],
  ['buildings', 'building'],
  ['floors', 'floor'],
  ['rooms', 'room'],
  ['zones', 'zone'],
  ['sensors', 'sensor'],
  ['hives', 'hive'],
])
const deviceKinds: readonly ListKind[] = ['sensor', 'hive']

/**
 * Reports the parts that are missing because of errors in a response with data: the kind and location of each null
 * list, or `unknown`. Skips null items of lists, which the parser of the list reports, and further errors that caused
 * the same null.
 */
export function collectGraphqlErrors(
  { data, errors, error }: GraphqlAnswer,
  losses: MissingParts,
): void {
  if (error !== null && errors.length === 0) losses.add('unknown', null)
  const seen = new Set<string>()
  for (const { path } of errors) {
    const gap = missingListAt(data, path ?? [])
    if (gap === null || seen.has(gap.where)) continue
    if (gap.kind !== 'unknown') seen.add(gap.where)
    losses.add(gap.kind, gap.within)
  }
}

/**
 * Follows an error's path to the null that the error caused (GraphQL specification, section 6.4.4: null propagates
 * upwards).
 */
function missingListAt(data: unknown, path: readonly (string | number)[]): MissingList | null {
  let value = data
  let within: string | null = null
  let kind: ListKind | undefined
  for (const [index, step] of path.entries()) {
    if (typeof step === 'number' && kind !== undefined) {
      value = itemAt(value, step)
      if (value === null) return null
      if (!deviceKinds.includes(kind)) within = readPlaceName(value) ?? within
      kind = undefined
      continue
    }
    value = asFields(value)[step]
    // Within `sites`, `sensors` and `hives`, the list is in a field `data`.
    if (step !== 'data') kind = kindsOfLists.get(step)
    if (value === null && kind) return { kind, within, where: path.slice(0, index + 1).join('/') }
  }
  return { kind: 'unknown', within, where: path.join('/') }
}

function itemAt(list: unknown, index: number): unknown {
  return Array.isArray(list) ? list[index] : undefined
}
