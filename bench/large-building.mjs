import { measureBuilding, signIn, waitForRender } from './browser.mjs'
import { isPoll, watchPolls } from './intercept-polls.mjs'
import { taskCategories, tasksOf } from './main-thread-tasks.mjs'

const small = 500
const large = 5_000
const mounts = 5
const polls = 6

/**
 * The cost of a building of one size. `cards` and `table` are numbers of DOM elements; all times are main-thread times
 * in milliseconds. `mountMs`: to mount the overview; `pollMs`: to process a poll; `longestTaskMs`: longest task of a
 * poll (all medians). `sensorsTaskMs`: longest task of one sensors response.
 *
 * @typedef {{ cards: number, table: number, mountMs: number, pollMs: number, longestTaskMs: number, sensorsTaskMs: number }} Cost
 */

/**
 * Measures the overview with 500 and with 5,000 rooms of two sensors in one run. Only the ratios of the times, and the
 * longest tasks, are meaningful on a shared machine.
 *
 * @returns {Promise<{ small: Cost, large: Cost }>}
 */
export async function measureLarge() {
  return { small: await costOf(small), large: await costOf(large) }
}

/**
 * @param {number} rooms
 * @returns {Promise<Cost>}
 */
async function costOf(rooms) {
  const flags = ['--rooms', String(rooms), '--sensors-per-room', '2']
  return measureBuilding({ flags, pollSeconds: 3 }, async ({ browser, url }) => {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    await signIn(page, url)
    const firstCard = page.getByRole('link', { name: /people|person/ }).nth(3)
    await firstCard.waitFor({ timeout: 120_000 })
    await page.waitForLoadState('networkidle')
    const work = await workOf(page)
    const cards = await nodesOf(page)

    const mountTimes = []
    const held = await watchPolls(page)
    await held.hold()
    for (let mount = 0; mount < mounts; mount += 1) {
      // Navigates to "Page not found" without a page load, so that the work of other screens is not counted.
      await page.evaluate(() => history.pushState(null, '', '/nowhere'))
      await page.getByRole('heading', { name: 'Page not found' }).waitFor()
      // Lets the page process a response, and holds the next poll while the overview mounts.
      await held.step()
      await waitForRender(page)
      const before = await work()
      await page.getByRole('link', { name: 'Rooms', exact: true }).click()
      await firstCard.waitFor()
      await waitForRender(page)
      mountTimes.push((await work()) - before)
    }
    await held.stop()

    const pollTimes = []
    for (let poll = 0; poll < polls; poll += 1) {
      await page.waitForRequest(isPoll)
      const before = await work()
      await page.waitForRequest(isPoll)
      pollTimes.push((await work()) - before)
    }
    const longestTasks = []
    for (let poll = 0; poll < polls; poll += 1)
      longestTasks.push(await longestTaskOf(browser, page))
    const sensorsTaskMs = await longestSensorsTaskOf(browser, page)

    await page.getByRole('button', { name: 'Table' }).click()
    await page.getByRole('table', { name: 'Rooms' }).waitFor()
    await waitForRender(page)
    const table = await nodesOf(page)
    return {
      cards,
      table,
      mountMs: median(mountTimes),
      pollMs: median(pollTimes),
      longestTaskMs: median(longestTasks),
      sensorsTaskMs,
    }
  })
}

/**
 * Returns a function that reads the total main-thread time of the page in milliseconds.
 *
 * @param {import('@playwright/test').Page} page
 */
async function workOf(page) {
  const session = await page.context().newCDPSession(page)
  // Thread time excludes the load of other processes on a shared machine.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000
  }
}

/**
 * Returns the longest main-thread task of a poll, in milliseconds of CPU time. Waits for the next poll, which the page
 * sends only after it has processed the response. An idle main thread is not enough, because a worker may still be
 * parsing the response.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {import('@playwright/test').Page} page
 */
async function longestTaskOf(browser, page) {
  await browser.startTracing(page, { categories: taskCategories })
  await page.waitForRequest(isPoll)
  await page.waitForRequest(isPoll)
  await waitForRender(page)
  return tasksOf(await browser.stopTracing()).longestMs
}

/**
 * Returns the longest main-thread task, in milliseconds of CPU time, while the page processes a sensors response. The
 * page requests sensors once a minute, and sends a poll after it has processed the response.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {import('@playwright/test').Page} page
 */
async function longestSensorsTaskOf(browser, page) {
  await page.waitForRequest(isSensorsQuery, { timeout: 90_000 })
  await page.waitForRequest(isPoll)
  await browser.startTracing(page, { categories: taskCategories })
  await page.waitForRequest(isSensorsQuery, { timeout: 90_000 })
  for (let poll = 0; poll < 2; poll += 1) await page.waitForRequest(isPoll)
  await waitForRender(page)
  return tasksOf(await browser.stopTracing()).longestMs
}

/** @param {import('@playwright/test').Request} request */
function isSensorsQuery(request) {
  return (
    request.url().endsWith('/api/v3/graphql') && request.postData()?.includes('sensors') === true
  )
}

/** @param {import('@playwright/test').Page} page */
function nodesOf(page) {
  return page.evaluate(() => document.querySelectorAll('*').length)
}

/** @param {number[]} times */
function median(times) {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}
