/**
 * `npm run screenshots [-- FOLDER] [--only pages|walls] [--view NAME]...`: takes screenshots of every page in every size and theme
 * (`index.png`), and of boards in two browsers (`walls-LAYOUT.png`, see wall-pictures.mjs), and arranges them on contact
 * sheets for review. Uses the built app with the simulator. FOLDER defaults to `screenshots`. `--view` limits the pages to
 * these views.
 */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from '@playwright/test'
import { setTimeout } from 'node:timers/promises'
import { signIn } from '../bench/browser.mjs'
import { createClient, startProgram } from '../bench/harness.mjs'
import { makeContactSheet } from './contact-sheet.mjs'
import { browserArguments, findBrowser } from './find-browser.mjs'
import { views } from './page-views.mjs'
import { takeWallPictures } from './wall-screenshots.mjs'

const { values, positionals } = parseArgs({
  options: { only: { type: 'string' }, view: { type: 'string', multiple: true } },
  allowPositionals: true,
})
const folder = resolve(positionals[0] ?? 'screenshots')
const executablePath = findBrowser()
if (executablePath === null) {
  console.error('No browser found; run "npm run test:browser" first.')
  process.exit(1)
}
mkdirSync(folder, { recursive: true })

/** Days of history to collect: enough for the right sizes of rooms, which take eight weeks into account. */
const pastDays = 60

/** Widths and heights in CSS pixels. */
const sizes = [
  { width: 390, height: 844 },
  { width: 768, height: 1024 },
  { width: 1024, height: 768 },
  { width: 1440, height: 900 },
  { width: 1920, height: 1080 },
]
/** @type {{ name: string, options: import('@playwright/test').BrowserContextOptions }[]} */
const themes = [
  { name: 'light', options: { colorScheme: 'light' } },
  { name: 'dark', options: { colorScheme: 'dark' } },
  { name: 'forced', options: { colorScheme: 'dark', forcedColors: 'active' } },
]

const shownViews = views.filter(({ name }) => values.view?.includes(name) ?? true)

const browser = await chromium.launch({ executablePath, args: browserArguments })
/** @type {string[]} */
const failures = []
try {
  if (values.only !== 'walls') await takePages()
  if (values.only !== 'pages') failures.push(...(await takeWallPictures(browser, folder)))
} finally {
  await browser.close()
}
for (const failure of failures) console.error(failure)
console.log(`index.png and walls-*.png in ${folder} show all screenshots.`)
process.exitCode = failures.length > 0 ? 1 : 0

/** Takes the screenshots of pages, and arranges them on a contact sheet, one row per view. */
async function takePages() {
  const headroom = await startProgram('dist/server/main.js', [], {
    HEADROOM_HISTORY_BACKFILL_DAYS: String(pastDays),
    HEADROOM_HISTORY_REQUESTS_PER_MINUTE: '600',
  })
  try {
    await waitForHistory(headroom.url)
    await shootPages(headroom.url)
  } finally {
    await headroom.stop()
  }
  const columns = themes.flatMap(({ name }) => sizes.map(({ width }) => `${name}-${width}`))
  const rows = ['sign-in', ...shownViews.map(({ name }) => name)].map((name) => ({
    heading: name,
    pictures: columns.map((column) => ({ file: `${name}-${column}.png`, caption: column })),
  }))
  await makeContactSheet(browser, { folder, name: 'index', picture: { width: 246 }, rows })
}

/**
 * Waits until the gateway has collected the history.
 *
 * @param {string} url
 */
async function waitForHistory(url) {
  const staff = createClient(url)
  await staff('POST', '/api/v2/login', { username: 'demo@headroom.example', password: 'demo' })
  for (;;) {
    const { body } = await staff('GET', '/api/history/status')
    if (body.state === 'current') return
    await setTimeout(1_000)
  }
}

/** @param {string} url */
async function shootPages(url) {
  const { cookies, origins } = await signedInState(url)
  for (const theme of themes) {
    for (const size of sizes) {
      const settings = {
        ...theme.options,
        viewport: size,
        reducedMotion: /** @type {const} */ ('reduce'),
      }
      const signedOut = await browser.newContext(settings)
      await shoot(signedOut, url, `${theme.name}-${size.width}`, {
        name: 'sign-in',
        path: '/',
        open: (page) => page.getByLabel('Email').waitFor(),
      })
      const context = await browser.newContext({ ...settings, storageState: { cookies, origins } })
      for (const view of shownViews) await shoot(context, url, `${theme.name}-${size.width}`, view)
      await Promise.all([signedOut.close(), context.close()])
    }
  }
}

/** @param {string} url */
async function signedInState(url) {
  const context = await browser.newContext()
  const page = await context.newPage()
  await signIn(page, url)
  await page.getByRole('link', { name: /^Juniper,/ }).waitFor()
  const state = await context.storageState()
  await context.close()
  return state
}

/**
 * Takes one screenshot. Reports a view that does not open; its screenshot shows why.
 *
 * @param {import('@playwright/test').BrowserContext} context
 * @param {string} url
 * @param {string} look the theme and the width
 * @param {(typeof views)[number]} view
 */
async function shoot(context, url, look, { name, path, open, fullPage = false }) {
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const picture = `${name}-${look}`
  try {
    await page.goto(url + path)
    await open(page)
    await page.evaluate(() => document.fonts.ready)
    await page.waitForLoadState('networkidle')
  } catch (error) {
    const [reason = ''] = String(error).split('\n')
    failures.push(`${picture}: ${reason}`)
  }
  await page.screenshot({ path: join(folder, `${picture}.png`), fullPage })
  await page.close()
}
