import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { getMimeType } from 'hono/utils/mime'

type Bytes = Uint8Array<ArrayBuffer>
/** A content coding that a file may have beside its plain form, in the order in which it is preferred. */
export const codings = ['br', 'gzip'] as const
export type Coding = (typeof codings)[number]

/** A file as it is served, in memory. `tag` identifies its plain content. */
export type StaticFile = {
  type: string
  tag: string
  plain: Bytes
  coded: { readonly [coding in Coding]?: Bytes }
}
/** By the path of the address, such as `/assets/first-abc.js`. */
export type StaticContent = ReadonlyMap<string, StaticFile>

const suffixes: Record<Coding, string> = { br: '.br', gzip: '.gz' }
const text = /^(?:text\/|application\/(?:javascript|json|manifest\+json)|image\/svg)/
/** Less than this is not worth a header. */
const leastBytes = 1_024

/**
 * Reads a built folder whole, once: what is served afterwards needs no disk, no compression and no hash. Compressed forms
 * come from the build (`file.br`, `file.gz`); one that does not hold what its file holds is left out, and a gzip form that
 * is missing, as in releases that were kept by an earlier version, is made here.
 *
 * @param folder its hidden files and folders are left out
 */
export function readStaticContent(folder: string): StaticContent {
  const content = new Map<string, StaticFile>()
  if (!existsSync(folder)) return content
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => !/(^|\/)\.(?!well-known\/)/.test(name))
  const all = new Set(names)
  for (const name of names) {
    if (all.has(name.replace(/\.(br|gz)$/, '')) && /\.(br|gz)$/.test(name)) continue
    content.set(`/${name}`, readFile(folder, name, all))
  }
  return content
}

function readFile(folder: string, name: string, all: ReadonlySet<string>): StaticFile {
  const read = (file: string): Bytes => new Uint8Array(readFileSync(join(folder, file)))
  const plain = read(name)
  const type = getMimeType(name) ?? 'application/octet-stream'
  const tag = createHash('sha256').update(plain).digest('base64url').slice(0, 22)
  const coded: { [coding in Coding]?: Bytes } = {}
  for (const coding of codings) {
    const sibling = name + suffixes[coding]
    const bytes = all.has(sibling) ? read(sibling) : null
    if (bytes !== null && holds(coding, bytes, plain)) coded[coding] = bytes
  }
  if (text.test(type) && plain.length >= leastBytes) {
    coded.gzip ??= new Uint8Array(gzipSync(plain))
  }
  return { type, tag, plain, coded }
}

function holds(coding: Coding, coded: Bytes, plain: Bytes): boolean {
  try {
    const options = { maxOutputLength: plain.length + 1 }
    const decoded =
      coding === 'br' ? brotliDecompressSync(coded, options) : gunzipSync(coded, options)
    return decoded.equals(plain)
  } catch {
    return false
  }
}
