import { createByteCollector, decodeText } from './answer-bytes.ts'
import { createRetryAfterHolds, parseRetryAfter } from './retry-after.ts'
import { ButlrError, toButlrError } from './butlr-error.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { abortable } from '#server/gateway/http/abortable.ts'

/** The only places of Butlr that Headroom ever calls; nothing of a request becomes part of an address. */
type ButlrPath = '/api/v2/login' | '/api/v2/clients/login' | '/api/v3/reporting' | '/api/v3/graphql'

type ButlrCall = {
  path: ButlrPath
  body: unknown
  token?: string
  /** Whose call it is (`accountKey`). */
  account: string
  /** A sign-in with credentials that have yet to be accepted. */
  attempt?: boolean
  signal: AbortSignal
}
/** Makes something of the bytes of an answer, which are its own from then on. */
export type AnswerDecoder<T> = (bytes: Uint8Array<ArrayBuffer>[], signal: AbortSignal) => Promise<T>
type DecodedCall<T> = ButlrCall & {
  read: AnswerDecoder<T>
  /** A longer answer is cut off. */
  maxBytes?: number
}

/**
 * Sends one call to Butlr. Returns what `read` makes of the answer; without it the answer's JSON, unchecked, which is for
 * small answers only. Throws `ButlrError`, or the `GatewayError` of a reader.
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
  /** A hostile or broken upstream cannot fill the memory with more than this. */
  maxAnswerBytes?: number
}

const defaultMaxAnswerBytes = 32 * 1024 * 1024
/** Without a reader of its own an answer is parsed in one go. */
const maxPlainJsonBytes = 8 * 1024 * 1024

/**
 * The one door to Butlr. Redirects are not followed (they would carry the token elsewhere), only `application/json`
 * is read, no header of the page's request is passed on and none of Butlr's comes back. While Butlr asks an account to
 * wait, every call of the account fails at once as `rate_limited`, and nothing goes out. What a sign-in attempt is told
 * holds attempts only: strangers who try an account's name must not stop its sessions.
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
    // Not awaited: cancelling a stream that hangs would hang too.
    void reader.cancel().catch(() => undefined)
    throw error
  }
}

async function parseJson(bytes: readonly Uint8Array[]): Promise<unknown> {
  try {
    return JSON.parse(decodeText(bytes))
  } catch {
    // The parser's message quotes the answer, so it goes no further.
    throw new ButlrError('unreadable')
  }
}
