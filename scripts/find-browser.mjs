import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

/** Executable names of Chrome and Chromium, in order of preference within a folder of the PATH. */
const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome']
/** Executable names of Firefox, in order of preference. */
const firefoxNames = ['firefox-esr', 'firefox']
const otherPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * Returns the path of a working Chrome or Chromium, installed by the system or downloaded by Playwright. Returns null
 * if there is none.
 *
 * @returns {string | null}
 */
export function findBrowser() {
  return findProgram([...pathsOf(names), ...otherPaths, chromium.executablePath()])
}

/**
 * Returns the path of a working Firefox, or null if there is none.
 *
 * @returns {string | null}
 */
export function findFirefox() {
  return findProgram(pathsOf(firefoxNames))
}

/** @param {string} program the name of a program */
export function isInstalled(program) {
  return pathsOf([program]).some(isExecutable)
}

/** @param {string[]} names */
function pathsOf(names) {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return folders.flatMap((folder) => names.map((name) => join(folder, name)))
}

/** @param {string[]} candidates */
function findProgram(candidates) {
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
 * Checks on Linux that the executable starts: distributions ship placeholders that only print what to install, and
 * Playwright's download may lack system libraries. On Windows, `--version` would open a window.
 *
 * @param {string} path
 */
function runs(path) {
  return process.platform !== 'linux' || spawnSync(path, ['--version']).status === 0
}

/**
 * Launch arguments of the headless browsers in tests and benchmarks. Root cannot use Chromium's sandbox, and background
 * updates add noise.
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
