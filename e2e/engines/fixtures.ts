import { writeFile } from 'node:fs/promises'
import { relative } from 'node:path'
import type { TestInfo } from '@playwright/test'
import { browserArguments, findBrowser, findFirefox } from '../../scripts/find-browser.mjs'
import { test as base, expect } from '../fixtures.ts'
import type { Simulator } from '../servers.ts'
import type { Driver, Engine } from './driver.ts'
import { EnginePage } from './engine-page.ts'
import { byLabel, byRole } from './find-elements.ts'
import { launchWithPuppeteer } from './puppeteer-driver.ts'
import { startTlsProxy } from './tls-proxy.ts'
import { launchWebKit } from './webkit-driver.ts'

export type EngineOptions = { engine: Engine }

type Fixtures = EngineOptions & {
  /** Headroom behind TLS, as in production. */
  site: { url: string; simulator: Simulator }
  /** Launches another browser, which is not signed in. */
  newPage: () => Promise<EnginePage>
}

const launchers: Record<Engine, () => Promise<Driver>> = {
  chromium: () =>
    launchWithPuppeteer({
      browser: 'chrome',
      executablePath: findBrowser() ?? '',
      args: browserArguments,
    }),
  firefox: () => launchWithPuppeteer({ browser: 'firefox', executablePath: findFirefox() ?? '' }),
  webkit: launchWebKit,
}

/** Playwright's `test` in the engine of the current project. A failure prints a report on the open pages. */
export const test = base.extend<Fixtures>({
  engine: ['chromium', { option: true }],

  site: async ({ building }, use) => {
    const proxy = await startTlsProxy(building.url)
    await use({ url: proxy.url, simulator: building.simulator })
    await proxy.stop()
  },

  newPage: async ({ engine }, use, testInfo) => {
    const pages: EnginePage[] = []
    await use(async () => {
      const page = new EnginePage(await launchers[engine]())
      pages.push(page)
      return page
    })
    try {
      if (testInfo.status !== testInfo.expectedStatus) await reportPages(pages, engine, testInfo)
    } finally {
      await Promise.all(pages.map((page) => page.close()))
    }
  },
})

export { expect }

/** Prints the engine, the test, and the last action and visible text of each page. Saves a screenshot of each page. */
async function reportPages(pages: EnginePage[], engine: Engine, testInfo: TestInfo): Promise<void> {
  for (const [index, page] of pages.entries()) {
    const { lastAction, text, screenshot } = await page.describe()
    const file = testInfo.outputPath(`page-${index + 1}.png`)
    await writeFile(file, screenshot)
    process.stderr.write(
      `\nengine: ${engine}\ntest: ${testInfo.title}\nlast action of page ${index + 1}: ${lastAction}\n` +
        `screenshot: ${relative('.', file)}\nvisible text:\n${text}\n\n`,
    )
  }
}

/** Signs in with email and password, and waits for the first room with a count. */
export async function signIn(page: EnginePage, url: string): Promise<void> {
  await page.open(url)
  await page.type('demo@headroom.example', byLabel('Email'))
  await page.type('demo', byLabel('Password'))
  await page.click(byRole('button', 'Sign in'))
  await page.see(byRole('link', /people|person/))
}

/** Signs in and selects a view of the rooms, such as `Table`. */
export async function openView(page: EnginePage, url: string, view: string): Promise<void> {
  await signIn(page, url)
  await page.click(byRole('button', view))
}
