import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { expect, signIn, test } from './fixtures.ts'

/** Opens the display page in a separate browser context that is not signed in. */
async function openScreen(browser: Browser, url: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, ...options })
  const page = await context.newPage()
  await page.goto(`${url}/display`)
  return page
}

/** Returns the pairing code that a screen shows. */
async function codeOf(screen: Page): Promise<string> {
  await expect(screen.getByRole('heading', { name: 'Pair this display' })).toBeVisible()
  const words = await screen.locator('.code').getAttribute('aria-label')
  return (words ?? '').replaceAll(' ', '')
}

/** Pairs a screen as staff do, with the preselected board. */
async function pair(staff: Page, url: string, screen: Page, name: string): Promise<void> {
  await staff.goto(`${url}/displays?code=${await codeOf(screen)}`)
  await staff.getByLabel('Display name').fill(name)
  await staff.getByRole('button', { name: 'Continue' }).click()
  const question = staff.getByRole('group', { name: /^Does the screen in front of you show/ })
  await expect(question).toContainText(
    /Requested \d+ s ago from 127\.0\.0\.1 by Chrome \d+ on Linux/,
  )
  await question.getByRole('button', { name: 'Pair', exact: true }).click()
  await expect(staff.getByText(`${name} is paired`)).toBeVisible()
}

const board = (screen: Page) => screen.getByRole('article')
const room = (screen: Page, name: string) =>
  board(screen).getByRole('listitem', { name: new RegExp(`^${name},`) })

test('pairs a screen by its code, shows live data, and returns to pairing when the display is revoked', async ({
  page,
  browser,
  building,
}) => {
  const { simulator, url } = building
  await simulator.pin('Alder', [2])
  await signIn(page, url)
  const screen = await openScreen(browser, url)

  await page.getByRole('link', { name: 'Displays', exact: true }).click()
  await page.getByLabel('Code').fill('222 222')
  await page.getByLabel('Display name').fill('Lobby')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('alert')).toContainText('That code isn’t valid')
  await expect(page.getByLabel('Display name')).toHaveValue('Lobby')

  await pair(page, url, screen, 'Lobby')
  await expect(screen.getByText('Paired', { exact: true })).toBeVisible()
  await expect(room(screen, 'Alder')).toHaveAccessibleName('Alder, 2 of 6 people, in use')
  await simulator.pin('Alder', [7])
  await expect(room(screen, 'Alder')).toHaveAccessibleName('Alder, 7 of 6 people, 1 over')

  const listed = page.getByRole('listitem', { name: 'Lobby' })
  await expect(listed).toContainText('1920 × 1080', { timeout: 100_000 })
  await listed.getByRole('button', { name: 'Revoke Lobby' }).click()
  await listed.getByRole('button', { name: 'Revoke Lobby' }).last().click()
  await expect(screen.getByRole('heading', { name: 'Pair this display' })).toBeVisible()
  await expect(page.getByText('No displays yet')).toBeVisible()
})

test('rotates the pages of a board of sixty rooms, and shows the room over capacity first', async ({
  page,
  browser,
  startSimulator,
  startHeadroom,
}) => {
  const simulator = await startSimulator('--rooms', '60', '--sensors-per-room', '1')
  await simulator.pin('Room 0.40', [30])
  const { url } = await startHeadroom({
    BUTLR_BASE_URL: simulator.url,
    BUTLR_CLIENT_ID: 'demo-client',
    BUTLR_CLIENT_SECRET: 'demo-secret',
  })
  await signIn(page, url)
  const screen = await openScreen(browser, url)
  await pair(page, url, screen, 'Lobby')
  const shownPages = await recordPages(screen)
  /** The page that starts with the room over capacity, and the page after it. */
  const twoPages = async () => {
    const pages = await shownPages()
    const at = pages.findIndex(([name]) => name === 'Room 0.40')
    return at === -1 ? [] : pages.slice(at, at + 2)
  }
  await expect.poll(async () => (await twoPages()).length, { timeout: 180_000 }).toBe(2)
  const [first = [], second = []] = await twoPages()
  expect(second.length).toBeGreaterThan(1)
  expect(second.filter((name) => first.includes(name))).toEqual([])
})

/**
 * Records the names on each page of a board in the browser, so that a busy machine misses no page. Returns a function
 * that reads them.
 */
async function recordPages(screen: Page): Promise<() => Promise<string[][]>> {
  const recorded = await screen.evaluateHandle(() => {
    const pages: string[][] = []
    const record = () => {
      const names = [...document.querySelectorAll('.board-name')].map((name) => name.textContent)
      if (names.length > 0 && names.join() !== pages.at(-1)?.join()) pages.push(names)
    }
    new MutationObserver(record).observe(document, { subtree: true, childList: true })
    record()
    return pages
  })
  return () => recorded.jsonValue()
}

test('while offline and after a reload, shows since when the data is no longer live, and recovers', async ({
  page,
  browser,
  building,
}) => {
  test.setTimeout(400_000)
  const { simulator, url } = building
  await simulator.pin('Alder', [2])
  await signIn(page, url)
  const screen = await openScreen(browser, url)
  await pair(page, url, screen, 'Lobby')
  await expect(room(screen, 'Alder')).toHaveAccessibleName('Alder, 2 of 6 people, in use')

  await screen.route('**/api/display/**', (route) => route.abort())
  await expect(screen.getByRole('heading', { name: /^Not live since \d\d:\d\d/ })).toBeVisible({
    timeout: 100_000,
  })
  // The page with the room returns after one pass through the five pages.
  await expect(room(screen, 'Alder')).toHaveAccessibleName(
    /^Alder, 2 of 6 people, out of date, \d+ (s|min) old$/,
    { timeout: 90_000 },
  )
  await expect(screen.getByText(/Next try in|Trying now/)).toBeVisible()

  await screen.reload()
  await expect(screen.getByRole('heading', { name: /^Not live since \d\d:\d\d/ })).toBeVisible()
  await expect(room(screen, 'Alder')).toHaveAccessibleName(
    /^Alder, 2 of 6 people, out of date, \d+ (s|min) old$/,
  )

  await screen.unrouteAll({ behavior: 'ignoreErrors' })
  await expect(room(screen, 'Alder')).toHaveAccessibleName('Alder, 2 of 6 people, in use', {
    timeout: 90_000,
  })
})

test('shows the building’s time and correct ages when the device clock is a day off', async ({
  signedInPage: page,
  browser,
  building,
}) => {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } })
  const screen = await context.newPage()
  await screen.clock.install({ time: Date.now() + 24 * 3_600_000 })
  await screen.goto(`${building.url}/display`)
  await pair(page, building.url, screen, 'Lobby')
  await expect(board(screen).getByText(/^Live · \d s ago$/)).toBeVisible()
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Berlin',
    hour: '2-digit',
    minute: '2-digit',
  })
  const now = Date.now()
  const near = [-60_000, 0, 60_000].map((ms) => time.format(now + ms))
  expect(near).toContain(await board(screen).locator('time').textContent())
})

test('shows 02:00 after 02:59 when daylight saving time ends', async ({
  signedInPage: page,
  browser,
  building,
}) => {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } })
  const screen = await context.newPage()
  // Shifts the server's time, which the display shows, to 02:59 in Berlin, shortly before the clock change.
  const shift = Date.parse('2026-10-25T00:59:15Z') - Date.now()
  await screen.route('**/api/display/**', async (route) => {
    const response = await route.fetch()
    const headers = response.headers()
    const asOf = headers['headroom-as-of']
    await route.fulfill({
      response,
      headers: {
        ...headers,
        date: new Date(Date.now() + shift).toUTCString(),
        ...(asOf === undefined ? {} : { 'headroom-as-of': String(Number(asOf) + shift) }),
      },
    })
  })
  await screen.goto(`${building.url}/display`)
  await pair(page, building.url, screen, 'Lobby')
  const time = board(screen).locator('time')
  await expect(time).toHaveText('02:59')
  await expect(time).toHaveText('02:00', { timeout: 60_000 })
  await expect(board(screen).getByText(/^Live · \d+ s ago$/)).toBeVisible()
  await screen.unrouteAll({ behavior: 'ignoreErrors' })
})

test('scales a portrait board in proportion from Full HD to 4K', async ({
  signedInPage: page,
  browser,
  building,
}) => {
  const sizes: number[][] = []
  for (const deviceScaleFactor of [1, 2]) {
    const screen = await openScreen(browser, building.url, {
      viewport: { width: 1080 * deviceScaleFactor, height: 1920 * deviceScaleFactor },
    })
    await pair(page, building.url, screen, `Lobby ${deviceScaleFactor}`)
    await expect(board(screen)).toBeVisible()
    sizes.push(
      await screen
        .locator('.board-name, .board-clock, .board-figure')
        .evaluateAll((elements) =>
          elements.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)),
        ),
    )
    const overflow = await screen.evaluate(
      () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
    )
    expect(overflow).toBe(false)
  }
  const [small = [], large = []] = sizes
  const least = Math.min(small.length, large.length)
  expect(least).toBeGreaterThan(5)
  for (let index = 0; index < least; index += 1) {
    expect((large[index] ?? 0) / (small[index] ?? 1)).toBeCloseTo(2, 1)
  }
})

test('previews a new board, warns about illegible text and rejects invalid values', async ({
  signedInPage: page,
  building,
}) => {
  await page.goto(`${building.url}/displays?board=new`)
  const preview = page.getByRole('region', { name: 'Preview' })
  await expect(preview.getByRole('article')).toBeVisible()
  await page.getByLabel('Layout').selectOption('One row per room')
  await page.getByLabel('Viewing distance (m)').fill('5')
  await expect(preview.getByText(/rooms on a 55-inch screen at 5 m need \d pages/)).toBeVisible()
  await page.getByLabel('Viewing distance (m)').fill('20')
  await page.getByLabel('Screen diagonal (inches)').fill('10')
  await expect(preview.getByText(/Names are too small to read from 20 m/)).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([])

  await page.getByLabel('Screen diagonal (inches)').fill('200')
  await page.getByRole('button', { name: 'Save board' }).click()
  await expect(page.getByText('Enter a size from 7 to 120 inches.')).toBeVisible()
  await page.getByLabel('Screen diagonal (inches)').fill('55')
  await page.getByLabel('Name', { exact: true }).fill('Canteen wall')
  await page.getByRole('button', { name: 'Save board' }).click()
  await expect(page.getByRole('listitem', { name: 'Canteen wall' })).toContainText('Not in use')
})

test('loads the new version on a display after a deployment', async ({
  page,
  browser,
  startHeadroom,
}, testInfo) => {
  test.setTimeout(360_000)
  const data = await mkdtemp(join(tmpdir(), 'headroom-deploy-'))
  const first = await startHeadroom({ HEADROOM_DATA_DIR: data })
  await page.goto(first.url)
  await page.getByRole('button', { name: 'Try demo' }).click()
  await page
    .getByRole('button', { name: 'Sign in' })
    .click({ timeout: 3_000 })
    .catch(() => null)
  await expect(page.getByRole('link', { name: /people|person/ }).first()).toBeVisible()
  const screen = await openScreen(browser, first.url)
  await pair(page, first.url, screen, 'Lobby')
  await expect(board(screen)).toBeVisible()
  const versionOf = () => screen.locator('meta[name="headroom-version"]').getAttribute('content')
  const before = await versionOf()

  // The second build is the same app with another version; it uses the same port and data directory.
  await first.stop()
  const dist = testInfo.outputPath('dist')
  await cp('dist', dist, { recursive: true })
  const page2 = join(dist, 'display', 'index.html')
  await writeFile(page2, (await readFile(page2, 'utf8')).replace(before ?? '', 'ffffffffffff'))
  await startHeadroom(
    { HEADROOM_DATA_DIR: data, PORT: new URL(first.url).port },
    `${dist}/server/main.js`,
  )
  await expect.poll(versionOf, { timeout: 330_000, intervals: [2_000] }).toBe('ffffffffffff')
  await expect(board(screen).getByText(/^Live · /)).toBeVisible()
  await rm(data, { recursive: true })
})

test('a display reloads once if its script is missing, and shows a message if the script stays missing', async ({
  browser,
  building,
}) => {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } })
  const screen = await context.newPage()
  let loads = 0
  screen.on('load', () => (loads += 1))
  await screen.route('**/display/assets/display-*.js', (route) => route.fulfill({ status: 404 }))
  await screen.goto(`${building.url}/display`)
  await expect(screen.getByText(/Part of this page couldn’t be loaded/)).toBeVisible()
  expect(loads).toBe(2)
})
