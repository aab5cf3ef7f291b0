import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseAccept } from 'hono/utils/accept'
import { type Context, Hono } from 'hono'
import { negotiateEncoding } from './compressed-body.ts'
import {
  createFirstScreenPage,
  type FirstScreenDeps,
} from '#server/gateway/first-screen/first-screen-page.ts'
import type { BuiltPage, BuiltPages } from './releases.ts'
import type { GatewayEnv } from './request-log.ts'
import { GatewayError } from './gateway-error.ts'
import {
  type Encoding,
  type StaticContent,
  type StaticFile,
  encodings,
  readStaticContent,
} from './static-content.ts'

/**
 * Sends a file (RFC 9110, sections 8.8.3, 12.5.3, 13.1.2 and 14): status 304 if the client already has it, part of the
 * plain content if the request has a single range, otherwise the whole file in a coding that the client accepts.
 */
function sendFile(
  c: Context,
  file: StaticFile,
  cacheControl: string,
  vary: readonly string[] = [],
): Response {
  const varied = Object.keys(file.encoded).length > 0 ? [...vary, 'Accept-Encoding'] : vary
  const common = {
    'Cache-Control': cacheControl,
    'Accept-Ranges': 'bytes',
    ...(varied.length > 0 ? { Vary: varied.join(', ') } : {}),
  }
  const range = parseRange(c, file)
  const coding = range === null ? chooseEncoding(c, file) : null
  const headers = { ...common, ETag: etagFor(file, coding) }
  if (matchesEtag(c.req.header('If-None-Match'), headers.ETag)) return c.body(null, 304, headers)
  if (range === 'unsatisfiable') {
    return c.body(null, 416, { ...headers, 'Content-Range': `bytes */${file.plain.length}` })
  }
  const bytes = coding === null ? file.plain : (file.encoded[coding] ?? file.plain)
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

function chooseEncoding(c: Context, file: StaticFile): Encoding | null {
  const available = encodings.filter((coding) => file.encoded[coding] !== undefined)
  return negotiateEncoding(c.req.header('Accept-Encoding'), available)
}

/** Returns the ETag of a file in a coding. Each coding has its own ETag, because its bytes differ. */
function etagFor({ tag }: StaticFile, coding: Encoding | null): string {
  return coding === null ? `"${tag}"` : `"${tag}-${coding}"`
}

function matchesEtag(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false
  const known = header.split(',').map((one) => one.trim().replace(/^W\//, ''))
  return known.includes(tag) || known.includes('*')
}

type ByteRange = { from: number; to: number }

/**
 * Returns the single requested byte range, or null if the request is for the whole file or its `Range` is unsupported.
 */
function parseRange(c: Context, file: StaticFile): ByteRange | 'unsatisfiable' | null {
  const ifRange = c.req.header('If-Range')
  if (ifRange !== undefined && ifRange !== etagFor(file, null)) return null
  const found = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(c.req.header('Range') ?? '')
  const [, first = '', last = ''] = found ?? []
  if (found === null || (first === '' && last === '')) return null
  const size = file.plain.length
  const from = first === '' ? Math.max(size - Number(last), 0) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (first !== '' && last !== '' && Number(last) < from) return null
  return from >= size || (first === '' && Number(last) === 0) ? 'unsatisfiable' : { from, to }
}

export function arePagesBuilt({ staff, display }: BuiltPages): boolean {
  return [staff, display].every(({ directory }) => existsSync(join(directory, 'index.html')))
}

const immutableCache = 'public, max-age=31536000, immutable'
const revalidateCache = 'no-cache'

/** The path of the display page, and the prefix of its files. */
const displayPath = '/display'
const isDisplayPath = (path: string) => /^\/display(?:\/|$)/.test(path)

/**
 * Serves the built pages, which it reads at startup: the files, the display page at `/display` and below, and the
 * staff app for every other path that does not name a file. A missing file gets 404, never a page, because a tab
 * from before an update would parse the HTML as a script. Browsers cache hashed assets for a year and revalidate the
 * page each time. Also serves the assets of previous releases.
 *
 * @param deps without them, no page contains data
 */
export function createStaticFiles(
  { staff, display }: BuiltPages,
  deps: FirstScreenDeps | null = null,
): Hono<GatewayEnv> {
  const staffSite = createSite(staff, '')
  const firstScreen = deps && createFirstScreenPage({ ...deps, html: staffSite.html })
  const displaySite = createSite(display, displayPath)

  const files = new Hono<GatewayEnv>()
  files.use(async function answer(c, next) {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next()
    const { path } = c.req
    const { page, find } = isDisplayPath(path) ? displaySite : staffSite
    if (page && path === '/')
      return (page.isSourceLanguage(c) && (await firstScreen?.(c))) || page.send(c)
    const file = page && find(path)
    const isAsset = /^(?:\/display)?\/assets\//.test(path)
    if (file) return sendFile(c, file, isAsset ? immutableCache : revalidateCache)
    c.header('Cache-Control', revalidateCache)
    const namesFile = /\.[^/]*$/.test(path) || isAsset
    const wantsPage = /\btext\/html\b/.test(c.req.header('Accept') ?? '')
    if (namesFile || !wantsPage) throw new GatewayError('not_found')
    return page ? page.send(c) : c.text(notBuiltMessage, 503)
  })
  return files
}

type Site = {
  /** Null if the page is not built. */
  page: PageChooser | null
  /** The English page; empty if it is not built. */
  html: string
  /** Finds a file of the current release, or an asset of an earlier release. */
  find: (path: string) => StaticFile | undefined
}

/** Reads a built page whose files are below a path. */
function createSite({ directory, previous }: BuiltPage, base: string): Site {
  const content = readStaticContent(directory)
  const earlier = (previous?.folders ?? []).map(readStaticContent)
  return {
    page: createPageChooser(content),
    html: new TextDecoder().decode(content.get('/index.html')?.plain),
    find(path) {
      const name = path.slice(base.length)
      if (!name.startsWith('/assets/')) return content.get(name)
      return [content, ...earlier].find((one) => one.has(name))?.get(name)
    },
  }
}

/** Chooses the page in the language that the browser prefers. */
type PageChooser = {
  send: (c: Context) => Response
  /** Returns whether `send` would send the English page. */
  isSourceLanguage: (c: Context) => boolean
}

/**
 * Returns functions for the page in the language that the browser prefers (RFC 9110, section 12.5.4): English is
 * `/index.html`, and each further language has its own `/index.<language>.html`. Returns null if the app is not built.
 */
function createPageChooser(content: StaticContent): PageChooser | null {
  const found = content.get('/index.html')
  if (found === undefined) return null
  const english = found
  const pages = new Map([['en', english]])
  for (const [path, file] of content) {
    const language = /^\/index\.([\w-]+)\.html$/.exec(path)?.[1]
    if (language !== undefined) pages.set(language.toLowerCase(), file)
  }
  const vary = pages.size > 1 ? ['Accept-Language'] : []
  function choose(c: Context): StaticFile {
    const preferred = parseAccept(c.req.header('Accept-Language') ?? '').filter(({ q }) => q > 0)
    const page = preferred
      .map(
        ({ type }) =>
          pages.get(type.toLowerCase()) ?? pages.get(type.toLowerCase().split('-')[0] ?? ''),
      )
      .find((one) => one !== undefined)
    return page ?? english
  }
  return {
    send: (c) => sendFile(c, choose(c), revalidateCache, vary),
    isSourceLanguage: (c) => choose(c) === english,
  }
}

const notBuiltMessage =
  'The app is not built yet. Start Headroom with "npm start", which builds what is missing.\n'
