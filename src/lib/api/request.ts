import * as v from 'valibot'
import {
  ErrorBody,
  HttpError,
  NetworkError,
  TimeoutError,
  ContractError,
} from '#src/contract/errors.ts'
import { serverClock, type ServerClock } from '#src/lib/server-clock.ts'

/** Longer than the gateway's own deadline towards Butlr (15 s), so that its answer is heard. */
const defaultTimeoutMs = 20_000

export type RequestOptions = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** A path on our own origin. */
  path: `/${string}`
  /** Sent as JSON. */
  body?: unknown
  /** Besides what every request sends. */
  headers?: Record<string, string>
  signal?: AbortSignal
  timeoutMs?: number
  transport?: Transport
}

/** What requests go through when not through the page's own: in a test of many pages, one for each. */
export type Transport = { fetch: typeof globalThis.fetch; clock: ServerClock }

/** A successful answer, or 304 where one was asked for: its body, and as JSON, undefined where it is none. */
export type JsonResponse = { json: unknown; text: string; response: Response; at: number }

/**
 * The one place that calls `fetch`. Every request has a deadline: a poll that hangs would otherwise stop polling for
 * good, without an error.
 *
 * @throws HttpError | NetworkError | TimeoutError, or the caller's own abort reason
 */
export async function sendJson(options: RequestOptions): Promise<JsonResponse> {
  const { method, path, body, timeoutMs = defaultTimeoutMs } = options
  const { clock } = options.transport ?? { clock: serverClock }
  const name = `${method} ${path}`
  const deadline = AbortSignal.timeout(timeoutMs)
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline
  const sent = body === undefined ? {} : { 'content-type': 'application/json' }

  const sentAt = clock.deviceNow()
  let response: Response
  let text: string
  try {
    response = await (options.transport?.fetch ?? fetch)(path, {
      method,
      headers: { accept: 'application/json', ...sent, ...options.headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal,
      cache: 'no-store',
      redirect: 'error',
    })
    clock.addSample(response.headers.get('date'), sentAt, clock.deviceNow())
    text = await response.text()
  } catch (cause) {
    if (options.signal?.aborted) throw options.signal.reason
    if (deadline.aborted) throw new TimeoutError(name, timeoutMs)
    throw new NetworkError(name, cause)
  }

  const json = parseJson(text)
  if (!response.ok && response.status !== 304) {
    const problem = v.safeParse(ErrorBody, json)
    throw new HttpError(
      name,
      response.status,
      problem.success ? problem.output.error : null,
      retryAfterMs(response.headers.get('retry-after')),
    )
  }
  return { json, text, response, at: clock.now() }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The gateway always sends whole seconds (RFC 9110 section 10.2.3). */
function retryAfterMs(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : null
}

export type ParsedRequestOptions<TSchema extends v.GenericSchema> = RequestOptions & {
  /** What the answer must be; everything above this layer trusts it. */
  schema: TSchema
}

/** A parsed answer and when it was true, by the server's clock in Unix milliseconds. */
export type ParsedResponse<TData> = { data: TData; at: number }

/**
 * Asks the gateway and parses its answer.
 *
 * @throws HttpError | NetworkError | TimeoutError | ContractError, or the caller's own abort reason
 */
export async function request<TSchema extends v.GenericSchema>(
  options: ParsedRequestOptions<TSchema>,
): Promise<ParsedResponse<v.InferOutput<TSchema>>> {
  const { json, at } = await sendJson(options)
  return { data: validate(options, json), at }
}

/**
 * The body of an answer as its schema has it.
 *
 * @throws ContractError
 */
export function validate<TSchema extends v.GenericSchema>(
  { method, path, schema }: ParsedRequestOptions<TSchema>,
  json: unknown,
): v.InferOutput<TSchema> {
  const result = v.safeParse(schema, json)
  if (!result.success) throw new ContractError(`${method} ${path}`, v.summarize(result.issues))
  return result.output
}
