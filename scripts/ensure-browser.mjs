import { spawnSync } from 'node:child_process'
import { findBrowser } from './find-browser.mjs'

/**
 * Makes sure that the journeys have a browser: an installed one, else Playwright's own download, else the system's
 * package manager when run as root (never sudo). Says what it does; where it can do nothing, says what to install.
 */
const attempts = [
  {
    what: 'Playwright’s own download',
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
    'The journeys need Chrome or Chromium, and none could be installed from here. ' +
      'Install Google Chrome, or the package "chromium" of your system, and run this again.',
  )
  process.exit(1)
}
console.log(`Browser for the journeys: ${browser}`)
