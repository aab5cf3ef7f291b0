import { defineConfig } from '@playwright/test'
import displays from './playwright.displays.config.ts'

/** Takes the pictures of boards for `npm run screenshots`. Like the tests of displays, it uses both browsers. */
export default defineConfig(displays, {
  testDir: 'e2e/walls',
  retries: 1,
  timeout: 900_000,
})
