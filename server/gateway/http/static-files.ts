import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Hono } from 'hono'
import type { KeptAssets } from './kept-assets.ts'
import { GatewayProblem } from './problem.ts'
import { answerFile } from './static-answer.ts'
import { readStaticContent } from './static-content.ts'

/** Whether the built app is there to be served. */
export function hasClient(clientDirectory: string): boolean {
  return existsSync(join(clientDirectory, 'index.html'))
}

const forEver = 'public, max-age=31536000, immutable'
const askAgain = 'no-cache'

/**
 * Serves the built app as it was at the start: its files, and its page for every address that names no file. A missing
 * file is 404, never the page, or an old tab would take HTML for a script after a new version. Hashed assets are kept for
 * ever, the page is asked for each time. `kept` are the assets of the release before.
 */
export function createStaticFiles(clientDirectory: string, kept: KeptAssets | null): Hono {
  const content = readStaticContent(clientDirectory)
  const earlier = (kept?.folders ?? []).map(readStaticContent)
  const page = content.get('/index.html')
  /** Of earlier releases the assets only. */
  const find = (path: string) =>
    content.get(path) ??
    (path.startsWith('/assets/') ? earlier.find((one) => one.has(path))?.get(path) : undefined)

  const files = new Hono()
  files.use(async function answer(c, next) {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next()
    const { path } = c.req
    const file = page && (path === '/' ? page : find(path))
    if (file) return answerFile(c, file, path.startsWith('/assets/') ? forEver : askAgain)
    c.header('Cache-Control', askAgain)
    const namesFile = /\.[^/]*$/.test(path) || path.startsWith('/assets/')
    const wantsPage = /\btext\/html\b/.test(c.req.header('Accept') ?? '')
    if (namesFile || !wantsPage) throw new GatewayProblem('not_found')
    return page ? answerFile(c, page, askAgain) : c.text(notBuilt, 503)
  })
  return files
}

const notBuilt =
  'The app is not built yet. Start Headroom with "npm start", which builds what is missing.\n'
