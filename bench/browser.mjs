import { chromium } from '@playwright/test'
import { browserArguments, findBrowser } from '../scripts/find-browser.mjs'
import { startProgram } from './harness.mjs'

/** Starts the installed Chromium. */
export function launchBrowser() {
  return chromium.launch({ executablePath: findBrowser() ?? '', args: browserArguments })
}

/**
 * Starts a simulated building, Headroom and a browser, and stops them after the measurement.
 *
 * @template TResult
 * @param {{ flags: string[], pollSeconds?: number }} building `flags` are those of the simulator
 * @param {(started: { browser: import('@playwright/test').Browser, url: string, simulatorUrl: string }) => Promise<TResult>} measure
 * @returns {Promise<TResult>}
 */
export async function measureBuilding({ flags, pollSeconds = 5 }, measure) {
  const simulator = await startProgram('dist/server/simulator.js', ['--port', '0', ...flags])
  const headroom = await startProgram('dist/server/main.js', [], {
    BUTLR_BASE_URL: simulator.url,
    HEADROOM_POLL_SECONDS: String(pollSeconds),
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
