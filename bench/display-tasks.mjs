import { measureBoards, pairPage } from './browser.mjs'
import { boardDraft } from './harness.mjs'
import { taskCategories, tasksOf } from './main-thread-tasks.mjs'

const rooms = 48
const slowdown = 6
const pollsPerTrace = 8
/** Number of measured page turns; the result is the median of their longest tasks. */
const turns = 3
const layouts = ['cards', 'rows', 'plan', 'totals', 'find-room']

/**
 * The longest tasks of a display with a slow CPU, in milliseconds of CPU time, and the heap size in bytes after a
 * garbage collection. `turnMs` is null if the board has only one page.
 *
 * @typedef {{ layout: string, pollMs: number, turnMs: number | null, heapBytes: number }} Measured
 */

/**
 * Measures polls and, if the board has several pages, page turns of a board of 48 rooms in each layout. Chromium's CPU
 * is slowed down by a factor of 6.
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
 * @param {string} url URL of the gateway
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
  // Page turns are measured first: right after a turn, the board shows the same page long enough to measure the polls.
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
 * Waits inside the browser until the board turns its page, because Playwright's polling would add tasks.
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
