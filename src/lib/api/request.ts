import * as v from 'valibot'
import {
  ErrorBody,
  HttpError,
  NetworkError,
  TimeoutError,
  ContractError,
} from '#src/contract/errors.ts'
import { serverClock, type ServerClock } from '#src/lib/server-clock.ts'

/** Longer than the gateway's timeout for Butlr (15 s), so that the gateway's error response arrives. */
const defaultTimeoutMs = 20_000

type RequestOptions = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** A path on the page's origin. */
  path: `/${string}`
  /** Sent as JSON. */
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
  timeoutMs?: number
  transport?: Transport
}

/** Overrides fetch and the clock in tests. */
export type Transport = { fetch: typeof globalThis.fetch; clock: ServerClock }

/**
 * A successful or 304 response. `json` parses the body `text` and returns undefined if it is not JSON. `at` is the
 * server's time.
 */
export type JsonResponse = { json: () => unknown; text: string; response: Response; at: number }

/**
 * A response and its text. `sentAt` is the time of the request, and `receivedAt` is when the headers arrived, both in
 * Unix milliseconds by the device's clock.
 */
type ReceivedResponse = {
  response: Response
  text: string
  sentAt: number
  receivedAt: number
  /** The server's time in Unix milliseconds, if the gateway embedded the response in the page. */
  at?: number
}

declare global {
  /**
   * Responses to requests that `public/early-requests.js` sent while the app's script loaded, and responses that the
   * gateway embedded in the page (`public/page-data.js`). Keys consist of method, path and body. Null for a failed
   * request.
   */
  var headroomEarlyResponses: Record<string, Promise<ReceivedResponse | null>> | undefined
}

/**
 * Sends a request. Only this function calls `fetch`. Every request has a timeout, because a hanging poll would
 * otherwise stop polling permanently without an error.
 *
 * @throws HttpError | NetworkError | TimeoutError, or the caller's own abort reason
 */
export async function sendJson(options: RequestOptions): Promise<JsonResponse> {
  const { method, path, body, timeoutMs = defaultTimeoutMs } = options
  const { clock } = options.transport ?? { clock: serverClock }
  const name = `${method} ${path}`
  const deadline = AbortSignal.timeout(timeoutMs)
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline
  const content = body === undefined ? undefined : JSON.stringify(body)
  const sent = content === undefined ? {} : { 'content-type': 'application/json' }

  let received: ReceivedResponse
  try {
    received = (await takeEarlyResponse(name, content)) ?? (await send())
  } catch (cause) {
    if (options.signal?.aborted) throw options.signal.reason
    if (deadline.aborted) throw new TimeoutError(name, timeoutMs)
    throw new NetworkError(name, cause)
  }
  const { response, text, sentAt, receivedAt } = received
  clock.addSample(response.headers.get('date'), sentAt, receivedAt)

  const json = () => parseJson(text)
  if (!response.ok && response.status !== 304) {
    const problem = v.safeParse(ErrorBody, json())
    throw new HttpError(
      name,
      response.status,
      problem.success ? problem.output.error : null,
      retryAfterMs(response.headers.get('retry-after')),
    )
  }
  return { json, text, response, at: received.at ?? clock.now() - (clock.deviceNow() - receivedAt) }

  async function send(): Promise<ReceivedResponse> {
    const sentAt = clock.deviceNow()
    const response = await (options.transport?.fetch ?? fetch)(path, {
      method,
      headers: { accept: 'application/json', ...sent, ...options.headers },
      ...(content === undefined ? {} : { body: content }),
      signal,
      cache: 'no-store',
      redirect: 'error',
    })
    const receivedAt = clock.deviceNow()
    return { response, text: await response.text(), sentAt, receivedAt }
  }
}

/** Maximum age of an early response in milliseconds. On a very slow network, the app's script can arrive much later. */
const maxAgeMs = 10_000

/**
 * Returns and removes the early response to a request, so that later requests reach the server. The first request
 * without an early response discards all others, so that none remains after an account change.
 *
 * @returns null if there is none, if it failed, or if it is older than ten seconds
 */
async function takeEarlyResponse(name: string, body = ''): Promise<ReceivedResponse | null> {
  const pending = globalThis.headroomEarlyResponses?.[`${name} ${body}`]
  if (!pending) {
    globalThis.headroomEarlyResponses = undefined
    return null
  }
  delete globalThis.headroomEarlyResponses?.[`${name} ${body}`]
  const early = await pending
  const deviceNow = performance.timeOrigin + performance.now()
  return early && deviceNow - early.receivedAt < maxAgeMs ? early : null
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Parses `Retry-After`, which the gateway always sends in whole seconds (RFC 9110 section 10.2.3). Returns
 * milliseconds, or null if the header is missing or malformed.
 */
function retryAfterMs(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : null
}

export type ParsedRequestOptions<TSchema extends v.GenericSchema> = RequestOptions & {
  /** Validates the response. All callers rely on the validation. */
  schema: TSchema
}

/** A parsed response and its time in Unix milliseconds by the server's clock. */
type ParsedResponse<TData> = { data: TData; at: number }

/**
 * Sends a request to the gateway and parses the response.
 *
 * @throws HttpError | NetworkError | TimeoutError | ContractError, or the caller's own abort reason
 */
export async function request<TSchema extends v.GenericSchema>(
  options: ParsedRequestOptions<TSchema>,
): Promise<ParsedResponse<v.InferOutput<TSchema>>> {
  const { json, at } = await sendJson(options)
  return { data: validate(options, json()), at }
}

/**
 * Validates a response body and returns the schema's output.
 *
 * @throws ContractError if the body does not match the schema
 */
export function validate<TSchema extends v.GenericSchema>(
  { method, path, schema }: ParsedRequestOptions<TSchema>,
  json: unknown,
): v.InferOutput<TSchema> {
  const result = v.safeParse(schema, json)
  if (!result.success) throw new ContractError(`${method} ${path}`, v.summarize(result.issues))
  return result.output
}
