import { spawnSync } from 'node:child_process'
import { findBrowser } from './find-browser.mjs'

/**
 * Ensures that a browser for the e2e tests is installed: uses an installed one, Playwright's download, or, as root, the
 * system's package manager (never sudo). Prints its actions and, if all fail, what to install.
 */
const attempts = [
  {
    what: 'Playwright’s download',
    possible: () => true,
    commands: [['npx', 'playwright', 'install', 'chromium']],
  },
  {
    what: 'the system’s package manager (chromium)',
    possible: () => process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0,
    commands: [
      ['apt-get', 'update'],
      ['apt-get', 'install', '--yes', '--no-install-recommends', 'chromium'],
    ],
  },
]

let browser = findBrowser()
for (const { what, possible, commands } of attempts) {
  if (browser || !possible()) continue
  console.log(`No Chrome or Chromium is installed; trying ${what}.`)
  for (const [command = '', ...words] of commands) {
    const { status } = spawnSync(command, words, {
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 5 * 60_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (status !== 0) break
  }
  browser = findBrowser()
}
if (!browser) {
  console.error(
    'The e2e tests need Chrome or Chromium, but no browser could be installed. ' +
      'Install Google Chrome or your system’s "chromium" package, then run this command again.',
  )
  process.exit(1)
}
console.log(`Browser for e2e tests: ${browser}`)
