import { defineConfig } from '@playwright/test'
import { commonSettings } from './playwright.common.config.ts'
import type { EngineOptions } from './e2e/engines/fixtures.ts'

/**
 * Smoke tests of the built app in three browser engines. Playwright is only the test runner; e2e/engines drives the
 * browsers.
 */
export default defineConfig<EngineOptions>({
  ...commonSettings,
  testDir: 'e2e/engines',
  timeout: 300_000,
  expect: { timeout: 60_000 },
  projects: [
    { name: 'chromium', use: { engine: 'chromium' } },
    { name: 'firefox', use: { engine: 'firefox' } },
    { name: 'webkit', use: { engine: 'webkit' } },
  ],
})
