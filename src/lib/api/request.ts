import * as v from 'valibot'
import { ContractError } from '#src/contract/errors.ts'
import { exchange, type Exchange } from './exchange.ts'

export type Call<TSchema extends v.GenericSchema> = Exchange & {
  /** What the answer must be; everything above this layer trusts it. */
  schema: TSchema
}

/** A parsed answer and when it was true, by the server's clock in Unix milliseconds. */
export type Answer<TData> = { data: TData; at: number }

/**
 * Asks the gateway and parses its answer.
 *
 * @throws HttpError | NetworkError | TimeoutError | ContractError, or the caller's own abort reason
 */
export async function request<TSchema extends v.GenericSchema>(
  call: Call<TSchema>,
): Promise<Answer<v.InferOutput<TSchema>>> {
  const { json, at } = await exchange(call)
  return { data: parsed(call, json), at }
}

/**
 * The body of an answer as its schema has it.
 *
 * @throws ContractError
 */
export function parsed<TSchema extends v.GenericSchema>(
  { method, path, schema }: Call<TSchema>,
  json: unknown,
): v.InferOutput<TSchema> {
  const result = v.safeParse(schema, json)
  if (!result.success) throw new ContractError(`${method} ${path}`, v.summarize(result.issues))
  return result.output
}
