import { defineConfig } from '@playwright/test'
import { commonSettings } from './playwright.common.config.ts'
import displays from './playwright.displays.config.ts'

/** Takes the pictures of boards for `npm run screenshots`, in the same two browsers as the tests of displays. */
export default defineConfig(displays, {
  testDir: 'e2e/walls',
  workers: commonSettings.workers,
  retries: 1,
  timeout: 900_000,
})
