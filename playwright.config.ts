import { defineConfig } from '@playwright/test'
import { browserArguments, findBrowser } from './scripts/find-browser.mjs'

/**
 * End-to-end tests against the built app, gateway and simulator processes. No retries, because a flaky test is a
 * defect.
 */
export default defineConfig({
  testDir: 'e2e',
  projects: [
    {
      name: 'behaviour',
      testIgnore: ['engines/**', 'displays/**', 'walls/**', 'appearance/**', 'history/**'],
    },
    { name: 'history', testMatch: 'history/*.spec.ts' },
    { name: 'appearance', testMatch: 'appearance/*.spec.ts' },
  ],
  forbidOnly: true,
  retries: 0,
  workers: 2,
  fullyParallel: true,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    timezoneId: 'America/New_York',
    locale: 'en-US',
    // Traces slow every test down by a fifth; use `--trace on` to debug a test.
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: findBrowser() ?? '', args: browserArguments },
  },
})
