/**
 * `node scripts/screenshots.mjs FOLDER`: takes screenshots of the built app with the simulator at the current time, for
 * documentation and review. Requires `npm run build`.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { startProgram } from '../bench/harness.mjs'
import { browserArguments, findBrowser } from './find-browser.mjs'

const folder = process.argv[2]
const executablePath = findBrowser()
if (folder === undefined || executablePath === null) {
  console.error(
    folder === undefined
      ? 'Usage: node scripts/screenshots.mjs FOLDER'
      : 'No browser found; run "npm run test:browser" first.',
  )
  process.exit(1)
}
mkdirSync(folder, { recursive: true })

const simulator = await startProgram('dist/server/simulator.js', ['--port', '0'])
const headroom = await startProgram('dist/server/main.js', [], {
  BUTLR_BASE_URL: simulator.url,
  HEADROOM_POLL_SECONDS: '1',
})
const demo = await startProgram('dist/server/main.js')
const browser = await chromium.launch({ executablePath, args: browserArguments })
try {
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    await shootSignIn(colorScheme)
    await shootRooms(1920, colorScheme)
    const page = await shootRooms(1440, colorScheme)
    await openRoom(page)
    await shoot(page, `room-1440-${colorScheme}`)
    await page.context().close()

    const phone = await shootRooms(390, colorScheme)
    await openRoom(phone)
    await shoot(phone, `room-390-${colorScheme}`)
    await phone.context().close()
  }
  await shootTrouble()
} finally {
  await browser.close()
  await Promise.all([demo.stop(), headroom.stop(), simulator.stop()])
}

/**
 * @param {number} width in pixels
 * @param {'light' | 'dark'} colorScheme
 */
async function newPage(width, colorScheme) {
  const viewport = { width, height: width < 600 ? 844 : 900 }
  const context = await browser.newContext({ viewport, colorScheme, reducedMotion: 'reduce' })
  return context.newPage()
}

/** @param {'light' | 'dark'} colorScheme */
async function shootSignIn(colorScheme) {
  const page = await newPage(1440, colorScheme)
  await page.goto(demo.url)
  await page.getByRole('button', { name: 'Try demo' }).waitFor()
  await shoot(page, `sign-in-1440-${colorScheme}`)
  await page.context().close()
}

/**
 * Signs in and takes a screenshot of the overview.
 *
 * @param {number} width
 * @param {'light' | 'dark'} colorScheme
 */
async function shootRooms(width, colorScheme) {
  const page = await newPage(width, colorScheme)
  await signIn(page)
  await shoot(page, `rooms-${width}-${colorScheme}`)
  if (width === 1920) await page.context().close()
  return page
}

/** Takes screenshots after more than a minute offline, and after the session ended in the meantime. */
async function shootTrouble() {
  const page = await newPage(1440, 'light')
  await page.clock.install()
  await signIn(page)
  await page.context().setOffline(true)
  await pass(page, 75)
  await page.getByText('Out of date: last updated').waitFor()
  await shoot(page, 'stale-1440-light')
  await fetch(`${simulator.url}/simulator/faults`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ route: 'reporting', fault: { kind: 'status', status: 401 } }),
  })
  await page.context().setOffline(false)
  await pass(page, 65)
  await page.getByRole('form', { name: 'Your session has ended' }).waitFor()
  await shoot(page, 'ended-1440-light')
}

/** @param {import('@playwright/test').Page} page */
async function signIn(page) {
  await page.goto(headroom.url)
  await page.getByLabel('Email').fill('demo@headroom.example')
  await page.getByLabel('Password', { exact: true }).fill('demo')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: /^Juniper,/ }).waitFor()
}

/** @param {import('@playwright/test').Page} page */
async function openRoom(page) {
  await page.getByRole('link', { name: /^Juniper,/ }).click()
  await page.getByRole('slider').first().waitFor()
}

/**
 * Advances the clock in one-second steps, so that network events run between timers.
 *
 * @param {import('@playwright/test').Page} page
 * @param {number} seconds
 */
async function pass(page, seconds) {
  for (let second = 0; second < seconds; second += 1) await page.clock.runFor(1_000)
}

/**
 * @param {import('@playwright/test').Page} page
 * @param {string} name
 */
async function shoot(page, name) {
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(folder ?? '.', `${name}.png`) })
}
