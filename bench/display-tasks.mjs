import { measureBoards, pairPage } from './browser.mjs'
import { boardDraft } from './harness.mjs'
import { taskCategories, tasksOf } from './main-thread-tasks.mjs'

const rooms = 48
const slowdown = 6
const pollsPerTrace = 8
/** Number of page turns. The result is the turn whose longest task is the median. */
const turns = 3
const layouts = ['cards', 'rows', 'plan', 'totals', 'find-room']

/**
 * The longest tasks of a display on a slow processor, in milliseconds of CPU time, and its heap size after a garbage
 * collection.
 *
 * @typedef {{ layout: string, pollMs: number, turnMs: number | null, heapBytes: number }} Measured
 */

/**
 * Measures a board of 48 rooms in each layout, in Chromium with the processor slowed down 6 times: polls and, if the
 * board has several pages, page turns.
 *
 * @returns {Promise<{ rooms: number, slowdown: number, layouts: Measured[] }>}
 */
export async function measureDisplayTasks() {
  const building = `--sensors-per-room 1 --rooms ${rooms} --rooms-per-floor 12`
  return measureBoards(building.split(' '), async ({ browser, url, staff }) => {
    const measured = []
    for (const layout of layouts) measured.push(await measureLayout(browser, url, staff, layout))
    return { rooms, slowdown, layouts: measured }
  })
}

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url of the gateway
 * @param {import('./browser.mjs').Staff} staff
 * @param {string} layout
 * @returns {Promise<Measured>}
 */
async function measureLayout(browser, url, staff, layout) {
  const draft = { ...boardDraft, rooms: { kind: 'all' }, layout }
  const { body: board } = await staff('POST', '/api/boards', draft)
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } })
  const page = await context.newPage()
  await pairPage(page, url, staff, board.id)

  const session = await context.newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  /** @param {() => Promise<unknown>} wait */
  const longestTask = async (wait) => {
    await browser.startTracing(page, { categories: taskCategories })
    await wait()
    return tasksOf(await browser.stopTracing()).longestMs
  }
  const hasPages = (await page.locator('.board-pages i').count()) > 1
  // Measures the turns first, so that all polls are on the same page.
  const turnTimes = []
  for (let turn = 0; turn < (hasPages ? turns : 0); turn += 1) {
    turnTimes.push(await longestTask(() => nextPage(page)))
  }
  const turnMs = turnTimes.toSorted((a, b) => a - b)[1] ?? null
  const pollMs = await longestTask(() => nextPolls(page))
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await context.close()
  return { layout, pollMs, turnMs, heapBytes: usedSize }
}

/**
 * Waits for the next page of a board inside the browser, because Playwright's polling would add tasks.
 *
 * @param {import('@playwright/test').Page} page
 */
function nextPage(page) {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const label = () => document.querySelector('.board-pages')?.getAttribute('aria-label')
        const before = label()
        const observer = new MutationObserver(() => {
          if (label() !== before) requestAnimationFrame(() => setTimeout(resolve, 1_000))
        })
        observer.observe(document.body, { subtree: true, attributes: true, childList: true })
      }),
  )
}

/** @param {import('@playwright/test').Page} page */
async function nextPolls(page) {
  for (let poll = 0; poll < pollsPerTrace; poll += 1) {
    await page.waitForResponse('**/api/display/readings*')
  }
}
