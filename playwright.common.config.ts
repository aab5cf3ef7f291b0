import { browserArguments, findBrowser } from './scripts/find-browser.mjs'

/** Settings of all suites. Tests are not retried, because a flaky test is a defect. */
export const commonSettings = {
  forbidOnly: true,
  retries: 0,
  workers: 2,
  fullyParallel: true,
  reporter: [['list']] as ['list'][],
}

/** The browser for tests in which Playwright drives the browser: the current Chromium. */
export const currentChromium = {
  viewport: { width: 1440, height: 900 },
  timezoneId: 'America/New_York',
  locale: 'en-US',
  // Traces slow every test down by a fifth; use `--trace on` to debug a test.
  screenshot: 'only-on-failure',
  launchOptions: { executablePath: findBrowser() ?? '', args: browserArguments },
} as const
