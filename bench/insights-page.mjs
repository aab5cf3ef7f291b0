import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launchBrowser, signIn, waitForRender } from './browser.mjs'
import { createClient, startProgram } from './harness.mjs'
import { writeEstate } from './insights-data.mjs'
import { taskCategories, tasksOf } from './main-thread-tasks.mjs'

const rooms = 5_000
const days = 30
/** The minutes of more days take too long to write. */
const minuteDays = 2
const dayMs = 86_400_000
const minutesPerDay = 1_440
/** Time in milliseconds for the slowest query of the page. */
const queryTimeoutMs = 120_000

const flags = ['--port', '0', '--rooms', String(rooms), '--sensors-per-room', '2']
const login = { username: 'demo@headroom.example', password: 'demo' }
const topologyQuery =
  '{ sites { data { buildings { id floors { rooms { id capacity { max } } } } } } }'

/**
 * The cost of a step: number of DOM elements after it, and the longest main-thread task during it in milliseconds of
 * CPU time.
 *
 * @typedef {{ step: string, nodes: number, longestTaskMs: number }} StepCost
 */

/**
 * Measures the Insights page in the browser with 5,000 rooms and 30 days of history.
 *
 * @returns {Promise<{ rooms: number, steps: StepCost[] }>}
 */
export async function measureInsightsPage() {
  const directory = mkdtempSync(join(tmpdir(), 'headroom-bench-insights-page-'))
  const simulator = await startProgram('dist/server/simulator.js', flags)
  const environment = {
    BUTLR_BASE_URL: simulator.url,
    BUTLR_CLIENT_ID: 'demo-client',
    BUTLR_CLIENT_SECRET: 'demo-secret',
    HEADROOM_HISTORY_DIR: directory,
    // The gateway deletes days that it would not collect, and collects too slowly to replace any of them.
    HEADROOM_HISTORY_BACKFILL_DAYS: String(days + 1),
    HEADROOM_HISTORY_REQUESTS_PER_MINUTE: '1',
  }
  try {
    const root = await createHistoryFolder(directory, environment)
    const from = (Math.floor(Date.now() / dayMs) - days) * minutesPerDay
    await writeEstate(root, await readBuildings(simulator.url), { from, days, minuteDays })
    const headroom = await startProgram('dist/server/main.js', [], environment)
    try {
      return { rooms, steps: await measureSteps(headroom.url) }
    } finally {
      await headroom.stop()
    }
  } finally {
    await simulator.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}

/**
 * Lets a gateway create the folder of the estate's history, whose name depends on the account. Returns its path.
 *
 * @param {string} directory
 * @param {Record<string, string>} environment
 */
async function createHistoryFolder(directory, environment) {
  const headroom = await startProgram('dist/server/main.js', [], environment)
  try {
    for (;;) {
      const [estate] = existsSync(directory) ? readdirSync(directory) : []
      if (estate !== undefined) return join(directory, estate)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  } finally {
    await headroom.stop()
  }
}

/**
 * Returns the simulator's buildings with their rooms.
 *
 * @param {string} url URL of the simulator
 * @returns {Promise<import('./insights-data.mjs').Building[]>}
 */
async function readBuildings(url) {
  const client = createClient(url)
  const { body: session } = await client('POST', '/api/v2/login', login)
  const headers = { authorization: `Bearer ${session.access_token}` }
  const { body } = await client('POST', '/api/v3/graphql', { query: topologyQuery }, headers)
  /** @type {{ buildings: { id: string, floors: { rooms: { id: string, capacity: { max: number } }[] }[] }[] }[]} */
  const sites = body.data.sites.data
  return sites
    .flatMap(({ buildings }) => buildings)
    .map(({ id, floors }) => ({
      id,
      rooms: floors
        .flatMap((floor) => floor.rooms)
        .map((room) => ({ id: room.id, capacity: room.capacity.max })),
    }))
}

/**
 * @param {string} url URL of the gateway
 * @returns {Promise<StepCost[]>}
 */
async function measureSteps(url) {
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    page.setDefaultTimeout(queryTimeoutMs)
    await signIn(page, url)
    const ranking = page.getByRole('table', { name: 'Rooms by use and right size' })
    /** @type {StepCost[]} */
    const steps = []
    /**
     * @param {string} step
     * @param {() => Promise<unknown>} act
     */
    const measure = async (step, act) => {
      await waitForRender(page)
      await browser.startTracing(page, { categories: taskCategories })
      await act()
      await waitForRender(page)
      const { longestMs } = tasksOf(await browser.stopTracing())
      const nodes = await page.evaluate(() => document.querySelectorAll('*').length)
      steps.push({ step, nodes, longestTaskMs: longestMs })
    }
    await measure('open', async () => {
      await page.getByRole('link', { name: 'Insights', exact: true }).click()
      await ranking.waitFor()
      await page.getByText(/^(A room of each size was always free|Rooms .*ran out)/).waitFor()
    })
    await measure('show all rooms', async () => {
      await page.getByRole('button', { name: /^Show all [\d,]+ rooms/ }).click()
      await page.getByRole('button', { name: 'Show fewer' }).waitFor()
    })
    await measure('sort', () => ranking.getByRole('button', { name: 'Utilisation' }).click())
    await measure('rooms of an hour', async () => {
      await page
        .getByRole('table', { name: /^Typical number of people by weekday and hour/ })
        .getByRole('button', { name: /^Wednesdays, 10:00–11:00/ })
        .click()
      await page.getByRole('button', { name: 'See rooms' }).click()
      await page.getByRole('table', { name: 'Rooms: Wednesdays, 10:00–11:00' }).waitFor()
    })
    return steps
  } finally {
    await browser.close()
  }
}
