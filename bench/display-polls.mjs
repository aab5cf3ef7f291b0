import { boardDraft, createClient, pairScreen, startProgram } from './harness.mjs'

const polls = 30
const pollSeconds = 1
/** @typedef {{ rooms: number, polls: number, unchanged: number, notModified: number, wrong: number, bytes: number }} Share */

/**
 * Counts the 304 responses to a display's polls, on a board of 12 rooms and on a board of all rooms. Expects a 304 for
 * every poll that changes nothing on the display; `wrong` counts the deviations.
 *
 * @returns {Promise<Share[]>}
 */
export async function measureDisplays() {
  const gateway = await startProgram('dist/server/main.js', [], {
    HEADROOM_POLL_SECONDS: String(pollSeconds),
  })
  try {
    const staff = createClient(gateway.url)
    await staff('POST', '/api/v2/login', { username: 'demo@headroom.example', password: 'demo' })
    /** @param {unknown} rooms */
    const screenOf = (rooms) => pairScreen(gateway.url, staff, { ...boardDraft, rooms })
    const everything = await screenOf({ kind: 'all' })
    const { body } = await everything('GET', '/api/display/readings')
    const ids = Object.keys(body.data).slice(0, 12)
    const some = await screenOf({ kind: 'rooms', ids })
    return await Promise.all([some, everything].map(measureShare))
  } finally {
    await gateway.stop()
  }
}

/**
 * @param {ReturnType<typeof createClient>} screen
 * @returns {Promise<Share>}
 */
async function measureShare(screen) {
  const share = { rooms: 0, polls: 0, unchanged: 0, notModified: 0, wrong: 0, bytes: 0 }
  const first = await screen('GET', '/api/display/readings')
  let etag = first.headers.get('etag') ?? ''
  let shown = shownBy(first.body)
  share.rooms = Object.keys(first.body.data).length
  for (; share.polls < polls; share.polls += 1) {
    await new Promise((resolve) => setTimeout(resolve, pollSeconds * 1_000))
    const response = await screen('GET', '/api/display/readings', undefined, {
      'if-none-match': etag,
    })
    etag = response.headers.get('etag') ?? ''
    const now = response.status === 304 ? shown : shownBy(response.body)
    if (now === shown) share.unchanged += 1
    if (response.status === 304) share.notModified += 1
    else share.bytes = response.text.length
    if ((now === shown) !== (response.status === 304)) share.wrong += 1
    shown = now
  }
  return share
}

/** Serialises the parts of a response that a display shows, regardless of their order. @param {any} body */
function shownBy({ data, health, zerosWithheld }) {
  const counts = Object.entries(data).flatMap(([room, sensors]) =>
    Object.entries(sensors ?? {}).map(([mac, reading]) => `${room} ${mac} ${reading?.last}`),
  )
  return JSON.stringify([counts.toSorted(), health, zerosWithheld])
}
