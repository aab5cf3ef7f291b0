import type * as v from 'valibot'
import { sendJson, validate, type ParsedRequestOptions } from './request.ts'

/** The requested data, or that it has not changed; both with the response headers. */
export type ConditionalResponse<TData> = { headers: Headers; at: number } & (
  { changed: true; data: TData; etag: string | null } | { changed: false }
)

/**
 * Sends a conditional request to the gateway.
 *
 * @param etag the ETag of the caller's cached response; null when there is none
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
