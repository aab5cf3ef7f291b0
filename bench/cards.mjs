import { measureBuilding, signIn, waitForRender } from './browser.mjs'
import { measureResponse, isPoll, watchPolls } from './intercept-polls.mjs'
import { installPageCounters, watchCards, installRenderCounter } from './page-instruments.mjs'

/**
 * Number of rooms. The overview renders the cards of up to 120 rooms all at once, and otherwise only those in view
 * (measured by bench/large-building.mjs).
 */
const rooms = 100
/** Number of measured polls in which rooms change. */
const livePolls = 200
/** Number of measured polls in which nothing changes. */
const stillPolls = 20

/**
 * Totals over a series of polls. `wrong` counts cards that rendered although their room did not change, rendered twice
 * in one poll, or did not render although their room changed.
 *
 * @typedef {{ polls: number, changed: number, renders: number, wrong: number, otherRequests: number }
 *   & import('./page-instruments.mjs').PageCounts} Counted
 */

/**
 * Measures the overview of 100 rooms in Chromium, first over polls that change rooms, then over polls and clock ticks
 * that change nothing.
 *
 * @returns {Promise<{ rooms: number, live: Counted, still: Counted, moved: string[], nodes: number, response: { bytes: number, encoding: string } }>}
 */
export async function measureCards() {
  const flags = ['--rooms', String(rooms), '--sensors-per-room', '2']
  return measureBuilding({ flags, pollSeconds: 1 }, async ({ browser, url }) => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.addInitScript(installRenderCounter)
    await page.addInitScript(installPageCounters)
    await openOverview(page, url)
    const polls = await watchPolls(page)
    await polls.hold()
    await polls.step()

    await page.evaluate(() => Reflect.get(window, 'headroomMoved').splice(0))
    const live = await countOver(page, polls, livePolls)
    polls.freeze()
    const still = await countOver(page, polls, stillPolls)
    const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
    const moved = await page.evaluate(() => Reflect.get(window, 'headroomMoved').splice(0))
    const lastRequest = polls.lastRequest()
    if (!lastRequest) throw new Error('The page sent no poll.')
    const response = await measureResponse(lastRequest)
    await polls.stop()
    return { rooms, live, still, moved, nodes, response }
  })
}

/**
 * Signs in and waits for the requests that occur once (names, and the last half hour of every room), so that only polls
 * follow.
 *
 * @param {import('@playwright/test').Page} page
 * @param {string} url
 */
async function openOverview(page, url) {
  await signIn(page, url)
  const card = page.locator('a[aria-label]').filter({ hasText: 'sensors' }).first()
  await card.waitFor()
  await page.waitForResponse((response) => isPoll(response.request()))
  await page.waitForLoadState('networkidle')
  const found = await card.evaluate((element) =>
    Reflect.get(window, 'headroomBench').countRendersOf(element),
  )
  if (!found) throw new Error('No memoised component renders the cards.')
  await page.evaluate(watchCards)
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {Awaited<ReturnType<typeof watchPolls>>} polls
 * @param {number} count
 * @returns {Promise<Counted>}
 */
async function countOver(page, polls, count) {
  const counted = { polls: count, changed: 0, renders: 0, wrong: 0, otherRequests: 0 }
  page.on('request', (request) => {
    if (!isPoll(request)) counted.otherRequests += 1
  })
  await waitForRender(page)
  const before = await pageCounts(page)
  await takeRenders(page)
  for (let poll = 0; poll < count; poll += 1) {
    const changed = await polls.step()
    await waitForRender(page)
    const rendered = await takeRenders(page)
    counted.changed += changed.length
    counted.renders += rendered.length
    counted.wrong += difference(changed, rendered).length
  }
  page.removeAllListeners('request')
  const after = await pageCounts(page)
  return {
    ...counted,
    shifts: after.shifts - before.shifts,
    longTasks: after.longTasks - before.longTasks,
    mutations: after.mutations - before.mutations,
  }
}

/**
 * Returns the symmetric difference of two lists, counting duplicates.
 *
 * @param {string[]} first
 * @param {string[]} second
 */
function difference(first, second) {
  const rest = [...second]
  const missing = first.filter((item) => {
    const at = rest.indexOf(item)
    if (at >= 0) rest.splice(at, 1)
    return at < 0
  })
  return [...missing, ...rest]
}

/**
 * Returns the rooms whose cards rendered since the last call.
 *
 * @param {import('@playwright/test').Page} page
 * @returns {Promise<string[]>}
 */
function takeRenders(page) {
  return page.evaluate(() => Reflect.get(window, 'headroomBench').takeRenders())
}

/**
 * @param {import('@playwright/test').Page} page
 * @returns {Promise<import('./page-instruments.mjs').PageCounts>}
 */
function pageCounts(page) {
  return page.evaluate(() => ({ ...Reflect.get(window, 'headroomCounts') }))
}
