import { defineConfig } from '@playwright/test'
import { commonSettings } from './config/playwright.ts'
import { browserArguments, findBrowser } from './scripts/find-browser.mjs'

/** End-to-end tests against the built app, gateway and simulator processes. */
export default defineConfig({
  ...commonSettings,
  testDir: 'e2e',
  projects: [
    {
      name: 'behaviour',
      testIgnore: ['engines/**', 'displays/**', 'walls/**', 'appearance/**'],
    },
    { name: 'appearance', testMatch: 'appearance/*.spec.ts' },
  ],
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    viewport: { width: 1440, height: 900 },
    timezoneId: 'America/New_York',
    locale: 'en-US',
    // Traces slow every test down by a fifth; use `--trace on` to debug a test.
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: findBrowser() ?? '', args: browserArguments },
  },
})
