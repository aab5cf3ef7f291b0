import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { getMimeType } from 'hono/utils/mime'

type Bytes = Uint8Array<ArrayBuffer>
/** Content codings in which a file may be available in addition to its plain form, in order of preference. */
export const encodings = ['br', 'gzip'] as const
export type Encoding = (typeof encodings)[number]

/** A file in memory, ready to be served. `tag` identifies its plain content. */
export type StaticFile = {
  type: string
  tag: string
  plain: Bytes
  encoded: { readonly [coding in Encoding]?: Bytes }
}
/** Files by URL path, such as `/assets/first-abc.js`. */
export type StaticContent = ReadonlyMap<string, StaticFile>

const suffixes: Record<Encoding, string> = { br: '.br', gzip: '.gz' }
const compressibleType = /^(?:text\/|application\/(?:javascript|json|manifest\+json)|image\/svg)/
/** Smaller files are not compressed, because that would save too little. */
const minCompressedBytes = 1_024

/**
 * Reads a built folder into memory, so that requests need no disk access, compression or hashing. Compressed forms come
 * from the build (`file.br`, `file.gz`). Ignores a compressed form whose content differs from the plain file, and
 * creates missing gzip forms, because releases that an earlier version stored have no gzip forms.
 *
 * @param folder hidden files and folders in it are skipped
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
    content.set(`/${name}`, readStaticFile(folder, name, all))
  }
  return content
}

function readStaticFile(folder: string, name: string, all: ReadonlySet<string>): StaticFile {
  const read = (file: string): Bytes => new Uint8Array(readFileSync(join(folder, file)))
  const plain = read(name)
  const type = getMimeType(name) ?? 'application/octet-stream'
  const tag = createHash('sha256').update(plain).digest('base64url').slice(0, 22)
  const coded: { [coding in Encoding]?: Bytes } = {}
  for (const coding of encodings) {
    const sibling = name + suffixes[coding]
    const bytes = all.has(sibling) ? read(sibling) : null
    if (bytes !== null && decodesTo(coding, bytes, plain)) coded[coding] = bytes
  }
  if (compressibleType.test(type) && plain.length >= minCompressedBytes) {
    coded.gzip ??= new Uint8Array(gzipSync(plain))
  }
  return { type, tag, plain, encoded: coded }
}

function decodesTo(coding: Encoding, coded: Bytes, plain: Bytes): boolean {
  try {
    const options = { maxOutputLength: plain.length + 1 }
    const decoded =
      coding === 'br' ? brotliDecompressSync(coded, options) : gunzipSync(coded, options)
    return decoded.equals(plain)
  } catch {
    return false
  }
}
