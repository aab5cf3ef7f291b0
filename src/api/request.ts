import * as v from 'valibot'
import { Problem } from './contract.ts'
import { ContractError, HttpError, NetworkError, TimeoutError } from './errors.ts'
import { serverClock } from './server-clock.ts'

/** Longer than the gateway's own deadline towards Butlr (15 s), so that its answer is heard. */
const defaultTimeoutMs = 20_000

export type Call<TSchema extends v.GenericSchema> = {
  method: 'GET' | 'POST' | 'DELETE'
  /** A path on our own origin. */
  path: `/${string}`
  /** Sent as JSON. */
  body?: unknown
  /** What the answer must be; everything above this layer trusts it. */
  schema: TSchema
  signal?: AbortSignal
  timeoutMs?: number
}

/** A parsed answer and when it was true, by the server's clock in Unix milliseconds. */
export type Answer<TData> = { data: TData; at: number }

/**
 * The one place that calls `fetch`. Every request has a deadline: a poll that hangs would otherwise stop polling for
 * good, without an error.
 *
 * @throws HttpError | NetworkError | TimeoutError | ContractError, or the caller's own abort reason
 */
export async function request<TSchema extends v.GenericSchema>(
  call: Call<TSchema>,
): Promise<Answer<v.InferOutput<TSchema>>> {
  const name = `${call.method} ${call.path}`
  const timeoutMs = call.timeoutMs ?? defaultTimeoutMs
  const deadline = AbortSignal.timeout(timeoutMs)
  const signal = call.signal ? AbortSignal.any([call.signal, deadline]) : deadline

  const failure = (cause: unknown) => {
    if (call.signal?.aborted) return call.signal.reason
    if (deadline.aborted) return new TimeoutError(name, timeoutMs)
    return new NetworkError(name, cause)
  }

  const sentAt = performance.timeOrigin + performance.now()
  let response: Response
  let text: string
  try {
    response = await fetch(call.path, {
      method: call.method,
      headers:
        call.body === undefined
          ? { accept: 'application/json' }
          : { accept: 'application/json', 'content-type': 'application/json' },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      signal,
      cache: 'no-store',
      redirect: 'error',
    })
    serverClock.note(
      response.headers.get('date'),
      sentAt,
      performance.timeOrigin + performance.now(),
    )
    text = await response.text()
  } catch (cause) {
    throw failure(cause)
  }

  const json = parseJson(text)
  if (!response.ok) {
    const problem = v.safeParse(Problem, json)
    throw new HttpError(
      name,
      response.status,
      problem.success ? problem.output.error : null,
      retryAfterMs(response.headers.get('retry-after')),
    )
  }
  const parsed = v.safeParse(call.schema, json)
  if (!parsed.success) throw new ContractError(name, v.summarize(parsed.issues))
  return { data: parsed.output, at: serverClock.now() }
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
