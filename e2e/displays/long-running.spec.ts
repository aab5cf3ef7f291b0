import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { board, newScreen, openScreen, pair, room } from '../display-page.ts'
import { expect, serviceAccount, signIn, test } from '../fixtures.ts'

// Tests of displays that wait in real time, in the current Chromium only.

test('rotates the pages of a board of sixty rooms, and shows the room over capacity first', async ({
  page,
  browser,
  startSimulator,
  startHeadroom,
}) => {
  const simulator = await startSimulator('--rooms', '60', '--sensors-per-room', '1')
  await simulator.pin('Room 0.40', [30])
  const { url } = await startHeadroom(serviceAccount(simulator))
  await signIn(page, url)
  const screen = await openScreen(browser, url)
  await pair(page, url, screen, 'Lobby')
  const shownPages = await recordPages(screen)
  /**
   * Returns the page that starts with the room over capacity and the page after it, or an empty list before both are
   * recorded.
   */
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
 * Records the room names on each page of a board, and returns a function that reads them. Recording in the browser
 * misses no page, even on a busy machine.
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

test('shows “Not live since” while offline and after a reload, and recovers', async ({
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

test('shows 02:00 after 02:59 when daylight saving time ends', async ({
  signedInPage: page,
  browser,
  building,
}) => {
  const screen = await newScreen(browser)
  // Shifts the server's time, which the display shows, to 02:57 in Berlin, before the clock change. This leaves time
  // for the pairing.
  const shift = Date.parse('2026-10-25T00:57:15Z') - Date.now()
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
  await expect(time).toHaveText('02:59', { timeout: 180_000 })
  await expect(time).toHaveText('02:00', { timeout: 120_000 })
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

test('loads the new version on a display after a deployment', async ({
  page,
  browser,
  startHeadroom,
}, testInfo) => {
  test.setTimeout(360_000)
  const data = await mkdtemp(join(tmpdir(), 'headroom-deploy-'))
  const first = await startHeadroom({ HEADROOM_DATA_DIR: data })
  await page.goto(first.url)
  await page.getByRole('button', { name: 'Try the demo' }).click()
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

  // The second build differs only in its version. It uses the same port and data directory.
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
