import type * as v from 'valibot'
import { sendJson, validate, type ParsedRequestOptions } from './request.ts'

/** What was asked for, or the word that it is still as it was; both with the answer's headers. */
export type ConditionalResponse<TData> = { headers: Headers; at: number } & (
  { changed: true; data: TData; etag: string | null } | { changed: false }
)

/**
 * Asks the gateway for what may not have changed.
 *
 * @param etag of the answer that the caller has; null when it has none
 * @throws HttpError | NetworkError | TimeoutError | ContractError, or the caller's own abort reason
 */
export async function requestIfChanged<TSchema extends v.GenericSchema>(
  options: ParsedRequestOptions<TSchema>,
  etag: string | null,
): Promise<ConditionalResponse<v.InferOutput<TSchema>>> {
  const headers = etag === null ? {} : { 'if-none-match': etag }
  const { json, response, at } = await sendJson({ ...options, headers })
  if (response.status === 304) return { changed: false, headers: response.headers, at }
  return {
    changed: true,
    data: validate(options, json),
    etag: response.headers.get('etag'),
    headers: response.headers,
    at,
  }
}
