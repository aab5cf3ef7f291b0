import './ensure-browser.mjs'
import { findFirefox, isInstalled } from './find-browser.mjs'
import { canInstallPackages, exitWithAdvice, installPackages } from './install-packages.mjs'

/**
 * Ensures that Chromium and the other programs for the tests in three engines are installed: uses installed programs
 * or, as root, the system's package manager (never sudo). Prints its actions and, if it fails, what to install.
 */
const needs = [
  { name: 'Firefox', package: 'firefox-esr', isMet: () => findFirefox() !== null },
  {
    name: 'WebKit’s driver',
    package: 'webkit2gtk-driver',
    isMet: () => isInstalled('WebKitWebDriver'),
  },
  { name: 'Xvfb', package: 'xvfb', isMet: () => isInstalled('Xvfb') },
  { name: 'OpenSSL', package: 'openssl', isMet: () => isInstalled('openssl') },
]
const findMissing = () => needs.filter(({ isMet }) => !isMet())

let missing = findMissing()
const packages = missing.map((need) => need.package)
if (missing.length > 0 && canInstallPackages()) {
  console.log(`Installing ${packages.join(', ')} with the system’s package manager.`)
  installPackages(packages)
  missing = findMissing()
}
if (missing.length > 0) {
  exitWithAdvice(
    `The tests in three engines need ${missing.map(({ name }) => name).join(', ')}. Install your system’s packages ` +
      `(on Debian: ${missing.map((need) => need.package).join(', ')})`,
  )
}
console.log(`Firefox for tests in three engines: ${findFirefox()}`)
