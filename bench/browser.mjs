import { chromium } from '@playwright/test'
import { browserArguments, findBrowser } from '../scripts/find-browser.mjs'
import { createClient, startProgram } from './harness.mjs'

export function launchBrowser() {
  return chromium.launch({ executablePath: findBrowser() ?? '', args: browserArguments })
}

/**
 * Starts a simulated building, Headroom and a browser, and stops them after the measurement.
 *
 * @template TResult
 * @param {{ flags: string[], pollSeconds?: number, environment?: Record<string, string> }} building `flags` go to the
 *   simulator, `environment` to the gateway
 * @param {(started: { browser: import('@playwright/test').Browser, url: string, simulatorUrl: string }) => Promise<TResult>} measure
 * @returns {Promise<TResult>}
 */
export async function measureBuilding({ flags, pollSeconds = 5, environment = {} }, measure) {
  const simulator = await startProgram('dist/server/simulator.js', ['--port', '0', ...flags])
  const headroom = await startProgram('dist/server/main.js', [], {
    BUTLR_BASE_URL: simulator.url,
    HEADROOM_POLL_SECONDS: String(pollSeconds),
    ...environment,
  })
  const browser = await launchBrowser()
  try {
    return await measure({ browser, url: headroom.url, simulatorUrl: simulator.url })
  } finally {
    await browser.close()
    await headroom.stop()
    await simulator.stop()
  }
}

/** @typedef {ReturnType<typeof createClient>} Staff a client that is signed in */

/**
 * Like `measureBuilding`, but configures the gateway account that displays need, polls every second, and signs a client
 * in.
 *
 * @template TResult
 * @param {string[]} flags flags of the simulator
 * @param {(started: { browser: import('@playwright/test').Browser, url: string, staff: Staff }) => Promise<TResult>} measure
 * @returns {Promise<TResult>}
 */
export function measureBoards(flags, measure) {
  const environment = { BUTLR_CLIENT_ID: 'demo-client', BUTLR_CLIENT_SECRET: 'demo-secret' }
  return measureBuilding({ flags, pollSeconds: 1, environment }, async ({ browser, url }) => {
    const staff = createClient(url)
    await staff('POST', '/api/v2/login', { username: 'demo@headroom.example', password: 'demo' })
    return measure({ browser, url, staff })
  })
}

/**
 * Opens the display page, pairs it with a board and waits for live data.
 *
 * @param {import('@playwright/test').Page} page
 * @param {string} url URL of the gateway
 * @param {Staff} staff
 * @param {string} boardId
 * @returns {Promise<{ id: string, name: string }>} the display
 */
export async function pairPage(page, url, staff, boardId) {
  await page.goto(`${url}/display`)
  const code = (await page.locator('.code').textContent()) ?? ''
  const { body: found } = await staff('POST', '/api/displays/pairing', { code })
  const pairing = { code, requestId: found.id, name: `Screen ${code}`, boardId }
  const { body: display } = await staff('POST', '/api/displays', pairing)
  await page.getByText(/^Live · /).waitFor()
  return display
}

/**
 * Opens a page and signs in with the demo account.
 *
 * @param {import('@playwright/test').Page} page
 * @param {string} url
 */
export async function signIn(page, url) {
  await page.goto(url)
  await page.getByLabel('Email').fill('demo@headroom.example')
  await page.getByLabel('Password', { exact: true }).fill('demo')
  await page.getByRole('button', { name: 'Sign in' }).click()
}

/**
 * Waits until the last change is rendered and the page is idle.
 *
 * @param {import('@playwright/test').Page} page
 */
export function waitForRender(page) {
  return page.evaluate(
    () =>
      new Promise((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(resolve))),
      ),
  )
}
