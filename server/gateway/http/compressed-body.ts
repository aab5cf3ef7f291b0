import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
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

/** A response body that is serialised, tagged and compressed once for many requests. */
export type CompressedBody = {
  text: string
  tag: string
  gzipped: Promise<Uint8Array<ArrayBuffer>>
}

const gzipAsync = promisify(gzip)

/** Compresses a body and derives its ETag from the content. */
export function compressBody(text: string): CompressedBody {
  return {
    text,
    tag: `"${shortHash(text)}"`,
    gzipped: gzipAsync(text).then((bytes) => new Uint8Array(bytes)),
  }
}

/** Returns a short hash of a value; values with the same JSON have the same hash. */
export function contentTag(value: unknown): string {
  return shortHash(JSON.stringify(value))
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}

/**
 * Sends a body: status 304 if the client already has it, otherwise the content, with gzip if the client accepts it (RFC
 * 9110, sections 12.5.3 and 13.1.2).
 */
export async function sendCompressed(
  c: Context,
  { text, tag, gzipped }: CompressedBody,
  headers: Record<string, string> = {},
): Promise<Response> {
  const common = { ...headers, ETag: tag, Vary: 'Accept-Encoding' }
  const known = (c.req.header('If-None-Match') ?? '')
    .split(',')
    .map((one) => one.trim().replace(/^W\//, ''))
  if (known.includes(tag)) return c.body(null, 304, common)
  const json = { ...common, 'Content-Type': 'application/json' }
  const coding = negotiateEncoding(c.req.header('Accept-Encoding'), ['gzip'])
  if (coding === null) return c.body(text, 200, json)
  return c.body(await gzipped, 200, { ...json, 'Content-Encoding': 'gzip' })
}
