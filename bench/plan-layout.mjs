import { measureBoards, measureBuilding, pairPage, signIn } from './browser.mjs'
import { boardDraft } from './harness.mjs'
import { taskCategories, tasksOf } from './main-thread-tasks.mjs'

const rooms = 100
const corners = 200
/** Number of runs; the result is the run with the median longest task. */
const runs = 3

/**
 * The main-thread tasks from the click on "Floor plan" until every room is rendered, in milliseconds of CPU time, which
 * does not include the load of other processes.
 *
 * @typedef {{ rooms: number, corners: number, longestMs: number, totalMs: number }} Measured
 */

/**
 * Measures the layout of a large floor plan on the page and on a display.
 *
 * @returns {Promise<import('./parts.mjs').Row[]>}
 */
export async function measurePlanLayouts() {
  /** @type {import('./parts.mjs').Row[]} */
  const rows = []
  for (const [where, measure] of /** @type {const} */ ([
    ['page', measurePlanLayout],
    ['display', measureBoardPlanLayout],
  ])) {
    const { longestMs, totalMs } = await measure()
    rows.push({
      what: `floor plan of ${rooms} rooms × ${corners} corners, ${where}: longest task, all tasks`,
      measured: `${Math.round(longestMs)} ms, ${Math.round(totalMs)} ms of CPU time`,
      limit: 'none over 50 ms',
      met: longestMs <= 50 && totalMs > 0,
    })
  }
  return rows
}

/**
 * Measures the layout of a floor plan of 100 rooms with 200 corners each, in Chromium.
 *
 * @returns {Promise<Measured>}
 */
async function measurePlanLayout() {
  const flags = `--sensors-per-room 1 --rooms ${rooms} --rooms-per-floor ${rooms}`.split(' ')
  return measureBuilding({ flags }, async ({ browser, url }) => {
    const measured = []
    for (let run = 0; run < runs; run += 1) measured.push(await openPlan(browser, url))
    const [, median = { longestMs: 0, totalMs: 0 }] = measured.toSorted(
      (a, b) => a.longestMs - b.longestMs,
    )
    return { rooms, corners, ...median }
  })
}

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url
 */
async function openPlan(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } })
  const page = await context.newPage()
  await page.route('**/api/v3/graphql', async (route) => {
    const response = await route.fetch()
    await route.fulfill({ response, json: withRoundedRooms(await response.json()) })
  })
  await signIn(page, url)
  await page.getByRole('button', { name: 'Floor plan' }).waitFor()
  await page.waitForLoadState('networkidle')
  await browser.startTracing(page, { categories: taskCategories })
  await page.getByRole('button', { name: 'Floor plan' }).click()
  await waitForElements(page, '[data-room] text')
  const trace = await browser.stopTracing()
  await context.close()
  return tasksOf(trace)
}

/**
 * Measures the layout of the same floor on a display in Chromium: the tasks from the moment when a board of floor plans
 * replaces a board of cards until every room shows its number.
 *
 * @returns {Promise<Measured>}
 */
async function measureBoardPlanLayout() {
  const flags = `--sensors-per-room 1 --rooms ${rooms} --rooms-per-floor ${rooms}`
  return measureBoards(flags.split(' '), async ({ browser, url, staff }) => {
    const measured = []
    for (let run = 0; run < runs; run += 1) {
      measured.push(await showBoardPlan(browser, url, staff, run))
    }
    const [, median = { longestMs: 0, totalMs: 0 }] = measured.toSorted(
      (a, b) => a.longestMs - b.longestMs,
    )
    return { rooms, corners, ...median }
  })
}

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url
 * @param {import('./browser.mjs').Staff} staff
 * @param {number} run
 */
async function showBoardPlan(browser, url, staff, run) {
  /** @param {string} layout */
  const addBoard = async (layout) => {
    const draft = { ...boardDraft, name: `${layout} ${run}`, rooms: { kind: 'all' }, layout }
    const { body } = await staff('POST', '/api/boards', draft)
    return body.id
  }
  const [cards, plan] = [await addBoard('cards'), await addBoard('plan')]
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } })
  const page = await context.newPage()
  await page.route('**/api/display/board*', async (route) => {
    const response = await route.fetch()
    const text = await response.text()
    await (text === ''
      ? route.fulfill({ response })
      : route.fulfill({ response, json: withRoundedRooms(JSON.parse(text)) }))
  })
  const display = await pairPage(page, url, staff, cards)
  await browser.startTracing(page, { categories: taskCategories })
  await staff('PATCH', `/api/displays/${display.id}`, { name: display.name, boardId: plan })
  await waitForElements(page, '.board-plan-figure')
  const trace = await browser.stopTracing()
  await context.close()
  return tasksOf(trace)
}

/**
 * Waits inside the page until every room has an element, because Playwright's polling would add tasks.
 *
 * @param {import('@playwright/test').Page} page
 * @param {string} selector
 */
function waitForElements(page, selector) {
  return page.evaluate(
    ([wanted, count]) =>
      new Promise((resolve) => {
        const isDrawn = () => document.querySelectorAll(String(wanted)).length >= Number(count)
        const observer = new MutationObserver(() => {
          if (isDrawn()) requestAnimationFrame(() => setTimeout(resolve, 500))
        })
        observer.observe(document.body, { subtree: true, childList: true })
        if (isDrawn()) resolve(undefined)
      }),
    [selector, rooms],
  )
}

/**
 * Returns a topology response in which each room has one rounded corner.
 *
 * @param {unknown} response
 * @returns {unknown}
 */
function withRoundedRooms(response) {
  return JSON.parse(JSON.stringify(response), (key, value) =>
    key === 'coordinates' && Array.isArray(value) && value.length > 2 ? roundCorner(value) : value,
  )
}

/** @param {[number, number][]} outline */
function roundCorner(outline) {
  const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)]
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)]
  const radius = Math.min(right - left, bottom - top) / 2
  const arc = Array.from({ length: corners - 3 }, (_, index) => {
    const angle = (Math.PI / 2) * (index / (corners - 4))
    return [right - radius + radius * Math.sin(angle), top + radius - radius * Math.cos(angle)]
  })
  return [[left, top], ...arc, [right, bottom], [left, bottom]]
}
