import { expect, pinMissingSensors, searchFor, signIn, test } from './fixtures.ts'

test('updates the occupancy of a room when the counts of its sensors change', async ({
  page,
  building,
}) => {
  await building.simulator.pin('Maple', [4, 2])
  await signIn(page, building.url)
  await expect(page.getByRole('link', { name: 'Maple, 6 of 10 people, in use' })).toBeVisible()

  await building.simulator.pin('Maple', [4, 3])
  await expect(page.getByRole('link', { name: 'Maple, 7 of 10 people, busy' })).toBeVisible()
  await building.simulator.pin('Maple', [8, 5])
  await expect(page.getByRole('link', { name: 'Maple, 13 of 10 people, 3 over' })).toBeVisible()
  await building.simulator.pin('Maple', [0, 0])
  await expect(page.getByRole('link', { name: 'Maple, 0 of 10 people, free' })).toBeVisible()
})

test('shows the totals of all rooms and updates them', async ({
  page,
  startHeadroom,
  startSimulator,
}) => {
  const simulator = await startSimulator('--rooms', '2', '--sensors-per-room', '1')
  const { url } = await startHeadroom({ BUTLR_BASE_URL: simulator.url })
  await simulator.pin('Room 0.01', [3])
  await simulator.pin('Room 0.02', [0])
  await signIn(page, url)
  const totals = page.getByLabel('Totals')
  await expect(totals).toContainText(/people now\s*3/)
  await expect(totals).toContainText(/rooms in use\s*1\s*of 2/)
  await simulator.pin('Room 0.02', [2])
  await expect(totals).toContainText(/people now\s*5/)
  await expect(totals).toContainText(/rooms in use\s*2\s*of 2/)
  await expect(totals).toContainText(/sensors reporting\s*2\s*of 2/)
})

test('uses tabular digits for numbers in columns, and not for names', async ({
  page,
  building,
}) => {
  await building.simulator.pin('Maple', [4, 2])
  await signIn(page, `${building.url}/?view=table`)
  const row = page.getByRole('row', { name: /Maple/ })
  await expect(row.getByRole('link', { name: /^6/ })).toHaveCSS(
    'font-variant-numeric',
    'tabular-nums',
  )
  await expect(row.getByRole('rowheader')).toHaveCSS('font-variant-numeric', 'normal')
})

test('marks a sum with a missing sensor as incomplete and shows no data for a silent room', async ({
  page,
  building,
}) => {
  await pinMissingSensors(building.simulator)
  await signIn(page, building.url)
  const partial = page.getByRole('link', {
    name: 'Maple, at least 7 people, 1 of 2 sensors reporting',
  })
  await expect(partial).toContainText('7+')
  await expect(partial).toContainText('1 of 2 sensors')
  await expect(page.getByRole('link', { name: 'Birch, no data' })).toContainText('No data')
  await expect(page.getByLabel('Totals')).toContainText(
    /people now · \d+ rooms missing data\s*\d+\+/,
  )

  await building.simulator.pin('Juniper', [4, 3, 2])
  const [spoilt = ''] = building.simulator.sensorsOf('Juniper')
  await building.simulator.fail('reporting', { kind: 'bad-last', last: 'text', mac: spoilt })
  await expect(
    page.getByRole('link', { name: 'Juniper, at least 5 people, 2 of 3 sensors reporting' }),
  ).toBeVisible()
})

test('shows the full sensor count and last report time of a room that has been silent for days', async ({
  page,
  building,
}) => {
  await building.simulator.pin('Willow', ['silent', 'silent'])
  await signIn(page, building.url)
  const findTruncated = (texts: Element[]) =>
    texts.filter((text) => text.scrollWidth > text.clientWidth).map((text) => text.textContent)
  const card = page.getByRole('link', { name: 'Willow, no data' })
  await expect(card).toContainText(/0 of 2 sensors\s*Since \d+ \w+, \d\d:\d\d/)
  expect(await card.locator('.truncate').evaluateAll(findTruncated)).toEqual([])
  await page.getByRole('button', { name: 'Table', exact: true }).click()
  const row = page.getByRole('row').filter({ has: card })
  await expect(row.getByRole('cell', { name: /^\d+ \w+, \d\d:\d\d$/ })).toBeVisible()
  expect(await row.locator('.truncate').evaluateAll(findTruncated)).toEqual([])
})

test('keeps filters and sort order in the URL, so that they survive reloads and sharing', async ({
  page,
  context,
  building,
}) => {
  await building.simulator.pin('Maple', [8, 5])
  await building.simulator.pin('Cedar', [0])
  await signIn(page, building.url)
  const maple = page.getByRole('link', { name: /^Maple,/ })
  const cedar = page.getByRole('link', { name: /^Cedar,/ })
  await expect(cedar).toBeVisible()

  await page.getByRole('button', { name: /^Over capacity/ }).click()
  await expect(cedar).toBeHidden()
  await expect(maple).toBeVisible()
  await page.getByRole('button', { name: 'Search' }).waitFor()
  await page.getByRole('button', { name: 'Filters' }).click()
  await page.getByRole('combobox', { name: 'Seats' }).selectOption('6 or more')
  await page.keyboard.press('Escape')
  await page.getByLabel('Sort').selectOption({ label: 'By occupancy' })
  await expect(page).toHaveURL(/state=over/)
  await expect(page).toHaveURL(/seats=6/)
  await expect(page).toHaveURL(/sort=occupancy/)

  await page.reload()
  await expect(maple).toBeVisible()
  await expect(cedar).toBeHidden()
  const shared = await context.newPage()
  await shared.goto(page.url())
  await expect(shared.getByRole('link', { name: /^Maple,/ })).toBeVisible()
  await expect(shared.getByRole('button', { name: 'Filters 6 or more seats' })).toBeVisible()
})

test('names the filter that produces an empty result and offers to clear it', async ({
  signedInPage: page,
  building,
}) => {
  await page.goto(`${building.url}/?q=no+such+room`)
  await expect(page.getByText('No rooms match “no such room”.')).toBeVisible()
  await page.getByRole('button', { name: 'Clear search' }).click()
  await expect(page.getByRole('link', { name: /^Cedar,/ })).toBeVisible()
})

test('shows room IDs when topology access is denied', async ({ page, building }) => {
  await building.simulator.fail('graphql', { kind: 'status', status: 403 })
  await signIn(page, building.url)
  await expect(
    page.getByRole('link', { name: /^room_\w+, \d+ (people|person), (in use|free)$/ }).first(),
  ).toBeVisible()
})

test('keeps the selected theme across reloads and applies it before the app loads', async ({
  signedInPage: page,
}) => {
  await page.emulateMedia({ colorScheme: 'light' })
  const background = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
  const light = await background()
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('group', { name: 'Theme' }).getByRole('button', { name: 'Dark' }).click()
  const dark = await background()
  expect(dark).not.toBe(light)

  await page.route('**/assets/*.js', (route) => route.abort())
  await page.reload()
  // The gateway's HTML may contain rooms, but the app adds the account button.
  await expect(page.getByRole('button', { name: 'Account' })).toHaveCount(0)
  expect(await background()).toBe(dark)

  await page.unroute('**/assets/*.js')
  await page.reload()
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('group', { name: 'Theme' }).getByRole('button', { name: 'Light' }).click()
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await background()).toBe(light)
})

test('signs in, finds a room, opens it and returns by keyboard only', async ({
  page,
  building,
}) => {
  await page.goto(building.url)
  await expect(page.getByLabel('Email')).toBeFocused()
  await page.keyboard.type('demo@headroom.example')
  await page.keyboard.press('Tab')
  await page.keyboard.type('demo')
  await page.keyboard.press('Enter')
  const alder = page.getByRole('link', { name: /^Alder,/ })
  await expect(alder).toBeVisible()

  await page.getByRole('button', { name: 'Search' }).waitFor()
  await expect(await searchFor(page, 'alder')).toContainText('Alder')
  await page.keyboard.press('Enter')
  const room = page.getByRole('dialog', { name: 'Alder' })
  await expect(room).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(room).toBeHidden()
  await expect(alder).toBeVisible()
})

test('disables animations and transitions when reduced motion is requested', async ({
  signedInPage: page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.getByRole('link', { name: /^Alder,/ }).click()
  await expect(page.getByRole('dialog', { name: 'Alder' })).toBeVisible()
  const longest = await page.evaluate(() =>
    Math.max(
      0,
      ...[...document.querySelectorAll('*')].flatMap((element) => {
        const { animationDuration, transitionDuration } = getComputedStyle(element)
        return `${animationDuration},${transitionDuration}`.split(',').map(Number.parseFloat)
      }),
    ),
  )
  expect(longest).toBeLessThan(0.001)
})
