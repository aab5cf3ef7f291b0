import { request } from 'node:http'

/** @typedef {{ url: string, headers: Record<string, string>, body: string }} PollRequest */

/**
 * Intercepts the polls between the page and the gateway. Releases one poll at a time, so that everything counted
 * between two polls is the effect of one response, and reports the rooms that the response changed.
 *
 * @param {import('@playwright/test').Page} page
 */
export async function watchPolls(page) {
  /** @type {Map<string, string>} */
  let rooms = new Map()
  /** @type {string[]} */
  let changed = []
  /** @type {PollRequest | null} */
  let lastRequest = null
  let last = ''
  let holding = false
  let frozen = false
  let open = () => {}
  let arrive = () => {}

  await page.route('**/api/v3/reporting', async (route) => {
    const request = route.request()
    if (!isPoll(request)) return route.continue()
    if (holding) {
      const opened = new Promise((/** @type {(value?: undefined) => void} */ resolve) => {
        open = resolve
      })
      arrive()
      await opened
    }
    if (!frozen) {
      last = await (await route.fetch()).text()
      lastRequest = {
        url: request.url(),
        headers: await request.allHeaders(),
        body: postData(request),
      }
    }
    const now = roomsOf(last)
    changed = [...new Set([...rooms.keys(), ...now.keys()])].filter(
      (id) => rooms.get(id) !== now.get(id),
    )
    rooms = now
    return route.fulfill({
      status: 200,
      contentType: 'application/json',
      headers: { date: new Date().toUTCString() },
      body: last,
    })
  })
  const arrival = () =>
    new Promise((/** @type {(value?: undefined) => void} */ resolve) => {
      arrive = resolve
    })

  return {
    /** Holds the next poll until `step`. Resolves when that poll arrives, after all earlier polls have completed. */
    async hold() {
      const arrived = arrival()
      holding = true
      await arrived
    },
    /**
     * Responds to the held poll and holds the next poll.
     *
     * @returns {Promise<string[]>} the rooms that the response changed
     */
    async step() {
      const arrived = arrival()
      open()
      await arrived
      return changed
    },
    /** Responds to all further polls with the last response. */
    freeze() {
      frozen = true
    },
    /** Returns each room's sensor counts in the last response, as comma-separated `mac:count` pairs. */
    roomCounts: () => rooms,
    lastRequest: () => lastRequest,
    async stop() {
      holding = false
      open()
      await page.unrouteAll({ behavior: 'ignoreErrors' })
    },
  }
}

/** @param {import('@playwright/test').Request} request */
export function isPoll(request) {
  return postData(request).includes('"every":"1s"')
}

/** @param {import('@playwright/test').Request} request */
function postData(request) {
  return request.postData() ?? ''
}

/**
 * Returns the sensor counts of each room, as comma-separated `mac:count` pairs.
 *
 * @param {string} response
 * @returns {Map<string, string>}
 */
function roomsOf(response) {
  /** @type {Record<string, Record<string, { last: number }>>} */
  const data = JSON.parse(response).data
  return new Map(
    Object.entries(data).map(([id, sensors]) => [
      id,
      Object.entries(sensors)
        .map(([mac, { last }]) => `${mac}:${last}`)
        .toSorted()
        .join(),
    ]),
  )
}

/**
 * Returns the size of the gateway's response body on the wire for a client that accepts gzip.
 *
 * @param {PollRequest} poll the page's request, including the session cookie
 * @returns {Promise<{ bytes: number, encoding: string }>}
 */
export function measureResponse({ url, headers, body }) {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      url,
      { method: 'POST', headers: { ...headers, 'accept-encoding': 'gzip' } },
      (response) => {
        if (response.statusCode !== 200) {
          reject(new Error(`The gateway responded to a poll with ${response.statusCode}.`))
          return
        }
        let bytes = 0
        response.on('data', (/** @type {Buffer} */ chunk) => {
          bytes += chunk.length
        })
        response.on('end', () =>
          resolve({ bytes, encoding: response.headers['content-encoding'] ?? 'none' }),
        )
        response.on('error', reject)
      },
    )
    outgoing.on('error', reject)
    outgoing.end(body)
  })
}
