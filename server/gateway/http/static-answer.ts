import type { Context } from 'hono'
import { acceptedCoding } from './accept-encoding.ts'
import { codings, type Coding, type StaticFile } from './static-content.ts'

/**
 * Answers with a file (RFC 9110, sections 8.8.3, 12.5.3, 13.1.2 and 14): in the coding that the client takes, 304 where it
 * has that already, a part where one range is asked for. Parts are of the plain content.
 */
export function answerFile(c: Context, file: StaticFile, cacheControl: string): Response {
  const isVaried = Object.keys(file.coded).length > 0
  const common = {
    'Cache-Control': cacheControl,
    'Accept-Ranges': 'bytes',
    ...(isVaried ? { Vary: 'Accept-Encoding' } : {}),
  }
  const range = wantedRange(c, file)
  const coding = range === null ? codingFor(c, file) : null
  const headers = { ...common, ETag: tagOf(file, coding) }
  if (isKnown(c.req.header('If-None-Match'), headers.ETag)) return c.body(null, 304, headers)
  if (range === 'unsatisfiable') {
    return c.body(null, 416, { ...headers, 'Content-Range': `bytes */${file.plain.length}` })
  }
  const bytes = coding === null ? file.plain : (file.coded[coding] ?? file.plain)
  const described = {
    ...headers,
    'Content-Type': file.type,
    ...(coding === null ? {} : { 'Content-Encoding': coding }),
  }
  if (range !== null) {
    const { from, to } = range
    const part = { 'Content-Range': `bytes ${from}-${to}/${bytes.length}` }
    const length = { 'Content-Length': String(to - from + 1) }
    return c.body(bytes.slice(from, to + 1), 206, { ...described, ...part, ...length })
  }
  return c.body(bytes, 200, { ...described, 'Content-Length': String(bytes.length) })
}

function codingFor(c: Context, file: StaticFile): Coding | null {
  const available = codings.filter((coding) => file.coded[coding] !== undefined)
  return acceptedCoding(c.req.header('Accept-Encoding'), available)
}

/** Every coding has a tag of its own: their bytes differ. */
function tagOf({ tag }: StaticFile, coding: Coding | null): string {
  return coding === null ? `"${tag}"` : `"${tag}-${coding}"`
}

function isKnown(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false
  const known = header.split(',').map((one) => one.trim().replace(/^W\//, ''))
  return known.includes(tag) || known.includes('*')
}

type Range = { from: number; to: number }

/** The one range of bytes that is asked for; null for the whole, also where the request is not one that is understood. */
function wantedRange(c: Context, file: StaticFile): Range | 'unsatisfiable' | null {
  const ifRange = c.req.header('If-Range')
  if (ifRange !== undefined && ifRange !== tagOf(file, null)) return null
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(c.req.header('Range') ?? '')
  const [, first = '', last = ''] = found ?? []
  if (found === null || (first === '' && last === '')) return null
  const size = file.plain.length
  const from = first === '' ? Math.max(size - Number(last), 0) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (first !== '' && last !== '' && Number(last) < from) return null
  return from >= size || (first === '' && Number(last) === 0) ? 'unsatisfiable' : { from, to }
}
