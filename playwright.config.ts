import { defineConfig } from '@playwright/test'
import { browserArguments, findBrowser } from './scripts/find-browser.mjs'

/** Journeys against the built app, its real gateway and the simulator as a real server. No retries: a flake is a defect. */
export default defineConfig({
  testDir: 'e2e',
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
    // Traces make every journey a fifth slower; `--trace on` when one has to be understood.
    screenshot: 'only-on-failure',
    launchOptions: { executablePath: findBrowser() ?? '', args: browserArguments },
  },
})
