import { defineConfig } from '@playwright/test'
import { commonSettings } from './config/playwright.ts'

/**
 * Tests of displays in Chromium 78 and in the current Chromium. Playwright is only the test runner: e2e/displays drives
 * both browsers itself, because the drivers of the other tests do not support Chromium 78.
 */
export default defineConfig({
  ...commonSettings,
  testDir: 'e2e/displays',
  timeout: 400_000,
  expect: { timeout: 30_000 },
})
