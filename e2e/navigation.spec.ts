import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, installClock, searchFor, signIn, signInOnPhone, test } from './fixtures.ts'

const room = (page: Page, name: string) => page.getByRole('link', { name: new RegExp(`^${name},`) })

test('finds a room by keyboard despite a typo and opens it', async ({ signedInPage: page }) => {
  const selected = await searchFor(page, 'mapel')
  await expect(selected).toContainText('Maple')
  await page.keyboard.press('ArrowDown')
  await expect(selected).not.toContainText(/^Maple/)
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Maple' })).toBeVisible()
})

test('lists locations with live totals, and keeps the selected location in the URL and for the next visit', async ({
  signedInPage: page,
  building,
}) => {
  const place = page.getByRole('navigation', { name: 'Location' })
  await place.getByRole('button', { name: 'All sites' }).click()
  const floor = page.getByRole('link', { name: /^Floor 3, .*\d+ (people|person), \d+ of 10 rooms/ })
  await floor.click()
  await expect(page).toHaveURL(/place=space_/)
  await expect(place.getByRole('button', { name: 'Floor 3' })).toBeVisible()
  await expect(room(page, 'Maple')).toBeVisible()
  await expect(room(page, 'Cedar')).toBeHidden()

  await page.goto(building.url)
  await expect(place.getByRole('button', { name: 'Floor 3' })).toBeVisible()
  await expect(room(page, 'Cedar')).toBeHidden()
  await place.getByRole('link', { name: 'Northgate' }).click()
  await expect(room(page, 'Cedar')).toBeVisible()

  await place.getByRole('button', { name: 'All buildings' }).click()
  await expect(page.getByText('UTC (no time zone set)').first()).toBeVisible()
})

const scrollTop = (page: Page) => page.evaluate(() => window.scrollY)

/** Scrolls with the wheel until the page is at this position, because a loading page may be too short at first. */
const scrollTo = (page: Page, top: number) =>
  expect
    .poll(async () => {
      const before = await scrollTop(page)
      if (before !== top) await page.mouse.wheel(0, top - before)
      return before
    })
    .toBe(top)

test('a new page opens at the top, and Back returns to the earlier scroll position', async ({
  signedInPage: page,
}) => {
  // A click would first scroll to the link and change the stored scroll position.
  const open = (name: string) =>
    page.getByRole('link', { name, exact: true }).dispatchEvent('click', { button: 0 })
  const table = page.getByRole('table', { name: 'Sensors' })
  await scrollTo(page, 900)
  await open('Sensors')
  await expect(table).toBeVisible()
  await expect.poll(() => scrollTop(page)).toBe(0)
  await scrollTo(page, 500)
  await open('Rooms')
  await expect(room(page, 'Maple')).toBeVisible()
  await expect.poll(() => scrollTop(page)).toBe(0)
  await page.goBack()
  await expect.poll(() => scrollTop(page)).toBe(500)
  await page.goBack()
  await expect.poll(() => scrollTop(page)).toBe(900)

  await page.setViewportSize({ width: 390, height: 844 })
  await scrollTo(page, 1200)
  await room(page, 'Maple').click()
  await expect(page.getByRole('main', { name: 'Maple' })).toBeVisible()
  await expect.poll(() => scrollTop(page)).toBe(0)
  await page.getByRole('link', { name: 'Sensors', exact: true }).click()
  await expect(table).toBeVisible()
  await page.goBack()
  await page.goBack()
  await expect(room(page, 'Maple')).toBeInViewport()
})

test('filters are kept on other pages, after a search for a room, and after visiting a room’s page on a phone', async ({
  page,
  building,
}) => {
  await signInOnPhone(page, building.url)
  const rooms = page.getByRole('link', { name: 'Rooms', exact: true })
  await page.getByRole('button', { name: /^Free \d/ }).click()
  await expect(page).toHaveURL(/\?state=free$/)
  // Enter opens the result for the typed text even before the list shows it.
  await searchFor(page, 'maple')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main', { name: 'Maple' })).toBeVisible()
  await rooms.click()
  await expect(page).toHaveURL(/\/\?state=free$/)
  await page.getByRole('link', { name: 'Sensors', exact: true }).click()
  await expect(await searchFor(page, 'maple')).toContainText('Maple')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main', { name: 'Maple' })).toBeVisible()
  await expect(page).toHaveURL(/\?state=free$/)
  await rooms.click()
  await rooms.click()
  await expect(page).toHaveURL(/\/\?state=free$/)
})

test('shows the same rooms as cards and in the table, and keeps filters, columns and view in the URL', async ({
  page,
  context,
  building,
}) => {
  await building.simulator.pin('Maple', [8, 5])
  await signIn(page, building.url)
  await page.getByRole('button', { name: /^Over capacity/ }).click()
  await page.getByRole('button', { name: 'Table' }).click()
  const table = page.getByRole('table', { name: 'Rooms' })
  await expect(table.getByRole('rowheader', { name: /Maple/ })).toBeVisible()
  await page.getByRole('button', { name: 'Columns' }).click()
  await page.getByRole('checkbox', { name: 'Kind' }).uncheck()
  await page.keyboard.press('Escape')
  await expect(table.getByRole('columnheader', { name: 'Kind' })).toBeHidden()

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'CSV' }).click()
  expect((await download).suggestedFilename()).toMatch(
    /^Rooms, All sites - Over capacity, \d{4}-\d\d-\d\dT\d\d\.\d\d Europe Berlin\.csv$/,
  )

  const shared = await context.newPage()
  await shared.goto(page.url())
  const same = shared.getByRole('table', { name: 'Rooms' })
  await expect(same.getByRole('rowheader', { name: /Maple/ })).toBeVisible()
  await expect(same.getByRole('rowheader', { name: /Cedar/ })).toBeHidden()
  await expect(same.getByRole('columnheader', { name: 'Kind' })).toBeHidden()
  await shared.getByRole('button', { name: 'Cards' }).click()
  await expect(room(shared, 'Maple')).toBeVisible()
  await expect(room(shared, 'Cedar')).toBeHidden()
})

test('the table header does not cover a row on a phone', async ({ page, building }) => {
  await signInOnPhone(page, building.url)
  await page.getByRole('button', { name: 'Table' }).click()
  const table = page.getByRole('table', { name: 'Rooms' })
  const head = await table.getByRole('columnheader').first().boundingBox()
  const row = await table.getByRole('rowheader').first().boundingBox()
  expect(row?.y).toBeGreaterThanOrEqual((head?.y ?? Infinity) + (head?.height ?? 0) - 1)
})

test('zooms the floor plan and opens its rooms by keyboard', async ({ page, building }) => {
  await building.simulator.pin('Maple', [4, 2])
  await signIn(page, building.url)
  await page.getByRole('button', { name: 'Floor plan' }).click()
  const plan = page.getByRole('group', { name: 'Plan of Floor 3' })
  const maple = plan.getByRole('link', { name: 'Maple, 6 of 10 people, in use' })
  await expect(maple).toBeVisible()
  const before = await maple.boundingBox()
  await plan.focus()
  await page.keyboard.press('+')
  await expect
    .poll(async () => (await maple.boundingBox())?.width)
    .toBeGreaterThan((before?.width ?? 0) * 1.4)
  await page.keyboard.press('0')
  await expect
    .poll(async () => (await maple.boundingBox())?.width)
    .toBeCloseTo(before?.width ?? 0, 0)
  await building.simulator.pin('Maple', [8, 5])
  await plan.getByRole('link', { name: 'Maple, 13 of 10 people, 3 over' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Maple' })).toBeVisible()
  await expect(page).toHaveURL(/view=plan/)
})

test('filters free rooms by size and tag, saves the view and makes it the default', async ({
  page,
  building,
}) => {
  await building.simulator.pin('Alder', [0])
  await signIn(page, building.url)
  await page.getByRole('button', { name: /^Free \d/ }).click()
  await page.getByRole('button', { name: 'Filters' }).click()
  await page.getByRole('combobox', { name: 'Seats' }).selectOption('6 or more')
  await page.getByRole('combobox', { name: 'Tag' }).selectOption('Quiet')
  await page.keyboard.press('Escape')
  await expect(room(page, 'Alder')).toBeVisible()
  await expect(room(page, 'Booth 3.1')).toBeHidden()
  await page.getByRole('button', { name: 'Saved views' }).click()
  const views = page.getByRole('dialog', { name: 'Saved views' })
  await views.getByRole('textbox', { name: 'Save this view as' }).fill('Quiet for six')
  await views.getByRole('button', { name: 'Save' }).click()
  await views.getByRole('checkbox', { name: 'Open by default: Quiet for six' }).check()
  await page.goto(building.url)
  await expect(page).toHaveURL(/state=free&seats=6&tag=/)
  await expect(room(page, 'Alder')).toBeVisible()
})

test('shares a saved view with another browser, and keeps an entered name if the gateway is unreachable', async ({
  page,
  browser,
  building,
}) => {
  const openViews = async (one: Page) => {
    await one.getByRole('button', { name: 'Saved views' }).click()
    return one.getByRole('dialog', { name: 'Saved views' })
  }
  await signIn(page, building.url)
  await page.getByRole('button', { name: /^Free \d/ }).click()
  const views = await openViews(page)
  await views.getByRole('textbox', { name: 'Save this view as' }).fill('Free now')
  await views.getByRole('checkbox', { name: /^Share with everyone/ }).check()
  await views.getByRole('button', { name: 'Save' }).click()
  const link = views.getByRole('region', { name: 'Shared views' }).getByRole('link')
  await expect(link).toHaveText('Free now')

  const other = await (await browser.newContext()).newPage()
  await signIn(other, building.url)
  await (await openViews(other)).getByRole('link', { name: 'Free now' }).click()
  await expect(other).toHaveURL(/state=free/)

  await page.context().setOffline(true)
  await views.getByRole('textbox', { name: 'Save this view as' }).fill('Later')
  await views.getByRole('button', { name: 'Save' }).click()
  await expect(views.getByRole('alert')).toHaveText('Can’t reach the Headroom server.')
  await expect(views.getByRole('textbox', { name: 'Save this view as' })).toHaveValue('Later')
  await expect(link).toHaveText('Free now')
})

test('shows the breakdowns of a room and of the total', async ({ page, building }) => {
  await building.simulator.pin('Maple', [7, 'silent'])
  await signIn(page, building.url)
  await room(page, 'Maple').focus()
  await page.keyboard.press('e')
  const panel = page.getByRole('dialog', { name: /Breakdown of 7\+/ })
  await expect(panel).toBeVisible()
  await expect(panel).toContainText(/at least 7 people/i)
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await page.getByLabel('Totals').getByRole('link').first().click()
  await expect(page.getByRole('dialog', { name: /Breakdown of \d/ })).toContainText('Northgate')
})

test('applies changes to the overrides file and keeps the last valid version after an invalid edit', async ({
  page,
  startHeadroom,
  startSimulator,
}, testInfo) => {
  const simulator = await startSimulator('--rooms', '2', '--sensors-per-room', '1')
  await simulator.pin('Room 0.01', [3])
  await simulator.pin('Room 0.02', [0])
  const file = join(testInfo.outputDir, 'overrides.json')
  // Replaces the file instead of writing to it, as editors do.
  const write = async (text: string) => {
    await writeFile(`${file}.new`, text)
    await rename(`${file}.new`, file)
  }
  await writeFile(testInfo.outputPath('overrides.json'), '{}')
  const { url } = await startHeadroom({
    BUTLR_BASE_URL: simulator.url,
    HEADROOM_OVERRIDES: file,
  })
  await signIn(page, url)
  await room(page, 'Room 0.01').click()
  const id = decodeURIComponent(/rooms\/([^?]+)/.exec(page.url())?.[1] ?? '')
  await page.goto(url)

  await write(JSON.stringify({ rooms: { [id]: { name: 'Lobby', capacity: 4 } } }))
  await expect(page.getByRole('link', { name: 'Lobby, 3 of 4 people, busy' })).toBeVisible()
  await write(`{"rooms": {"${id}": {"capacity": "many"}}}`)
  await expect(page.getByText(/Problem with the settings file/)).toContainText(
    `rooms.${id}.capacity`,
  )
  await expect(page.getByRole('link', { name: 'Lobby, 3 of 4 people, busy' })).toBeVisible()
})

test('shows an offline hive as a single problem, and its rooms without data until the hive is online again', async ({
  page,
  building,
}) => {
  const { simulator, url } = building
  await simulator.fail('all', {
    kind: 'hive',
    hive: 'Floor 2 hive 1',
    since: Date.now() - 30 * 60_000,
  })
  await signIn(page, url)
  await page.getByRole('link', { name: 'Sensors', exact: true }).click()
  const table = page.getByRole('table', { name: 'Sensors' })
  const hive = table.getByRole('button', { name: /Floor 2 hive 1/ })
  await expect(hive).toHaveAccessibleName(/offline/i)
  await expect(hive).toHaveAttribute('aria-expanded', 'false')
  await hive.click()
  await expect(hive).toHaveAttribute('aria-expanded', 'true')
  await expect(table.getByRole('row', { name: /Cedar/ }).first()).toContainText(/offline/i)

  await page.getByRole('link', { name: 'Rooms', exact: true }).click()
  await expect(page.getByRole('link', { name: 'Cedar, no data' })).toBeVisible()
  await simulator.recover()
  // The gateway caches sensor health for 20 s, and the page requests it every minute.
  await expect(page.getByRole('link', { name: /^Cedar, \d+ of 8 people/ })).toBeVisible({
    timeout: 60_000,
  })
})

test('shows a new room of a report, and its name within 65 seconds', async ({ page, building }) => {
  await installClock(page)
  await signIn(page, building.url)
  await page.route('**/api/v3/reporting', async (route) => {
    const response = await route.fetch()
    if (!response.ok()) return route.fulfill({ response })
    const answer = await response.json()
    const { window } = route.request().postDataJSON()
    const isSnapshot = window.every === '1s'
    if (isSnapshot) answer.data.room_new = { '02-00-00-00-00-01': reading(4) }
    return route.fulfill({ response, json: answer })
  })
  const request = page.waitForRequest((request) =>
    (request.postData() ?? '').includes('"fresherThanSeconds":60'),
  )
  await expect(page.getByRole('link', { name: 'room_new, 4 people, in use' })).toBeVisible()
  await page.clock.fastForward('01:05')
  await request
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})

const reading = (people: number) => ({
  sum: people,
  min: people,
  max: people,
  count: 1,
  mean: people,
  median: people,
  stddev: 0,
  first: people,
  last: people,
})

test('groups sensors by hive, and keeps “Show hidden devices” in the URL', async ({
  signedInPage: page,
}) => {
  await page.getByRole('link', { name: 'Sensors', exact: true }).click()
  const table = page.getByRole('table', { name: 'Sensors' })
  await expect(table.getByRole('button', { name: /hive/ }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Show hidden devices' }).click()
  await expect(page).toHaveURL(/hidden=show/)
})

test('asks before Back, a link, signing out or closing the tab discards the changes to a board', async ({
  signedInPage: page,
}) => {
  await page.getByRole('link', { name: 'Displays', exact: true }).click()
  await page.getByRole('link', { name: 'New board' }).click()
  const name = page.getByRole('textbox', { name: 'Name', exact: true })
  const question = page.getByRole('alertdialog', { name: 'Discard unsaved changes?' })
  await name.fill('Lobby')

  await page.goBack()
  await expect(question).toBeVisible()
  await expect(page).toHaveURL(/\/displays\?board=new$/)
  await page.keyboard.press('Escape')
  await expect(question).toBeHidden()
  await expect(name).toHaveValue('Lobby')

  const asked = page.waitForEvent('dialog')
  await page.close({ runBeforeUnload: true })
  const dialog = await asked
  expect(dialog.type()).toBe('beforeunload')
  await dialog.dismiss()
  await expect(name).toHaveValue('Lobby')

  await page.getByRole('link', { name: 'Sensors', exact: true }).click()
  await question.getByRole('button', { name: 'Keep editing' }).click()
  await expect(name).toHaveValue('Lobby')
  const account = page.getByRole('button', { name: 'Account' })
  await account.click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await question.getByRole('button', { name: 'Keep editing' }).click()
  await expect(account).toBeFocused()
  await expect(name).toHaveValue('Lobby')
  await page.goBack()
  await question.getByRole('button', { name: 'Discard changes' }).click()
  await expect(page).toHaveURL(/\/displays$/)
  await expect(page.getByRole('link', { name: 'New board' })).toBeVisible()
})
