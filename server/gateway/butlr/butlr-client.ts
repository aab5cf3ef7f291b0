import { createByteCollector, decodeText } from './answer-bytes.ts'
import { createRetryAfterHolds, parseRetryAfter } from './retry-after.ts'
import { ButlrError, toButlrError } from './butlr-error.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { abortable } from '#server/gateway/http/abortable.ts'

/** The only Butlr paths that Headroom calls. No part of a request becomes part of a URL. */
type ButlrPath = '/api/v2/login' | '/api/v2/clients/login' | '/api/v3/reporting' | '/api/v3/graphql'

type ButlrCall = {
  path: ButlrPath
  body: unknown
  token?: string
  /** Identifies the account (`retryAfterKey`). */
  account: string
  /** True for a sign-in with credentials that Butlr has not accepted yet. */
  attempt?: boolean
  signal: AbortSignal
}
/** Decodes the bytes of a response, which it then owns. */
export type AnswerDecoder<T> = (bytes: Uint8Array<ArrayBuffer>[], signal: AbortSignal) => Promise<T>
type DecodedCall<T> = ButlrCall & {
  read: AnswerDecoder<T>
  /** A longer response is rejected. */
  maxBytes?: number
}

/**
 * Sends one request to Butlr. Returns the result of `read`; without it, the unvalidated JSON, which is for small
 * responses only. Throws `ButlrError`, or the `GatewayError` of a reader.
 */
export type ButlrClient = {
  <T>(call: DecodedCall<T>): Promise<T>
  (call: ButlrCall): Promise<unknown>
}

export type ButlrClientOptions = {
  baseUrl: URL
  fetch: (request: Request) => Promise<Response>
  /** Epoch milliseconds. */
  now: () => number
  /** Maximum size of any response in bytes, so that a hostile or broken upstream cannot exhaust the memory. */
  maxAnswerBytes?: number
}

const defaultMaxAnswerBytes = 32 * 1024 * 1024
/** Without a reader, a response is parsed in one go. */
const maxPlainJsonBytes = 8 * 1024 * 1024

/**
 * The only client of Butlr. It follows no redirects (they would carry the token elsewhere), reads only
 * `application/json`, and passes on no headers of the page or of Butlr. While Butlr asks an account to wait, every call
 * of the account fails immediately as `rate_limited`, without a request. A wait in response to a sign-in attempt blocks
 * attempts only: strangers who try an account's name must not stop its sessions.
 */
export function createButlrClient(options: ButlrClientOptions): ButlrClient {
  const { fetch, now, maxAnswerBytes = defaultMaxAnswerBytes } = options
  const base = options.baseUrl.origin + options.baseUrl.pathname.replace(/\/+$/, '')
  const holds = createRetryAfterHolds(now)
  const attemptHolds = createRetryAfterHolds(now)

  function callButlr<T>(call: DecodedCall<T>): Promise<T>
  function callButlr(call: ButlrCall): Promise<unknown>
  async function callButlr({
    path,
    body,
    token,
    account,
    attempt = false,
    signal,
    read = parseJson,
    maxBytes = maxPlainJsonBytes,
  }: ButlrCall & Partial<DecodedCall<unknown>>): Promise<unknown> {
    const wait = Math.max(
      holds.secondsLeft(account),
      attempt ? attemptHolds.secondsLeft(account) : 0,
    )
    if (wait > 0) throw new ButlrError('status', { status: 429, retryAfterSeconds: wait })
    try {
      const request = new Request(base + path, {
        method: 'POST',
        redirect: 'manual',
        signal,
        headers: {
          'Content-Type': 'application/json',
          Accept: 'application/json',
          'User-Agent': 'headroom',
          ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
      })
      const response = await abortable(fetch(request), signal)
      await requireJson(response, now())
      const bytes = await readBytes(response, Math.min(maxBytes, maxAnswerBytes), signal)
      return await read(bytes, signal)
    } catch (error) {
      if (error instanceof GatewayError) throw error
      const failure = toButlrError(error, signal)
      const { retryAfterSeconds } = failure
      if (failure.asksToWait && retryAfterSeconds !== undefined) {
        const asked = attempt ? attemptHolds : holds
        asked.add(account, retryAfterSeconds)
      }
      throw failure
    }
  }
  return callButlr
}

async function requireJson(response: Response, now: number): Promise<void> {
  const mediaType = response.headers.get('Content-Type')?.split(';')[0]?.trim().toLowerCase()
  if (response.ok && mediaType === 'application/json') return
  await response.body?.cancel()
  if (response.ok) throw new ButlrError('unreadable', { status: response.status })
  throw new ButlrError('status', {
    status: response.status,
    retryAfterSeconds: parseRetryAfter(response.headers.get('Retry-After'), now),
  })
}

async function readBytes(
  response: Response,
  maxBytes: number,
  signal: AbortSignal,
): Promise<Uint8Array<ArrayBuffer>[]> {
  if (response.body === null) return []
  const reader = response.body.getReader()
  const collected = createByteCollector()
  try {
    for (;;) {
      const { done, value } = await abortable(reader.read(), signal)
      if (done) return collected.pieces()
      if (collected.size() + value.byteLength > maxBytes) {
        throw new ButlrError('unreadable', { status: response.status })
      }
      collected.add(value)
    }
  } catch (error) {
    // Not awaited, because cancelling a stream that hangs hangs too.
    void reader.cancel().catch(() => undefined)
    throw error
  }
}

async function parseJson(bytes: readonly Uint8Array[]): Promise<unknown> {
  try {
    return JSON.parse(decodeText(bytes))
  } catch {
    // The parser's message quotes the response, so it is not passed on.
    throw new ButlrError('unreadable')
  }
}
