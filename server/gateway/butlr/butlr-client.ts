import { decodeText } from './answer-task.ts'
import { createRetryAfterHolds, parseRetryAfter } from './retry-after.ts'
import { ButlrError, toButlrError } from './butlr-error.ts'
import { answerSizeLimits } from './report-limits.ts'
import { GatewayError } from '#server/gateway/http/gateway-error.ts'
import { abortable } from '#server/gateway/http/abortable.ts'

/** The only Butlr paths that Headroom calls. No part of a page's request becomes part of a URL. */
type ButlrPath = '/api/v2/login' | '/api/v2/clients/login' | '/api/v3/reporting' | '/api/v3/graphql'

type ButlrCall = {
  path: ButlrPath
  body: unknown
  token?: string
  /** Key of the account (`retryAfterKey`). */
  account: string
  /** True for a sign-in with credentials from the sign-in form. */
  attempt?: boolean
  signal: AbortSignal
}
/** Decodes the bytes of a response; the caller must not use these bytes afterwards. */
export type AnswerDecoder<T> = (bytes: Uint8Array<ArrayBuffer>[], signal: AbortSignal) => Promise<T>
type DecodedCall<T> = ButlrCall & {
  read: AnswerDecoder<T>
  /** Maximum size of the response in bytes; larger responses are rejected. */
  maxBytes: number
}

/**
 * Sends one request to Butlr. Returns the result of `read`. Without `read`, returns the unvalidated JSON of the
 * response, which may be at most `answerSizeLimits.plain` bytes long. Throws `ButlrError`, or the `GatewayError` of a
 * reader.
 */
export type ButlrClient = {
  <T>(call: DecodedCall<T>): Promise<T>
  (call: ButlrCall): Promise<unknown>
}

export type ButlrClientOptions = {
  baseUrl: URL
  fetch: (request: Request) => Promise<Response>
  /** Returns the time in Unix milliseconds. */
  now: () => number
  /** Receives each response before its body. */
  onResponse?: (response: Response) => void
  /** Maximum size of any response in bytes, so that a hostile or broken upstream cannot exhaust the memory. */
  maxAnswerBytes?: number
}

/**
 * Creates the only client of Butlr. It follows no redirects (they would carry the token elsewhere), reads only
 * `application/json`, and passes on no headers from the page or from Butlr. While an account has to wait, every call of
 * the account fails immediately as `rate_limited`, without a request. A wait in response to a sign-in attempt blocks
 * only further attempts; otherwise, anyone who knows an account's name could stop its sessions.
 */
export function createButlrClient(options: ButlrClientOptions): ButlrClient {
  const { fetch, now, onResponse, maxAnswerBytes = answerSizeLimits.history } = options
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
    maxBytes = answerSizeLimits.plain,
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
      onResponse?.(response)
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
    // This is not awaited, because cancelling a stalled stream may never complete.
    void reader.cancel().catch(() => undefined)
    throw error
  }
}

async function parseJson(bytes: readonly Uint8Array[]): Promise<unknown> {
  try {
    return JSON.parse(decodeText(bytes))
  } catch {
    // Omits the parser's message, which quotes the response.
    throw new ButlrError('unreadable')
  }
}

type Bytes = Uint8Array<ArrayBuffer>

const initialSlabBytes = 64 * 1024
const maxSlabBytes = 1024 * 1024

type ByteCollector = {
  add: (chunk: Uint8Array) => void
  /** Returns the number of bytes collected so far. */
  size: () => number
  /** Returns all bytes, in buffers that nothing else uses and that may be transferred to another thread. */
  pieces: () => Bytes[]
}

/** Creates a collector that copies each chunk when it arrives, so that a large response is never copied in one go. */
export function createByteCollector(): ByteCollector {
  const slabs: { bytes: Bytes; used: number }[] = []
  let size = 0
  function room(): { bytes: Bytes; used: number } {
    const last = slabs.at(-1)
    if (last !== undefined && last.used < last.bytes.length) return last
    const length =
      last === undefined ? initialSlabBytes : Math.min(last.bytes.length * 2, maxSlabBytes)
    const slab = { bytes: new Uint8Array(length), used: 0 }
    slabs.push(slab)
    return slab
  }
  return {
    add(chunk) {
      size += chunk.length
      for (let at = 0; at < chunk.length;) {
        const slab = room()
        const part = chunk.subarray(at, at + slab.bytes.length - slab.used)
        slab.bytes.set(part, slab.used)
        slab.used += part.length
        at += part.length
      }
    },
    size: () => size,
    pieces: () => slabs.map(({ bytes, used }) => bytes.subarray(0, used)),
  }
}
