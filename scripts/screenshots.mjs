/**
 * `npm run screenshots [-- FOLDER]`: takes screenshots of every page in every size and theme, and arranges them on one
 * contact sheet, `index.png`, for review. Uses the built app with the simulator at the current time. FOLDER defaults to
 * `screenshots`.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from '@playwright/test'
import { signIn } from '../bench/browser.mjs'
import { startProgram } from '../bench/harness.mjs'
import { browserArguments, findBrowser } from './find-browser.mjs'

const folder = resolve(process.argv[2] ?? 'screenshots')
const executablePath = findBrowser()
if (executablePath === null) {
  console.error('No browser found; run "npm run test:browser" first.')
  process.exit(1)
}
mkdirSync(folder, { recursive: true })

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

/** @typedef {import('@playwright/test').Page} Page */
/**
 * The pages, panels and menus. `open` runs on the page at `path` and resolves when the page is ready for the
 * screenshot.
 *
 * @type {{ name: string, path: string, open: (page: Page) => Promise<unknown> }[]}
 */
const views = [
  { name: 'rooms', path: '/', open: (page) => page.getByText('past 30 minutes').waitFor() },
  { name: 'table', path: '/?view=table', open: (page) => page.getByRole('table').waitFor() },
  { name: 'plan', path: '/?view=plan', open: (page) => page.locator('svg a').first().waitFor() },
  {
    name: 'no-matches',
    path: '/?q=zzzz',
    open: (page) => page.getByText(/zzzz/).first().waitFor(),
  },
  {
    name: 'room',
    path: '/',
    open: async (page) => {
      await page.getByRole('link', { name: /^Juniper,/ }).click()
      await page.getByRole('slider').first().waitFor()
    },
  },
  {
    name: 'breakdown',
    path: '/?explain=all',
    open: (page) => page.getByRole('dialog', { name: /Breakdown/ }).waitFor(),
  },
  {
    name: 'location-menu',
    path: '/',
    open: (page) => openMenu(page, /All sites/),
  },
  { name: 'account-menu', path: '/', open: (page) => openMenu(page, /Account/) },
  { name: 'connection', path: '/', open: (page) => openMenu(page, /Live/) },
  { name: 'saved-views', path: '/', open: (page) => openMenu(page, /Saved views/) },
  {
    name: 'search',
    path: '/',
    open: async (page) => {
      await page.getByRole('button', { name: /^Search/ }).click()
      await page.keyboard.type('desk')
      await page.getByRole('option').first().waitFor()
    },
  },
  { name: 'sensors', path: '/sensors', open: (page) => page.getByRole('table').waitFor() },
  {
    name: 'displays',
    path: '/displays',
    open: (page) => page.getByRole('heading', { name: /Boards/ }).waitFor(),
  },
  {
    name: 'not-found',
    path: '/nowhere',
    open: (page) => page.getByRole('heading', { name: 'Page not found' }).waitFor(),
  },
]

const headroom = await startProgram('dist/server/main.js')
const browser = await chromium.launch({ executablePath, args: browserArguments })
/** @type {string[]} */
const failures = []
try {
  const { cookies, origins } = await signedInState()
  for (const theme of themes) {
    for (const size of sizes) {
      const settings = {
        ...theme.options,
        viewport: size,
        reducedMotion: /** @type {const} */ ('reduce'),
      }
      const signedOut = await browser.newContext(settings)
      await shoot(signedOut, theme.name, size, {
        name: 'sign-in',
        path: '/',
        open: (page) => page.getByLabel('Email').waitFor(),
      })
      const context = await browser.newContext({ ...settings, storageState: { cookies, origins } })
      for (const view of views) await shoot(context, theme.name, size, view)
      await Promise.all([signedOut.close(), context.close()])
    }
  }
  await makeContactSheet()
} finally {
  await browser.close()
  await headroom.stop()
}
for (const failure of failures) console.error(failure)
console.log(`${join(folder, 'index.png')} shows all screenshots.`)
process.exitCode = failures.length > 0 ? 1 : 0

async function signedInState() {
  const context = await browser.newContext()
  const page = await context.newPage()
  await signIn(page, headroom.url)
  await page.getByRole('link', { name: /^Juniper,/ }).waitFor()
  const state = await context.storageState()
  await context.close()
  return state
}

/**
 * @param {Page} page
 * @param {RegExp} name
 */
async function openMenu(page, name) {
  await page.getByRole('button', { name }).first().click()
}

/**
 * Takes one screenshot. Reports a view that does not open; its screenshot shows why.
 *
 * @param {import('@playwright/test').BrowserContext} context
 * @param {string} theme
 * @param {{ width: number, height: number }} size
 * @param {(typeof views)[number]} view
 */
async function shoot(context, theme, { width }, { name, path, open }) {
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const picture = `${name}-${theme}-${width}`
  try {
    await page.goto(headroom.url + path)
    await open(page)
    await page.evaluate(() => document.fonts.ready)
    await page.waitForLoadState('networkidle')
  } catch (error) {
    const [reason = ''] = String(error).split('\n')
    failures.push(`${picture}: ${reason}`)
  }
  await page.screenshot({ path: join(folder, `${picture}.png`) })
  await page.close()
}

/** Writes a page with all screenshots in a grid, one row per view, and takes a screenshot of it. */
async function makeContactSheet() {
  const columns = themes.flatMap(({ name }) => sizes.map(({ width }) => `${name}-${width}`))
  const rows = ['sign-in', ...views.map(({ name }) => name)].map(
    (name) =>
      `<h2>${name}</h2><div>${columns
        .map(
          (column) =>
            `<figure><img src="${name}-${column}.png"><figcaption>${column}</figcaption></figure>`,
        )
        .join('')}</div>`,
  )
  const style =
    'body{margin:16px;width:3800px;font:14px sans-serif;background:#ddd}' +
    'div{display:flex;gap:8px}figure{margin:0;width:246px}img{width:100%;display:block}h2{margin:16px 0 4px}'
  const file = join(folder, 'index.html')
  writeFileSync(file, `<!doctype html><style>${style}</style>${rows.join('')}`)
  const page = await browser.newPage({ viewport: { width: 3832, height: 1000 } })
  await page.goto(pathToFileURL(file).href)
  await page.screenshot({ path: join(folder, 'index.png'), fullPage: true })
  await page.close()
}
