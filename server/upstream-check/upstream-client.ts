import * as v from 'valibot'

/** A response of the API: its status and headers, its body as JSON (null where it is none), and its size. */
export type UpstreamResponse = { status: number; headers: Headers; json: unknown; bytes: number }

/** Sends requests to the API one after the other, so that a check never looks like a flood. */
export type UpstreamClient = {
  /**
   * Posts JSON. `token: null` sends none; by default the token of the signed-in account is sent.
   *
   * @throws RequestFailed when there is no response
   * @throws RateLimited when the API answers 429
   */
  post: (
    path: string,
    body: unknown,
    options?: { token?: string | null },
  ) => Promise<UpstreamResponse>
  /** Sets the token that later requests carry. */
  setToken: (token: string) => void
  /** Unix milliseconds. */
  now: () => number
}

/** A request without a response; the message says why, without an address. */
export class RequestError extends Error {
  override name = 'RequestFailed' as const
}

/** The API asked for fewer requests. No further request is sent. */
export class RateLimitError extends Error {
  override name = 'RateLimited' as const
  /** The value of `Retry-After`, or null. */
  readonly retryAfter: string | null

  constructor(retryAfter: string | null) {
    super('The API limits requests.')
    this.retryAfter = retryAfter
  }
}

export type UpstreamClientOptions = {
  baseUrl: URL
  fetch: (request: Request) => Promise<Response>
  /** Unix milliseconds. */
  now: () => number
  /** Waits between two requests. */
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
          // Shows whether pages of other origins may call the API.
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

/** The fields of a JSON object; empty for anything else. */
export function asFields(value: unknown): Record<string, unknown> {
  const parsed = v.safeParse(AnyObject, Array.isArray(value) ? null : value)
  return parsed.success ? parsed.output : {}
}

/** One leaf of a grouped report: the keys that lead to it, outermost first, and what it holds. */
export type Leaf = { keys: string[]; value: Record<string, unknown> }

/** The leaves of a report grouped by `depth` keys. */
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

/** A number of a leaf, or null where it holds none. */
export function readMetric({ value }: Leaf, name: string): number | null {
  const metric = value[name]
  return typeof metric === 'number' && Number.isFinite(metric) ? metric : null
}
