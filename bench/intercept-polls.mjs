import { request } from 'node:http'

/** @typedef {{ url: string, headers: Record<string, string>, body: string }} Asked */

/**
 * Stands between the page and the gateway on every poll: lets one through at a time, so that what is counted between two
 * of them belongs to one, and says which rooms it changed.
 *
 * @param {import('@playwright/test').Page} page
 */
export async function watchPolls(page) {
  /** @type {Map<string, string>} */
  let rooms = new Map()
  /** @type {string[]} */
  let changed = []
  /** @type {Asked | null} */
  let asked = null
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
      asked = { url: request.url(), headers: await request.allHeaders(), body: postData(request) }
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
    /** Holds the next poll back until `step`. All before it have been answered by then. */
    async hold() {
      const arrived = arrival()
      holding = true
      await arrived
    },
    /**
     * Answers the poll that is held, and holds the one after it.
     *
     * @returns {Promise<string[]>} the rooms that the answer changed
     */
    async step() {
      const arrived = arrival()
      open()
      await arrived
      return changed
    },
    /** From now on every poll is given the same answer. */
    freeze() {
      frozen = true
    },
    /** Every room's sensors and their counts, `mac:count` with commas between, as they were answered last. */
    answered: () => rooms,
    /** The question, as the page last put it to the gateway. */
    asked: () => asked,
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
 * Every room's sensors and their counts as text.
 *
 * @param {string} answer
 * @returns {Map<string, string>}
 */
function roomsOf(answer) {
  /** @type {Record<string, Record<string, { last: number }>>} */
  const data = JSON.parse(answer).data
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
 * How many bytes the gateway's answer is on the wire, without its headers, to a client that takes gzip.
 *
 * @param {Asked} asked what the page asked, its session's cookie included
 * @returns {Promise<{ bytes: number, encoding: string }>}
 */
export function weighAnswer({ url, headers, body }) {
  return new Promise((resolve, reject) => {
    const asking = request(
      url,
      { method: 'POST', headers: { ...headers, 'accept-encoding': 'gzip' } },
      (response) => {
        if (response.statusCode !== 200) {
          reject(new Error(`The gateway answered a poll with ${response.statusCode}.`))
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
    asking.on('error', reject)
    asking.end(body)
  })
}
