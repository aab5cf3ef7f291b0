import { chromium } from '@playwright/test'
import { browserArguments, findBrowser } from '../scripts/find-browser.mjs'
import { startProgram } from './programs.mjs'
import { installRenderCounter } from './render-counter.mjs'

const rooms = 1_000
const polls = 20

/** @typedef {{ polls: number, changed: number, renders: number }} Counted */

/**
 * Card renders in Chromium with a thousand rooms: over polls in which rooms change, and over polls (and ticks of the
 * clock) in which nothing does.
 *
 * @returns {Promise<{ rooms: number, live: Counted, still: Counted, nodes: number, shifts: number, answerBytes: number }>}
 */
export async function measureCards() {
  const flags = ['--port', '0', '--rooms', String(rooms), '--sensors-per-room', '2']
  const simulator = await startProgram('dist/server/simulator.js', flags)
  const headroom = await startProgram('dist/server/main.js', [], {
    BUTLR_BASE_URL: simulator.url,
    HEADROOM_POLL_SECONDS: '1',
  })
  const browser = await chromium.launch({
    executablePath: findBrowser() ?? '',
    args: browserArguments,
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.addInitScript(installRenderCounter)
    await page.addInitScript(countShifts)
    await signIn(page, headroom.url)
    const poll = await openPolls(page)

    await page.evaluate(() => Object.assign(window, { headroomShifts: 0 }))
    const live = await countOver(page, poll)
    const shifts = await page.evaluate(() => Reflect.get(window, 'headroomShifts'))
    await poll.freeze()
    const still = await countOver(page, poll)
    const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
    return { rooms, live, still, nodes, shifts, answerBytes: poll.answerBytes() }
  } finally {
    await browser.close()
    await headroom.stop()
    await simulator.stop()
  }
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} url
 */
async function signIn(page, url) {
  await page.goto(url)
  await page.getByLabel('Email').fill('demo@headroom.example')
  await page.getByLabel('Password').fill('demo')
  await page.getByRole('button', { name: 'Sign in' }).click()
  const card = page.locator('a[aria-label]').filter({ hasText: 'sensors' }).first()
  await card.waitFor()
  // The first half hour of every room, and names: what follows is only polls.
  await page.waitForResponse((response) => isPoll(response.request()))
  await page.waitForResponse((response) => isPoll(response.request()))
  const found = await card.evaluate((element) =>
    Reflect.get(window, 'headroomBench').countDrawerOf(element),
  )
  if (!found) throw new Error('No memoised component draws the cards.')
}

/**
 * Watches the polls: how many there were, and how many rooms changed between them.
 *
 * @param {import('@playwright/test').Page} page
 */
async function openPolls(page) {
  /** @type {Map<string, string> | null} */
  let before = null
  let seen = 0
  let changed = 0
  let bytes = 0
  let last = ''
  let frozen = false
  await page.route('**/api/v3/reporting', async (route) => {
    if (!isPoll(route.request())) return route.continue()
    if (!frozen) {
      const response = await route.fetch()
      last = await response.text()
      bytes = last.length
      const now = roomsOf(last)
      if (before) for (const [id, counts] of now) if (before.get(id) !== counts) changed += 1
      before = now
    }
    seen += 1
    return route.fulfill({
      status: 200,
      contentType: 'application/json',
      headers: { date: new Date().toUTCString() },
      body: last,
    })
  })
  return {
    seen: () => seen,
    changed: () => changed,
    answerBytes: () => bytes,
    async freeze() {
      frozen = true
      // The last answer that may still be under way, and the first frozen one.
      await page.waitForResponse((response) => isPoll(response.request()))
      await page.waitForResponse((response) => isPoll(response.request()))
    },
  }
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {Awaited<ReturnType<typeof openPolls>>} poll
 * @returns {Promise<Counted>}
 */
async function countOver(page, poll) {
  await settle(page)
  await page.evaluate(() => Reflect.get(window, 'headroomBench').takeRenders())
  const first = { seen: poll.seen(), changed: poll.changed() }
  while (poll.seen() < first.seen + polls) {
    await page.waitForResponse((response) => isPoll(response.request()))
  }
  await settle(page)
  const renders = await page.evaluate(() => Reflect.get(window, 'headroomBench').takeRenders())
  return { polls: poll.seen() - first.seen, changed: poll.changed() - first.changed, renders }
}

/**
 * Until what was answered is drawn.
 *
 * @param {import('@playwright/test').Page} page
 */
async function settle(page) {
  await page.waitForResponse((response) => isPoll(response.request()))
  await page.evaluate(
    () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 400 })),
  )
}

/** @param {import('@playwright/test').Request} request */
function isPoll(request) {
  return (request.postData() ?? '').includes('"every":"1s"')
}

/**
 * Every room's counts as text.
 *
 * @param {string} answer
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

/** Runs in the page: counts layout shifts that no input caused. */
function countShifts() {
  Object.assign(window, { headroomShifts: 0 })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (Reflect.get(entry, 'hadRecentInput')) continue
      Reflect.set(window, 'headroomShifts', Reflect.get(window, 'headroomShifts') + 1)
    }
  }).observe({ type: 'layout-shift', buffered: true })
}
