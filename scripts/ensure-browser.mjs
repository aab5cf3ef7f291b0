import { findBrowser } from './find-browser.mjs'
import {
  canInstallPackages,
  exitWithAdvice,
  installPackages,
  runUntilFailure,
} from './install-packages.mjs'

/**
 * Ensures that a browser for the e2e tests is installed: uses an installed one, Playwright's download, or, as root, the
 * system's package manager (never sudo). Prints its actions and, if all fail, what to install.
 */
const attempts = [
  {
    what: 'Playwright’s download',
    possible: () => true,
    install: () => runUntilFailure([['npx', 'playwright', 'install', 'chromium']]),
  },
  {
    what: 'the system’s package manager (chromium)',
    possible: canInstallPackages,
    install: () => installPackages(['chromium']),
  },
]

let browser = findBrowser()
for (const { what, possible, install } of attempts) {
  if (browser || !possible()) continue
  console.log(`No Chrome or Chromium is installed; trying ${what}.`)
  install()
  browser = findBrowser()
}
if (!browser) {
  exitWithAdvice(
    'The e2e tests need Chrome or Chromium, but no browser could be installed. ' +
      'Install Google Chrome or your system’s "chromium" package',
  )
}
console.log(`Browser for e2e tests: ${browser}`)
