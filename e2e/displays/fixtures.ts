import { writeFile } from 'node:fs/promises'
import type { TestInfo } from '@playwright/test'
import { browserArguments, findBrowser } from '../../scripts/find-browser.mjs'
import { oldChromium } from '../../scripts/old-chromium.mjs'
import { test as base, expect } from '../fixtures.ts'
import { startTlsProxy } from '../engines/tls-proxy.ts'
import { startScreen, type Screen } from './screen.ts'
import { signInStaff, type BoardSettings, type Staff } from './staff.ts'

type Fixtures = {
  /**
   * Starts a TLS proxy for Headroom and returns its URL. Without TLS, old browsers drop the cookie of a display, even
   * on localhost.
   */
  secure: (url: string) => Promise<string>
  /** Chromium 78 and the current Chromium, in that order. */
  screens: readonly [Screen, Screen]
  /**
   * Sets both screens to Full HD, and pairs them with a new board of `building`. Returns the IDs of their displays as
   * `ids`.
   */
  pairScreens: (settings: BoardSettings) => Promise<{ staff: Staff; ids: string[] }>
}

/** Accepts the self-signed certificate of the TLS proxy. */
const trustAll = '--ignore-certificate-errors'

/**
 * Playwright's `test` with two screens. A script error in a page fails the test. Every failure saves a screenshot of
 * each screen.
 */
export const test = base.extend<Fixtures>({
  secure: async ({}, use) => {
    const proxies: { stop: () => Promise<void> }[] = []
    await use(async (url) => {
      const proxy = await startTlsProxy(url)
      proxies.push(proxy)
      return proxy.url
    })
    await Promise.all(proxies.map((proxy) => proxy.stop()))
  },

  screens: async ({ secure: _secure }, use, testInfo) => {
    const screens = await startScreens()
    try {
      await use(screens)
      if (testInfo.status !== testInfo.expectedStatus)
        await saveScreens(screens, 'failed', testInfo)
      expect(screens.flatMap((screen) => screen.errors())).toEqual([])
    } finally {
      await Promise.all(screens.map((screen) => screen.close()))
    }
  },

  pairScreens: async ({ building: { url }, secure, screens }, use) => {
    await use(async (settings) => {
      await resizeAll(screens, 1920, 1080)
      const staff = await signInStaff(url)
      return { staff, ids: await pairAll(staff, await secure(url), screens, settings) }
    })
  },
})

export { expect }

/** Starts both browsers. If one fails to start, closes the other. */
async function startScreens(): Promise<readonly [Screen, Screen]> {
  const { executable, arguments: flags, environment } = oldChromium
  const starting = [
    startScreen(executable, [...flags, trustAll], environment),
    startScreen(findBrowser() ?? '', [...browserArguments, trustAll]),
  ] as const
  try {
    return await Promise.all(starting)
  } catch (error) {
    const started = await Promise.allSettled(starting)
    for (const start of started) if (start.status === 'fulfilled') await start.value.close()
    throw error
  }
}

/** Saves the screenshots `<name>-old.png` and `<name>-current.png`. */
export async function saveScreens(
  screens: readonly Screen[],
  name: string,
  testInfo: TestInfo,
): Promise<void> {
  for (const [index, screen] of screens.entries()) {
    const file = testInfo.outputPath(`${name}-${index === 0 ? 'old' : 'current'}.png`)
    await writeFile(file, await screen.screenshot())
  }
}

/** Returns all visible text, or an empty string while the page loads. Runs in the page. */
const readText = () => (document.readyState === 'loading' ? '' : document.body.innerText)

/** Long enough to show all five pages of a board, which takes about a minute. */
const roundMs = 90_000

export async function see(screens: readonly Screen[], text: string | RegExp, timeout = roundMs) {
  for (const screen of screens) {
    const words = expect.poll(() => screen.evaluate(readText, null), { timeout })
    await (typeof text === 'string' ? words.toContain(text) : words.toMatch(text))
  }
}

export async function seeElement(screens: readonly Screen[], selector: string) {
  for (const screen of screens) {
    await expect
      .poll(() => screen.evaluate((name) => document.querySelectorAll(name).length, selector), {
        timeout: roundMs,
      })
      .toBeGreaterThan(0)
  }
}

async function codeOf(screen: Screen): Promise<string> {
  const read = () =>
    screen.evaluate(() => {
      const code = document.querySelector('.code')
      return code ? (code.textContent || '').replace(/\s/g, '') : ''
    }, null)
  await expect.poll(read).toMatch(/^\w{6}$/)
  return read()
}

/** Opens the display page on all screens, pairs them, and waits for live data. Returns the IDs of the displays. */
export async function pairAll(
  staff: Staff,
  address: string,
  screens: readonly Screen[],
  settings: BoardSettings,
): Promise<string[]> {
  const boardId = await staff.addBoard('Lobby', settings)
  const ids: string[] = []
  for (const [index, screen] of screens.entries()) {
    await screen.open(`${address}/display`)
    ids.push(await staff.pair(await codeOf(screen), `Screen ${index + 1}`, boardId))
  }
  await see(screens, /Live · \d+ s ago/)
  return ids
}

export async function resizeAll(screens: readonly Screen[], width: number, height: number) {
  for (const screen of screens) await screen.resize(width, height)
}
