import { chromium } from '@playwright/test'
import { browserArguments, findBrowser } from '../scripts/find-browser.mjs'
import { boardDraft, createClient, startProgram } from './harness.mjs'
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
  const building = `--port 0 --sensors-per-room 1 --rooms ${rooms} --rooms-per-floor 12`
  const simulator = await startProgram('dist/server/simulator.js', building.split(' '))
  const headroom = await startProgram('dist/server/main.js', [], {
    BUTLR_BASE_URL: simulator.url,
    BUTLR_CLIENT_ID: 'demo-client',
    BUTLR_CLIENT_SECRET: 'demo-secret',
    HEADROOM_POLL_SECONDS: '1',
  })
  const browser = await chromium.launch({
    executablePath: findBrowser() ?? '',
    args: browserArguments,
  })
  try {
    const staff = createClient(headroom.url)
    const login = { username: 'demo@headroom.example', password: 'demo' }
    await staff('POST', '/api/v2/login', login)
    const measured = []
    for (const layout of layouts) {
      measured.push(await measureLayout(browser, headroom.url, staff, layout))
    }
    return { rooms, slowdown, layouts: measured }
  } finally {
    await browser.close()
    await headroom.stop()
    await simulator.stop()
  }
}

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url of the gateway
 * @param {ReturnType<typeof createClient>} staff
 * @param {string} layout
 * @returns {Promise<Measured>}
 */
async function measureLayout(browser, url, staff, layout) {
  const draft = { ...boardDraft, rooms: { kind: 'all' }, layout }
  const { body: board } = await staff('POST', '/api/boards', draft)
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } })
  const page = await context.newPage()
  await page.goto(`${url}/display`)
  const code = (await page.locator('.code').textContent()) ?? ''
  const { body: found } = await staff('POST', '/api/displays/pairing', { code })
  const pairing = { code, requestId: found.id, name: layout, boardId: board.id }
  await staff('POST', '/api/displays', pairing)
  await page.getByText(/^Live, /).waitFor()

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
