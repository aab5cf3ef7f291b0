import * as v from 'valibot'

/** An API response: status, headers, the body as JSON (null if it is not JSON), and its size. */
export type UpstreamResponse = { status: number; headers: Headers; json: unknown; bytes: number }

/** Sends requests to the API one at a time, with a pause between them, to keep the load low. */
export type UpstreamClient = {
  /**
   * Posts JSON. Sends the token of the signed-in account by default, and none with `token: null`.
   *
   * @throws RequestError if there is no complete response
   * @throws RateLimitError if the API responds with 429
   */
  post: (
    path: string,
    body: unknown,
    options?: { token?: string | null },
  ) => Promise<UpstreamResponse>
  setToken: (token: string) => void
  /** Returns the time in Unix milliseconds. */
  now: () => number
}

/**
 * Thrown if a request gets no response, or a response that is too large. The message states why, without an address.
 */
export class RequestError extends Error {
  override readonly name = 'RequestError'
}

/** Thrown if the API responds with 429. The check then sends no further requests. */
export class RateLimitError extends Error {
  override readonly name = 'RateLimitError'
  /** The value of `Retry-After`, or null. */
  readonly retryAfter: string | null

  constructor(retryAfter: string | null) {
    super('The API limits the request rate.')
    this.retryAfter = retryAfter
  }
}

type UpstreamClientOptions = {
  baseUrl: URL
  fetch: (request: Request) => Promise<Response>
  /** Returns the time in Unix milliseconds. */
  now: () => number
  pause: () => Promise<void>
}

const timeoutMs = 60_000
const maxBytes = 64 * 1024 * 1024

export function createUpstreamClient({
  baseUrl,
  fetch,
  now,
  pause,
}: UpstreamClientOptions): UpstreamClient {
  const base = baseUrl.origin + baseUrl.pathname.replace(/\/+$/, '')
  let currentToken: string | null = null
  let isFirst = true
  return {
    now,
    setToken: (token) => {
      currentToken = token
    },
    async post(path, body, { token = currentToken } = {}) {
      if (!isFirst) await pause()
      isFirst = false
      const request = new Request(base + path, {
        method: 'POST',
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          'Content-Type': 'application/json',
          Accept: 'application/json',
          // Makes the API send CORS headers if it supports them.
          Origin: 'https://headroom.example',
          'User-Agent': 'headroom-check-upstream',
          ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
      })
      const exchange = await send(request, fetch)
      if (exchange.status === 429) throw new RateLimitError(exchange.headers.get('Retry-After'))
      return exchange
    },
  }
}

async function send(
  request: Request,
  fetch: UpstreamClientOptions['fetch'],
): Promise<UpstreamResponse> {
  try {
    const { status, headers, body } = await fetch(request)
    const chunks: Uint8Array[] = []
    let bytes = 0
    for await (const chunk of body ?? []) {
      bytes += chunk.byteLength
      if (bytes > maxBytes) throw new RequestError('the response is over 64 MB')
      chunks.push(chunk)
    }
    return { status, headers, json: parseJson(Buffer.concat(chunks).toString('utf8')), bytes }
  } catch (error) {
    if (error instanceof RequestError) throw error
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    throw new RequestError(
      timedOut ? 'no response within 60 s' : `no connection${errorCode(error)}`,
    )
  }
}

function errorCode(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : null
  return cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const AnyObject = v.record(v.string(), v.unknown())

/** Returns the fields of a JSON object, or an empty object for any other value. */
export function asFields(value: unknown): Record<string, unknown> {
  const parsed = v.safeParse(AnyObject, Array.isArray(value) ? null : value)
  return parsed.success ? parsed.output : {}
}

/** A leaf of a grouped report: its key path, outermost first, and its fields. */
export type Leaf = { keys: string[]; value: Record<string, unknown> }

/** Returns the leaves of a report that is grouped by `depth` keys. */
export function readLeaves(exchange: UpstreamResponse, depth: number): Leaf[] {
  let level: Leaf[] = [{ keys: [], value: asFields(asFields(exchange.json)['data']) }]
  for (let step = 0; step < depth; step += 1) {
    level = level.flatMap(({ keys, value }) =>
      Object.entries(value).map(([key, child]) => ({
        keys: [...keys, key],
        value: asFields(child),
      })),
    )
  }
  return level
}

/** Returns a numeric field of a leaf, or null if it is missing or not a finite number. */
export function readMetric({ value }: Leaf, name: string): number | null {
  const metric = value[name]
  return typeof metric === 'number' && Number.isFinite(metric) ? metric : null
}
