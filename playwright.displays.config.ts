import { defineConfig } from '@playwright/test'
import { commonSettings, currentChromium } from './playwright.common.config.ts'

/**
 * Tests of displays. displays.spec.ts runs in Chromium 78 and in the current Chromium. Playwright does not support
 * Chromium 78, so it is only the test runner there, and e2e/displays drives both browsers. long-running.spec.ts
 * contains the tests that wait in real time; Playwright runs them in the current Chromium.
 */
export default defineConfig({
  ...commonSettings,
  // More than cores, because most of these tests wait in real time.
  workers: 4,
  testDir: 'e2e/displays',
  timeout: 400_000,
  expect: { timeout: 30_000 },
  use: currentChromium,
})
