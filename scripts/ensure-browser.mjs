import { findBrowser } from './find-browser.mjs'
import {
  canInstallPackages,
  ensureProgram,
  installPackages,
  runUntilFailure,
} from './install-packages.mjs'

/**
 * Ensures that a browser for the e2e tests is installed: uses an installed browser, Playwright's download, or, as root,
 * the system's package manager (never sudo). Prints its actions and, if all fail, what to install.
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

const browser = ensureProgram({
  name: 'Chrome or Chromium',
  find: findBrowser,
  attempts,
  advice:
    'The e2e tests need Chrome or Chromium, but no browser could be installed. ' +
    'Install Google Chrome or your system’s "chromium" package',
})
console.log(`Browser for e2e tests: ${browser}`)
