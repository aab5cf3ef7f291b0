import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

/** Names under which Chrome and Chromium are installed, newest conventions first. */
const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome']
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * The path of a Chrome or Chromium that runs on this machine: installed by the system, or Playwright's own download.
 * Null when there is none.
 *
 * @returns {string | null}
 */
export function findBrowser() {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const candidates = [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    ...elsewhere,
    chromium.executablePath(),
  ]
  return candidates.find((path) => isExecutable(path) && runs(path)) ?? null
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * Distributions ship stand-ins that only say what to install, and a download may lack system libraries. Elsewhere than on
 * Linux neither happens, and asking for the version would open a window.
 *
 * @param {string} path
 */
function runs(path) {
  return process.platform !== 'linux' || spawnSync(path, ['--version']).status === 0
}

/**
 * What every headless browser of the tests and the bench is started with. Root cannot use Chromium's sandbox, and a
 * browser that looks for updates adds noise.
 */
export const browserArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
