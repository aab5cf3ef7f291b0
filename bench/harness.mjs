import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Request timeout in milliseconds, so that a hanging gateway does not block a measurement forever. */
const requestTimeoutMs = 60_000

/**
 * Creates an HTTP client that stores cookies. It sends the `Origin` of the gateway, because the gateway rejects changes
 * without this header.
 *
 * @param {string} url URL of the gateway
 */
export function createClient(url) {
  /** @type {Map<string, string>} */
  const cookies = new Map()
  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   * @param {Record<string, string>} [headers]
   */
  return async (method, path, body, headers = {}) => {
    const response = await fetch(url + path, {
      method,
      signal: AbortSignal.timeout(requestTimeoutMs),
      headers: {
        ...headers,
        origin: url,
        cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    const text = await response.text()
    const { status } = response
    return { status, headers: response.headers, body: text === '' ? null : JSON.parse(text), text }
  }
}

/**
 * Starts one of the built programs on a free port.
 *
 * @param {string} file
 * @param {string[]} flags
 * @param {Record<string, string>} environment
 * @returns {Promise<{ url: string, child: import('node:child_process').ChildProcess, stop: () => Promise<void> }>}
 */
export async function startProgram(file, flags = [], environment = {}) {
  const data = mkdtempSync(join(tmpdir(), 'headroom-bench-'))
  const child = spawn(process.execPath, [file, ...flags], {
    env: {
      ...process.env,
      PORT: '0',
      HEADROOM_DATA_DIR: data,
      // A backfill would use processor time during the measurements.
      HEADROOM_HISTORY_BACKFILL_DAYS: '0',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const exited = new Promise((resolve) => void child.once('exit', resolve))
  /** @type {string} */
  const url = await new Promise((resolve, reject) => {
    let printed = ''
    /** @param {Buffer} chunk */
    const look = (chunk) => {
      printed = (printed + chunk.toString()).slice(-4_000)
      const found = /http:\/\/localhost:\d+/.exec(printed)
      if (found) resolve(found[0])
    }
    child.stdout.on('data', look)
    child.stderr.on('data', look)
    child.once('exit', () => reject(new Error(`${file} exited: ${printed}`)))
  })
  return {
    url,
    child,
    async stop() {
      child.kill('SIGTERM')
      await exited
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/**
 * Creates a board and pairs a display with it.
 *
 * @param {string} url URL of the gateway
 * @param {ReturnType<typeof createClient>} staff a client that is signed in
 * @param {unknown} draft the draft of the board
 * @returns {Promise<ReturnType<typeof createClient>>} the client of the display
 */
export async function pairScreen(url, staff, draft) {
  const { body: board } = await staff('POST', '/api/boards', draft)
  const screen = createClient(url)
  const { body: offer } = await screen('POST', '/api/display/pairing', {})
  const { code } = offer
  const { body: found } = await staff('POST', '/api/displays/pairing', { code })
  const pairing = { code, requestId: found.id, name: 'TV', boardId: board.id }
  await staff('POST', '/api/displays', pairing)
  await screen('GET', '/api/display/pairing')
  return screen
}

/** A board draft without rooms, which callers add. */
export const boardDraft = {
  name: 'Bench',
  layout: 'cards',
  screen: { diagonalInches: 55, aspect: '16:9', orientation: 'landscape', distanceMetres: 3 },
  theme: 'dark',
  locale: 'en-GB',
  hours: null,
  privacy: 'exact',
  shortNames: {},
}
