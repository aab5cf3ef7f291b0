import { defineConfig } from '@playwright/test'
import { commonSettings, currentChromium } from './playwright.common.config.ts'

/**
 * Tests of displays. displays.spec.ts runs them in Chromium 78 and in the current Chromium: Playwright is only the test
 * runner there, and e2e/displays drives both browsers itself, because Playwright does not support Chromium 78.
 * long-running.spec.ts has the tests that wait in real time, which Playwright runs in the current Chromium.
 */
export default defineConfig({
  ...commonSettings,
  testDir: 'e2e/displays',
  timeout: 400_000,
  expect: { timeout: 30_000 },
  use: currentChromium,
})
