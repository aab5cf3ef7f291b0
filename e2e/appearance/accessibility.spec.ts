import type { Locator, Page } from '@playwright/test'
import {
  expect,
  installClock,
  pinMissingSensors,
  signIn,
  signInOnPhone,
  test,
} from '../fixtures.ts'
import { expectNoFindings, expectNoFindingsInThemes, panel } from './axe.ts'

const menu = '[popover]:popover-open'
const modal = 'dialog[open]'

test('neither tab of the sign-in card has accessibility violations', async ({ page, building }) => {
  await page.goto(building.url)
  await expect(page.getByRole('heading', { name: 'Sign in to Headroom' })).toBeVisible()
  await expectNoFindings(page, 'email and password')
  await page.getByRole('tab', { name: 'API credentials' }).click()
  await expectNoFindings(page, 'API credentials')
  await page.getByLabel('Client ID').fill('demo-client')
  await page.getByLabel('Client secret', { exact: true }).fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expectNoFindings(page, 'a rejected secret')
})

/**
 * Signs in and opens a single floor, because axe is slow with many rooms. Returns the query string that selects the
 * floor.
 */
async function openFloor(page: Page, url: string): Promise<string> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await signIn(page, url)
  await page.getByRole('button', { name: /^All sites/ }).click()
  await page
    .locator(menu)
    .getByRole('link', { name: /^Floor 3/ })
    .click()
  await expect(page.getByRole('button', { name: 'All 10' })).toBeVisible()
  return new URL(page.url()).search
}

test('the overview, menus and dialogs are accessible in all themes', async ({ page, building }) => {
  await pinMissingSensors(building.simulator)
  await openFloor(page, building.url)
  await expectNoFindingsInThemes(page, 'cards')

  async function checkMenu(name: RegExp, prepare: (open: Locator) => Promise<unknown>) {
    await page.getByRole('button', { name }).first().click()
    await prepare(page.locator(menu))
    await expectNoFindingsInThemes(page, String(name), menu)
    await page.keyboard.press('Escape')
    await expect(page.locator(menu)).toBeHidden()
  }
  await checkMenu(/^Floor 3/, (open) => open.getByRole('link').first().waitFor())
  await checkMenu(/Live/, (open) => open.getByText('Device clock').waitFor())
  await checkMenu(/Account/, (open) => open.getByText('Theme').waitFor())
  await checkMenu(/Filters/, (open) => open.getByLabel('Seats').selectOption('4 or more'))
  await checkMenu(/Saved views/, async (open) => {
    await open.getByLabel('Save this view as').fill('Small')
    await open.getByRole('button', { name: 'Save', exact: true }).click()
    await open.getByRole('button', { name: 'Edit Small' }).waitFor()
    await expectNoFindingsInThemes(page, 'a saved view', menu)
    await open.getByRole('button', { name: 'Edit Small' }).click()
  })

  await page.keyboard.press('/')
  await page.keyboard.type('desk')
  await expect(page.getByRole('option').first()).toBeVisible()
  await expectNoFindingsInThemes(page, 'search', modal)
  await page.keyboard.type('qqqqqq')
  await expect(page.getByText(/No matches for/)).toBeVisible()
  await expectNoFindingsInThemes(page, 'search without a match', modal)
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('heading', { name: 'Keyboard shortcuts' })).toBeVisible()
  await expectNoFindingsInThemes(page, 'keyboard shortcuts', modal)
})

test('the table, the plan, a room and breakdowns have no accessibility violations in any theme', async ({
  page,
  building,
}) => {
  await building.simulator.pin('Maple', [7, 'silent'])
  const floor = await openFloor(page, building.url)
  await page.getByRole('button', { name: 'Table', exact: true }).click()
  await expect(page.getByRole('table', { name: 'Rooms' })).toBeVisible()
  await expectNoFindingsInThemes(page, 'table')
  await page.getByRole('button', { name: 'Columns' }).click()
  await expectNoFindingsInThemes(page, 'columns', menu)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Floor plan' }).click()
  await expect(page.getByRole('link', { name: /^Juniper/ }).first()).toBeVisible()
  await expectNoFindingsInThemes(page, 'floor plan')

  await page.goto(building.url + floor)
  await page.getByRole('link', { name: /^Maple,/ }).click()
  const room = page.getByRole('dialog', { name: 'Maple' })
  await expect(room.getByRole('slider').first()).toBeVisible()
  await expectNoFindingsInThemes(page, 'a room')
  await room.getByRole('button', { name: 'Table view' }).click()
  await expectNoFindingsInThemes(page, 'a chart as a table', panel)
  await room.locator('a[href*="explain="]').first().click()
  const breakdown = page.getByRole('dialog', { name: /^Breakdown of/ })
  await expect(breakdown).toBeVisible()
  await expectNoFindingsInThemes(page, 'breakdown of a room', panel)
  await page.goto(`${building.url}/${floor}&explain=all`)
  await expect(breakdown.getByRole('list').first()).toBeVisible()
  const rooms = breakdown.getByRole('list', { name: /^Rooms/ }).first()
  for (let level = 0; !(await rooms.isVisible()); level += 1) {
    await expectNoFindingsInThemes(page, `breakdown ${level} levels below the total`, panel)
    const title = await breakdown.getByRole('heading', { level: 2 }).first().textContent()
    await breakdown.getByRole('list', { name: 'Locations' }).getByRole('link').first().click()
    await expect(breakdown.getByRole('heading', { level: 2 }).first()).not.toHaveText(title ?? '')
  }
  await expectNoFindingsInThemes(page, 'breakdown of a floor', panel)

  await page.goto(`${building.url}/metrics`)
  await expect(page.getByRole('slider')).toBeVisible()
  await expectNoFindingsInThemes(page, 'what the metrics mean')

  await page.goto(`${building.url}/settings${floor}`)
  await page.getByRole('button', { name: 'change capacity of Maple' }).click()
  await expect(page.getByRole('textbox', { name: 'capacity of Maple' })).toBeFocused()
  await expectNoFindingsInThemes(page, 'settings')

  await page.goto(`${building.url}/nowhere`)
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
  await expectNoFindingsInThemes(page, 'not found')
})

test('sensors, displays and boards are accessible in all themes', async ({ page, building }) => {
  await openFloor(page, building.url)
  await page.getByRole('link', { name: 'Sensors', exact: true }).click()
  await expect(page.getByRole('table')).toBeVisible()
  await expectNoFindingsInThemes(page, 'sensors by hive')
  await page.getByRole('button', { name: 'Ungrouped' }).click()
  await expectNoFindingsInThemes(page, 'ungrouped sensors', 'main')

  const screen = await page.context().newPage()
  await screen.goto(`${building.url}/display`)
  await expect(screen.locator('.code')).toBeVisible()
  await expectNoFindingsInThemes(screen, 'pairing')
  const code = (await screen.locator('.code').getAttribute('aria-label')) ?? ''
  await page.goto(`${building.url}/displays?code=${code.replaceAll(' ', '')}`)
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText('Enter a name.')).toBeVisible()
  await expectNoFindingsInThemes(page, 'displays, with a rejected name')
  await page.getByLabel('Display name').fill('Lobby')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('button', { name: 'Pair', exact: true })).toBeVisible()
  await expectNoFindingsInThemes(page, 'the question before pairing', 'main')
  await page.getByRole('button', { name: 'Pair', exact: true }).click()
  await expect(screen.getByText('Paired', { exact: true })).toBeVisible()
  await expectNoFindingsInThemes(screen, 'paired')
  await expect(screen.getByRole('article')).toBeVisible()
  await expectNoFindingsInThemes(screen, 'a board')
  await screen.goto(`${building.url}/display/check`)
  await expect(screen.getByRole('term').first()).toBeVisible()
  await expectNoFindingsInThemes(screen, 'the check of a screen')

  const lobby = page.getByRole('listitem', { name: 'Lobby' })
  await lobby.getByRole('button', { name: 'Edit Lobby' }).click()
  await expectNoFindingsInThemes(page, 'a display while it is edited', 'main')
  await lobby.getByRole('button', { name: 'Revoke Lobby' }).click()
  await expectNoFindingsInThemes(page, 'the question before revoking', 'main')
})

test('the board editor is accessible in all layouts and themes', async ({ page, building }) => {
  await openFloor(page, building.url)
  await page.goto(`${building.url}/displays?board=new`)
  await expect(page.getByRole('region', { name: 'Preview' }).getByRole('article')).toBeVisible()
  await page.getByLabel('Rooms', { exact: true }).selectOption('Select rooms…')
  await page.getByLabel('Screen on').selectOption('Opening hours only')
  await page.getByLabel('Name', { exact: true }).fill('')
  await page.getByRole('button', { name: 'Save board' }).click()
  await expectNoFindingsInThemes(page, 'the editor with errors')
  await page.getByLabel('Rooms', { exact: true }).selectOption({ index: 5 })
  await page.emulateMedia({ forcedColors: 'none' })
  for (const theme of ['Light', 'Dark']) {
    await page.getByLabel('Theme').selectOption(theme)
    for (const layout of ['Large cards', 'One row per room', 'Floor plan', 'Totals by floor']) {
      await page.getByLabel('Layout').selectOption(layout)
      await expectNoFindings(page, `${layout}, ${theme}`, '.displays-preview')
    }
  }
})

test('stale, empty and signed-out views are accessible on a phone', async ({ page, building }) => {
  await installClock(page)
  await signInOnPhone(page, building.url)
  await expectNoFindings(page, 'rooms on a phone')
  await page.goto(`${building.url}/?q=nothing+like+that`)
  await expect(page.getByRole('button', { name: 'Clear search' })).toBeVisible()
  await expectNoFindings(page, 'an empty result')
  await page.getByRole('button', { name: 'Clear search' }).click()
  await page.getByRole('link', { name: /^Alder,/ }).click()
  await expect(page.getByRole('heading', { name: 'Alder' })).toBeVisible()
  await expectNoFindings(page, 'a room on a phone')
  await page.getByRole('link', { name: 'All rooms' }).click()

  await page.route('**/api/**', (route) => route.abort())
  for (let second = 0; second < 75; second += 1) await page.clock.runFor(1_000)
  await expect(page.getByRole('link', { name: /^Alder, .*out of date$/ })).toBeVisible()
  await expectNoFindings(page, 'stale rooms')

  await building.simulator.fail('reporting', { kind: 'status', status: 401 })
  await page.unroute('**/api/**')
  for (let second = 0; second < 65; second += 1) await page.clock.runFor(1_000)
  await expect(page.getByRole('form', { name: 'Your session has ended' })).toBeVisible()
  await expectNoFindings(page, 'an ended session')
})

test('with reduced motion, a theme change recolours every element immediately', async ({
  page,
  building,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' })
  await signIn(page, building.url)
  const animations = await page.evaluate(() => {
    document.documentElement.setAttribute('data-theme', 'dark')
    return document.getAnimations().map(({ effect }) => effect?.getComputedTiming().duration)
  })
  expect(animations).toEqual([])
})

test('the selected page, view and filter stand out in forced-colors mode', async ({
  page,
  building,
}) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await signIn(page, building.url)
  const background = (role: 'button' | 'link', name: RegExp) =>
    page.getByRole(role, { name }).evaluate((element) => getComputedStyle(element).backgroundColor)
  for (const [role, selected, other] of [
    ['link', /^Rooms$/, /^Sensors$/],
    ['button', /^Cards$/, /^Table$/],
    ['button', /^All 56$/, /^Free \d+$/],
  ] as const) {
    // Emulated colours can take effect after the first frame of a new page.
    await expect
      .poll(async () => (await background(role, selected)) !== (await background(role, other)), {
        message: String(selected),
      })
      .toBe(true)
  }
})
