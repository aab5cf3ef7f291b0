import { graphql } from 'graphql'
import * as v from 'valibot'
import { badRequest } from '#server/simulator/faults/refusal.ts'
import { topologySchema } from './schema.ts'

const GraphqlBody = v.object({
  query: v.string(),
  variables: v.nullish(v.record(v.string(), v.unknown())),
  operationName: v.nullish(v.string()),
})

/** Answers `POST /api/v3/graphql`: any document of a client, introspection too, but nothing that would change things. */
export async function answerGraphql(body: unknown, rootValue: object): Promise<unknown> {
  const parsed = v.safeParse(GraphqlBody, body)
  if (!parsed.success) throw badRequest('query is required.')
  const { query, variables, operationName } = parsed.output
  return graphql({
    schema: topologySchema,
    source: query,
    rootValue,
    variableValues: variables ?? null,
    operationName: operationName ?? null,
  })
}
