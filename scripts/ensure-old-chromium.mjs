import './ensure-browser.mjs'
import { isInstalled } from './find-browser.mjs'
import { ensureOldChromium, oldChromium } from './old-chromium.mjs'

/** Ensures that both browsers of `npm run test:displays` are installed: a current and an old Chromium. */
try {
  if (!isInstalled('openssl')) throw new Error('The tests of displays need OpenSSL.')
  ensureOldChromium()
  console.log(`Old Chromium for tests of displays: ${oldChromium.executable}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
