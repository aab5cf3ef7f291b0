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

/** Overrides fetch and the clock, for tests. */
export type Transport = { fetch: typeof globalThis.fetch; clock: ServerClock }

/**
 * A successful or 304 response. `json` parses the body `text` and returns undefined when it is not JSON. `at` is the
 * server time.
 */
export type JsonResponse = { json: () => unknown; text: string; response: Response; at: number }

/**
 * A response and its text. Times are in Unix milliseconds of the device's clock: when the request was sent and when the
 * headers arrived.
 */
type ReceivedResponse = {
  response: Response
  text: string
  sentAt: number
  receivedAt: number
  /** The server time of a response that the gateway wrote into the page, in Unix milliseconds. */
  at?: number
}

declare global {
  /**
   * Responses to requests that `public/early-requests.js` sent while the app's script loaded, or that the gateway wrote
   * into the page (`public/page-data.js`), by method, path and body; null for a request that failed.
   */
  var headroomEarlyResponses: Record<string, Promise<ReceivedResponse | null>> | undefined
}

/**
 * Sends a request. No other function of the app calls `fetch`. Every request has a timeout, because a poll that hangs
 * would otherwise stop polling permanently and without an error.
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

/** Maximum age of an early response. On a very slow network, the script may arrive much later than the responses. */
const maxAgeMs = 10_000

/**
 * Takes the early response to a request. Each response can be taken once, so that later requests reach the server. The
 * first request without an early response discards the rest, so that none survives a change of account.
 *
 * @returns null when there is none, when it failed or when it is older than ten seconds
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
 * milliseconds; null if the header is missing or malformed.
 */
function retryAfterMs(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : null
}

export type ParsedRequestOptions<TSchema extends v.GenericSchema> = RequestOptions & {
  /** Validates the response; all code above this layer relies on the validation. */
  schema: TSchema
}

/** A parsed response and its time, in Unix milliseconds of the server's clock. */
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
 * @throws ContractError when the body does not match the schema
 */
export function validate<TSchema extends v.GenericSchema>(
  { method, path, schema }: ParsedRequestOptions<TSchema>,
  json: unknown,
): v.InferOutput<TSchema> {
  const result = v.safeParse(schema, json)
  if (!result.success) throw new ContractError(`${method} ${path}`, v.summarize(result.issues))
  return result.output
}
