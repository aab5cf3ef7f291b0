import type * as v from 'valibot'
import { exchange, parsed, type Call } from './request.ts'

/** What was asked for, or the word that it is still as it was; both with the answer's headers. */
export type Conditional<TData> = { headers: Headers; at: number } & (
  { changed: true; data: TData; etag: string | null } | { changed: false }
)

/**
 * Asks the gateway for what may not have changed.
 *
 * @param etag of the answer that the caller has; null when it has none
 * @throws HttpError | NetworkError | TimeoutError | ContractError, or the caller's own abort reason
 */
export async function requestIfChanged<TSchema extends v.GenericSchema>(
  call: Call<TSchema>,
  etag: string | null,
): Promise<Conditional<v.InferOutput<TSchema>>> {
  const headers = etag === null ? {} : { 'if-none-match': etag }
  const { json, response, at } = await exchange({ ...call, headers })
  if (response.status === 304) return { changed: false, headers: response.headers, at }
  return {
    changed: true,
    data: parsed(call, json),
    etag: response.headers.get('etag'),
    headers: response.headers,
    at,
  }
}
