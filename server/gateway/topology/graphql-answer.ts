import * as v from 'valibot'
import { ButlrFailure } from '#server/gateway/butlr/butlr-failure.ts'

const Path = v.array(v.union([v.string(), v.number()]))
/** Of an error only where it happened and its code are read; what it says is Butlr's and goes no further. */
const GraphqlError = v.object({
  path: v.fallback(v.nullish(Path, []), []),
  extensions: v.fallback(v.nullish(v.object({ code: v.nullish(v.string()) })), null),
})
const Answer = v.object({
  data: v.nullish(v.record(v.string(), v.unknown())),
  errors: v.nullish(v.array(v.fallback(GraphqlError, { path: [], extensions: null })), []),
})
const List = v.object({ data: v.unknown() })

export type GraphqlError = v.InferOutput<typeof GraphqlError>
export type GraphqlAnswer = {
  data: Record<string, unknown> | null
  errors: readonly GraphqlError[]
}

/** Reads what every GraphQL answer has. Throws `ButlrFailure` when it is none. */
export function readGraphql(answer: unknown): GraphqlAnswer {
  const parsed = v.safeParse(Answer, answer)
  if (!parsed.success) throw new ButlrFailure('unreadable')
  const { data, errors } = parsed.output
  return { data: data ?? null, errors: errors ?? [] }
}

/**
 * Takes the list without which an answer is worth nothing. Errors beside it are no failure; errors without it are, and
 * `UNAUTHENTICATED` among them counts as HTTP 401. Throws `ButlrFailure`.
 */
export function requiredList({ data, errors }: GraphqlAnswer, name: string): unknown {
  const entry = data?.[name] ?? null
  const list = entry === null ? { data: null } : parseList(entry)
  if (list === null) throw new ButlrFailure('unreadable')
  if (list.data !== null && list.data !== undefined) return list.data
  if (errors.some((error) => error.extensions?.code === 'UNAUTHENTICATED')) {
    throw new ButlrFailure('status', { status: 401 })
  }
  if (errors.length > 0) throw new ButlrFailure('status', { status: 200 })
  if (!data || !(name in data)) throw new ButlrFailure('unreadable')
  return []
}

/** Takes a list that an answer can do without: `null` when it is malformed or was not sent. */
export function optionalList({ data }: GraphqlAnswer, name: string): { data: unknown } | null {
  const entry = data?.[name]
  return entry === null ? { data: null } : parseList(entry)
}

function parseList(entry: unknown): { data: unknown } | null {
  // A list where an object with one should be is still that list.
  if (Array.isArray(entry)) return { data: entry }
  const parsed = v.safeParse(List, entry)
  return parsed.success ? parsed.output : null
}
