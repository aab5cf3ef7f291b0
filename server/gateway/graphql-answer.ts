import * as v from 'valibot'
import { ButlrFailure } from './butlr-failure.ts'

const GraphqlError = v.object({
  extensions: v.fallback(v.nullish(v.object({ code: v.nullish(v.string()) })), null),
})
const GraphqlAnswer = v.object({
  data: v.nullish(v.record(v.string(), v.nullish(v.object({ data: v.unknown() })))),
  errors: v.nullish(v.array(v.fallback(GraphqlError, { extensions: null }))),
})

/** The list under a query's name, and whether Butlr reported errors beside it. */
type ListAnswer = { items: unknown; hasErrors: boolean }

/**
 * Takes the one list that a document asks for out of a GraphQL answer. Errors beside data are no failure; errors
 * without data are, and `UNAUTHENTICATED` among them counts as HTTP 401. Throws `ButlrFailure`.
 */
export function listOf(answer: unknown, name: string): ListAnswer {
  const parsed = v.safeParse(GraphqlAnswer, answer)
  if (!parsed.success) throw new ButlrFailure('unreadable')
  const { data, errors } = parsed.output
  const hasErrors = (errors ?? []).length > 0
  const items = data?.[name]?.data ?? null
  if (items !== null) return { items, hasErrors }
  if (errors?.some((error) => error.extensions?.code === 'UNAUTHENTICATED')) {
    throw new ButlrFailure('status', { status: 401 })
  }
  if (hasErrors) throw new ButlrFailure('status', { status: 200 })
  if (!data || !(name in data)) throw new ButlrFailure('unreadable')
  return { items: [], hasErrors }
}
