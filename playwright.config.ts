import { defineConfig } from '@playwright/test'
import { commonSettings, currentChromium } from './playwright.common.config.ts'

/** End-to-end tests against the built app, gateway and simulator processes. */
export default defineConfig({
  ...commonSettings,
  testDir: 'e2e',
  projects: [
    {
      name: 'behaviour',
      testIgnore: ['engines/**', 'displays/**', 'walls/**', 'appearance/**', 'history/**'],
    },
    { name: 'history', testMatch: 'history/*.spec.ts', use: { actionTimeout: 30_000 } },
    { name: 'appearance', testMatch: 'appearance/*.spec.ts' },
  ],
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: currentChromium,
})
