import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { etag } from 'hono/etag'
import type { KeptAssets } from './kept-assets.ts'
import { GatewayProblem } from './problem.ts'

/** Whether the built app is there to be served. */
export function hasClient(clientDirectory: string): boolean {
  return existsSync(join(clientDirectory, 'index.html'))
}

/**
 * Serves the built app: its files, and its page for every address that names no file. A missing file is 404, never
 * the page, or an old tab would take HTML for a script after a new version. Hashed assets are kept for ever, the page
 * is asked for anew each time. `kept` are the assets of the release before.
 */
export function createStaticFiles(clientDirectory: string, kept: KeptAssets | null): Hono {
  const files = new Hono()
  files.use(etag())
  files.use(async function cacheControl(c, next) {
    await next()
    const immutable = c.res.ok && c.req.path.startsWith('/assets/')
    c.header('Cache-Control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache')
  })
  const isBuilt = hasClient(clientDirectory)
  if (isBuilt) {
    files.use(async function hideDotFiles(c, next) {
      if (/(^|\/)\.(?!well-known\/)/.test(c.req.path)) throw new GatewayProblem('not_found')
      await next()
    })
    files.use(serveStatic({ root: clientDirectory }))
    // A page of the release before still asks for chunks of its own.
    for (const root of kept?.folders ?? []) files.use('/assets/*', serveStatic({ root }))
  }
  files.use(async function page(c, next) {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return next()
    const namesFile = /\.[^/]*$/.test(c.req.path) || c.req.path.startsWith('/assets/')
    const wantsPage = /\btext\/html\b/.test(c.req.header('Accept') ?? '')
    if (namesFile || !wantsPage) throw new GatewayProblem('not_found')
    if (!isBuilt) return c.text(notBuilt, 503)
    return serveStatic({ root: clientDirectory, path: 'index.html' })(c, next)
  })
  return files
}

const notBuilt =
  'The app is not built yet. Start Headroom with "npm start", which builds what is missing.\n'
