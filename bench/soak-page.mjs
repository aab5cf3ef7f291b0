/** @typedef {{ updates: () => number, setSpeed: (factor: number) => void }} SoakControl */

/**
 * Makes time run faster on demand, and responds to each poll with new counts in the format of the gateway's first
 * response. Runs in a display's page, before the page's own script.
 */
export function prepareSoak() {
  const realNow = performance.now.bind(performance)
  const realSetTimeout = window.setTimeout.bind(window)
  const send = window.fetch.bind(window)
  const begin = Date.now() - realNow()
  let factor = 1
  /** When the factor was set, in real time and in the page's time (milliseconds). */
  let since = { real: 0, page: 0 }
  let updates = 0
  /** @type {any} */
  let template = null

  performance.now = () => since.page + (realNow() - since.real) * factor
  Date.now = () => begin + performance.now()
  // @ts-expect-error -- Node declares another return type
  window.setTimeout = (/** @type {() => void} */ task, delay = 0, ...rest) =>
    realSetTimeout(task, delay / factor, ...rest)

  // The browser's own timeouts would keep the requests of a thousand updates in memory, for 20 s of real time.
  AbortSignal.timeout = (ms) => {
    const controller = new AbortController()
    window.setTimeout(() => controller.abort(new DOMException('', 'TimeoutError')), ms)
    return controller.signal
  }

  /** Returns headers with the page's time as `Date`. @param {HeadersInit} [headers] */
  const timed = (headers) => {
    const result = new Headers(headers)
    result.set('date', new Date(Date.now()).toUTCString())
    return result
  }

  window.fetch = async (input, options) => {
    const isPoll = input === '/api/display/readings'
    if (isPoll && template !== null) return nextReadings()
    const response = await send(input, options)
    const text = await response.text()
    if (isPoll && response.status === 200) template = JSON.parse(text)
    const headers = timed(response.headers)
    const body = text === '' ? null : text
    return new Response(body, { status: response.status, headers })
  }

  function nextReadings() {
    updates += 1
    let index = 0
    for (const sensors of Object.values(template.data)) {
      for (const mac of Object.keys(sensors)) {
        index += 1
        sensors[mac] = { last: (updates * 7 + index * 5) % 13 }
      }
    }
    const headers = timed()
    headers.set('etag', `"${updates}"`)
    headers.set('headroom-as-of', String(Date.now()))
    headers.set('headroom-sensors-as-of', String(Date.now()))
    return new Response(JSON.stringify(template), { headers })
  }

  /** @type {SoakControl} */
  window.headroomSoak = {
    updates: () => updates,
    setSpeed(next) {
      since = { real: realNow(), page: performance.now() }
      factor = next
    },
  }
}
