import { AxeBuilder } from '@axe-core/playwright'
import { board, newScreen, openScreen, pair, room } from './display-page.ts'
import { expect, installClock, signIn, test } from './fixtures.ts'

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

test('shows the building’s time and correct ages when the device clock is a day off', async ({
  signedInPage: page,
  browser,
  building,
}) => {
  const screen = await newScreen(browser)
  await installClock(screen, { time: Date.now() + 24 * 3_600_000 })
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

test('a display reloads once if its script is missing, and shows a message if the script stays missing', async ({
  browser,
  building,
}) => {
  const screen = await newScreen(browser)
  let loads = 0
  screen.on('load', () => (loads += 1))
  await screen.route('**/display/assets/display-*.js', (route) => route.fulfill({ status: 404 }))
  await screen.goto(`${building.url}/display`)
  await expect(screen.getByText(/Part of this page couldn’t be loaded/)).toBeVisible()
  expect(loads).toBe(2)
})
