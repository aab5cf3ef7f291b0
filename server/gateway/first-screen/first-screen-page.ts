import { pipeline, Readable, type Duplex } from 'node:stream'
import { constants, createBrotliCompress, createGzip } from 'node:zlib'
import type { Context } from 'hono'
import type { Sessions } from '#server/gateway/auth/sessions.ts'
import { negotiateEncoding } from '#server/gateway/http/compressed-body.ts'
import type { GatewayEnv, Log } from '#server/gateway/http/request-log.ts'
import { maxInlineBytes } from '#server/gateway/butlr/report-limits.ts'
import type { GatewayOptions } from '#server/gateway/gateway-options.ts'
import { createFirstScreenRenderer, type RenderFirstScreen } from './first-screen-renderer.ts'
import {
  requestFirstScreen,
  type Dispatch,
  type FirstScreenAnswer,
} from './first-screen-requests.ts'

// The parts of index.html that differ in a page with data.
const earlyRequests = '<script src="/early-requests.js" async></script>'
const pageData = '<script src="/page-data.js" defer></script>'
const emptyRoot = '<div id="root"></div>'
const bodyStart = '<body>'
const bodyEnd = '</body>'

export type FirstScreenDeps = {
  sessions: Sessions
  /** Handles a request as if the browser had sent it. */
  dispatch: Dispatch
  /** Returns the time in Unix milliseconds. */
  now: () => number
  log: Log
} & Pick<GatewayOptions, 'firstScreen' | 'onStop'>
type PageDeps = Pick<FirstScreenDeps, 'sessions' | 'dispatch' | 'now' | 'log'> & {
  render: RenderFirstScreen
}

/** Sends the overview with its data; null if this visit gets the page without data. */
type FirstScreenPage = (c: Context<GatewayEnv>) => Promise<Response | null>

/**
 * Creates the handler for signed-in visits to `/`, which sends the built page (`html`) with the overview as HTML and
 * the responses that the overview shows (docs/decisions/0035-overview-as-html.md). Returns null if there is no worker,
 * or if the page lacks the parts to replace.
 */
export function createFirstScreenPage({
  html,
  firstScreen,
  onStop,
  ...deps
}: FirstScreenDeps & { html: string }): FirstScreenPage | null {
  const parts = [earlyRequests, bodyStart, emptyRoot, bodyEnd]
  if (!firstScreen || parts.some((part) => !html.includes(part))) return null
  const { render, close } = createFirstScreenRenderer(firstScreen.worker)
  onStop?.(close)
  const split = html.indexOf(bodyStart)
  const head = html.slice(0, split).replace(earlyRequests, pageData)
  const body = html.slice(split)

  return async function sendFirstScreen(c) {
    if (!isVisit(c)) return null
    const { session } = await deps.sessions.open(c, 'read')
    if (session === null) return null
    const signal = AbortSignal.any([c.req.raw.signal, AbortSignal.timeout(firstScreen.maxWaitMs)])
    // Sends the head immediately. If the data is not ready in time, the rest of the page follows without the data.
    return streamPage(c, head, renderBody(c, signal, { ...deps, render }, body))
  }
}

/**
 * Returns whether the request is a navigation to `/` without a query. Other requests, such as prefetches, get the page
 * without data.
 */
function isVisit(c: Context): boolean {
  return (
    c.req.method === 'GET' &&
    new URL(c.req.url).search === '' &&
    c.req.header('Sec-Fetch-Dest') === 'document' &&
    c.req.header('Sec-Purpose') === undefined
  )
}

/** Returns the page's body with the overview and its data, or without them if they fail, are late or are too large. */
async function renderBody(
  c: Context<GatewayEnv>,
  signal: AbortSignal,
  { render, dispatch, now, log }: PageDeps,
  body: string,
): Promise<string> {
  // The script is not async, because it must run before the app's script, which would otherwise send the same requests.
  const withoutData = body.replace(bodyEnd, `<script src="/early-requests.js"></script>${bodyEnd}`)
  const answers = await requestFirstScreen(c, { dispatch, now, signal }).catch(() => null)
  if (answers === null || countCharacters(answers) > maxInlineBytes) return withoutData
  const { session, readings, places, sensors, overrides } = answers
  const texts = {
    session: session.text,
    readings: readings.text,
    places: places.text,
    sensors: sensors.text,
    overrides: overrides.text,
  }
  try {
    const overview = await render(texts, readings.at, signal)
    if (overview === null) return withoutData
    const scripts = Object.values(answers).map(toDataScript).join('')
    return body
      .replace(emptyRoot, () => `<div id="root" data-at="${readings.at}">${overview}</div>`)
      .replace(bodyEnd, () => scripts + bodyEnd)
  } catch (error) {
    if (!signal.aborted) log.warn({ error: String(error) }, 'cannot render the overview')
    return withoutData
  }
}

function countCharacters(answers: Record<string, FirstScreenAnswer>): number {
  return Object.values(answers).reduce((sum, { text }) => sum + text.length, 0)
}

/** Returns a response as an element that no browser executes. In JSON, `<` occurs only in strings. */
function toDataScript({ request, date, at, text }: FirstScreenAnswer): string {
  const json = text
    .replaceAll('<', String.raw`\u003c`)
    .replaceAll('\u2028', String.raw`\u2028`)
    .replaceAll('\u2029', String.raw`\u2029`)
  const name = request.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
  return `<script type="application/json" data-request="${name}" data-date="${date}" data-at="${at}">${json}</script>`
}

/** Streams the page, compressed. Each part is sent as soon as it is ready. */
function streamPage(c: Context, head: string, body: Promise<string>): Response {
  const page = Readable.from(inOrder(head, body))
  const coding = negotiateEncoding(c.req.header('Accept-Encoding'), ['br', 'gzip'])
  const headers = {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    Vary: 'Accept-Encoding',
  }
  if (coding === null) return c.body(toWebStream(page), 200, headers)
  const compressed =
    coding === 'br' ? createBrotli() : createGzip({ flush: constants.Z_SYNC_FLUSH })
  // A client that disconnects ends both streams, and needs no response.
  pipeline(page, compressed, () => undefined)
  return c.body(toWebStream(compressed), 200, { ...headers, 'Content-Encoding': coding })
}

async function* inOrder(head: string, body: Promise<string>): AsyncGenerator<string> {
  yield head
  yield await body
}

function createBrotli(): Duplex {
  return createBrotliCompress({
    flush: constants.BROTLI_OPERATION_FLUSH,
    // Higher quality levels take much longer and save little.
    params: { [constants.BROTLI_PARAM_QUALITY]: 5 },
  })
}

function toWebStream(stream: Readable): ReadableStream<Uint8Array> {
  const chunks = stream[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done === true) controller.close()
      else controller.enqueue(typeof value === 'string' ? new TextEncoder().encode(value) : value)
    },
    cancel: () => void stream.destroy(),
  })
}
