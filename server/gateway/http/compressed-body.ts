import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context } from 'hono'

/**
 * Returns the first available content coding that `Accept-Encoding` allows (RFC 9110, section 12.5.3); null if it
 * allows none, so that the content is sent uncompressed.
 *
 * @param available in the server's order of preference
 */
export function negotiateEncoding<const TCoding extends string>(
  header: string | undefined,
  available: readonly TCoding[],
): TCoding | null {
  const weights = new Map<string, number>()
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const [coding = '', ...parameters] = part.split(';').map((one) => one.trim())
    const weight = parameters.find((one) => one.startsWith('q='))?.slice(2)
    weights.set(coding, weight === undefined ? 1 : Number(weight))
  }
  const weightOf = (coding: string) => weights.get(coding) ?? weights.get('*') ?? 0
  return available.find((coding) => weightOf(coding) > 0) ?? null
}

/** A response body, as text or as UTF-8. */
type Content = string | Uint8Array<ArrayBuffer>

/** Content codings, in order of preference: Brotli's output is about 10% smaller than gzip's. */
const codings = ['br', 'gzip'] as const
type Coding = (typeof codings)[number]

/** A response body that is serialised, tagged and compressed once per content coding for many requests. */
export type CompressedBody = {
  content: Content
  tag: string
  compressed: (coding: Coding) => Promise<Uint8Array<ArrayBuffer>>
}

/** Higher quality levels take much longer and save little. */
const brotliOptions = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }
const brotliAsync = promisify(brotliCompress)
const gzipAsync = promisify(gzip)

/**
 * Compresses a body in another thread, when a client first accepts the coding. `tag` is its ETag, by default derived
 * from the content.
 */
export function compressBody(content: Content, tag = textTag(content)): CompressedBody {
  const results = new Map<Coding, Promise<Uint8Array<ArrayBuffer>>>()
  return {
    content,
    tag,
    compressed(coding) {
      let result = results.get(coding)
      if (!result) {
        const bytes = coding === 'br' ? brotliAsync(content, brotliOptions) : gzipAsync(content)
        result = bytes.then((buffer) => new Uint8Array(buffer))
        results.set(coding, result)
      }
      return result
    },
  }
}

/** Returns the ETag of a body. */
export function textTag(content: Content): string {
  return `"${shortHash(content)}"`
}

/** Returns a short hash of a value. Values with the same JSON have the same hash. */
export function contentTag(value: unknown): string {
  return shortHash(JSON.stringify(value))
}

function shortHash(content: Content): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 22)
}

/**
 * Returns the ETag of a body in a coding. Each coding has its own ETag, because its bytes differ (RFC 9110, section
 * 8.8.3.3).
 *
 * @param coding null for the plain content
 */
function codedTag(tag: string, coding: Coding | null): string {
  return coding === null ? tag : tag.replace(/"$/, `-${coding}"`)
}

/**
 * Sends a body: status 304 if the client already has it in any coding, otherwise the content, compressed if the client
 * accepts it (RFC 9110, sections 12.5.3 and 13.1.2). A 304 names the ETag that the client has, because a cache updates
 * only the stored response of that ETag. Accepts the plain ETag too, because earlier versions sent it with every
 * coding.
 */
export async function sendCompressed(
  c: Context,
  { content, tag, compressed }: CompressedBody,
  headers: Record<string, string> = {},
): Promise<Response> {
  const coding = negotiateEncoding(c.req.header('Accept-Encoding'), codings)
  const ETag = codedTag(tag, coding)
  const common = { ...headers, ETag, Vary: 'Accept-Encoding' }
  const known = (c.req.header('If-None-Match') ?? '')
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
  const unchanged = [ETag, tag, ...codings.map((one) => codedTag(tag, one))].find((one) =>
    known.includes(one),
  )
  if (unchanged !== undefined) return c.body(null, 304, { ...common, ETag: unchanged })
  const json = { ...common, 'Content-Type': 'application/json' }
  if (coding === null) return c.body(content, 200, json)
  return c.body(await compressed(coding), 200, { ...json, 'Content-Encoding': coding })
}
