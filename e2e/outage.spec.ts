import type { Page, Request } from '@playwright/test'
import { expect, installClock, signIn, test } from './fixtures.ts'

/** Advances the page's clock in steps of one second, so that network events run between timers. */
async function advanceClock(page: Page, seconds: number) {
  for (let second = 0; second < seconds; second += 1) await page.clock.runFor(1_000)
}

test('keeps occupancy while offline, marks it stale, then hides it, and recovers', async ({
  page,
  context,
  building,
}) => {
  await building.simulator.pin('Maple', [4, 2])
  await installClock(page)
  await signIn(page, building.url)
  const maple = page.getByRole('link', { name: /^Maple,/ })
  await expect(maple).toHaveAccessibleName('Maple, 6 of 10 people, in use')
  const cards = page.getByRole('link', { name: /, .*(people|person|no data)(?!.*breakdown)/ })
  await expect(cards).toHaveCount(building.simulator.rooms.length)

  await context.setOffline(true)
  await advanceClock(page, 12)
  await expect(maple).toHaveAccessibleName('Maple, 6 of 10 people, in use')
  await expect(
    page.getByRole('button', { name: /Reconnecting · (next try in|trying now)/ }),
  ).toBeVisible()
  await advanceClock(page, 60)
  await expect(maple).toHaveAccessibleName('Maple, 6 of 10 people, out of date')
  await expect(maple).toContainText(/Updated 1 min ago/)
  await expect(page.getByText('Out of date: last updated 1 min ago')).toBeVisible()
  await page.clock.fastForward('09:00')
  await advanceClock(page, 2)
  await expect(maple).toHaveAccessibleName('Maple, no data')
  await expect(cards).toHaveCount(building.simulator.rooms.length)
  await expect(page.getByRole('heading', { name: 'Your session has ended' })).toBeHidden()

  await context.setOffline(false)
  await advanceClock(page, 62)
  await expect(maple).toHaveAccessibleName('Maple, 6 of 10 people, in use')
  await expect(page.getByRole('button', { name: /Live/ })).toBeVisible()
})

test('menus, dialogs, views and a room open offline if the page was idle while it was online', async ({
  page,
  context,
  building,
}) => {
  await installClock(page)
  await signIn(page, building.url)
  const lastPart = page.waitForResponse(/\/chart-png-[^/]*\.js$/)
  await advanceClock(page, 30)
  await (await lastPart).finished()

  await context.setOffline(true)
  await page.getByRole('button', { name: /Live|Reconnecting/ }).click()
  await expect(page.getByRole('dialog', { name: 'Live data' })).toContainText('Device clock')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'All sites' }).click()
  await expect(page.getByRole('dialog', { name: 'Locations' }).getByRole('link')).not.toHaveCount(0)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Saved views' }).click()
  await expect(page.getByRole('dialog', { name: 'Saved views' })).toContainText('Save this view as')
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await expect(page.getByRole('combobox', { name: /^Find a room/ })).toBeFocused()
  await page.keyboard.press('Escape')
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Floor plan', exact: true }).click()
  await expect(page.getByRole('group', { name: /^Plan of/ }).first()).toBeVisible()
  await page.getByRole('button', { name: 'Table', exact: true }).click()
  await page
    .getByRole('table')
    .getByRole('link', { name: /^Maple/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: 'Maple' })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('link', { name: 'Displays' }).click()
  await expect(page).toHaveTitle(/Displays/)
  await expect(page.getByText(/^Couldn’t show/)).toHaveCount(0)
})

test('a menu that fails to load affects nothing else, and loads when the browser is online again', async ({
  page,
  context,
  building,
}) => {
  // With data saver on, the page does not preload its lazy parts.
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } }),
  )
  await signIn(page, building.url)
  await expect(page.getByRole('button', { name: /Live/ })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Saved views' })).toBeVisible()

  await context.setOffline(true)
  await page.getByRole('button', { name: 'Saved views' }).click()
  const views = page.getByRole('dialog', { name: 'Saved views' })
  await expect(views).toContainText('Couldn’t load this')
  await expect(page.getByRole('link', { name: /^Maple,/ })).toBeVisible()
  await context.setOffline(false)
  await expect(views).toContainText('My views')
  await page.keyboard.press('Escape')

  await context.setOffline(true)
  await page.keyboard.press('?')
  await expect(page.getByRole('alert')).toHaveText(/Couldn’t load this/)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('alert')).toBeHidden()
  await context.setOffline(false)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
})

test('reconnects after a server restart and keeps occupancy and session', async ({
  page,
  startHeadroom,
  startSimulator,
}) => {
  const simulator = await startSimulator()
  await simulator.pin('Maple', [4, 2])
  const environment = {
    BUTLR_BASE_URL: simulator.url,
    HEADROOM_SECRET: 'a secret of one journey'.repeat(2),
  }
  const headroom = await startHeadroom(environment)
  await signIn(page, headroom.url)
  await expect(page.getByRole('link', { name: 'Maple, 6 of 10 people, in use' })).toBeVisible()

  await headroom.stop()
  await expect(page.getByRole('button', { name: /Reconnecting/ })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Maple, 6 of 10 people, in use' })).toBeVisible()

  await simulator.pin('Maple', [4, 3])
  await startHeadroom({ ...environment, PORT: new URL(headroom.url).port })
  await expect(page.getByRole('link', { name: 'Maple, 7 of 10 people, busy' })).toBeVisible({
    timeout: 60_000,
  })
  await expect(page.getByRole('button', { name: /Live/ })).toBeVisible()
})

for (const [what, fault] of [
  ['returns 500', { kind: 'status', status: 500 }],
  ['returns 504', { kind: 'status', status: 504 }],
  ['returns an HTML page', { kind: 'html' }],
  ['returns truncated JSON', { kind: 'truncated' }],
  ['closes the connection', { kind: 'network' }],
  ['does not respond', { kind: 'hang' }],
] as const) {
  test(`when Butlr ${what}, keeps the last occupancy, and later recovers`, async ({
    page,
    building,
  }) => {
    await building.simulator.pin('Maple', [4, 2])
    await signIn(page, building.url)
    const maple = page.getByRole('link', { name: 'Maple, 6 of 10 people, in use' })
    await expect(maple).toBeVisible()
    await building.simulator.fail('reporting', fault)
    // The gateway's timeout for responses from Butlr is 15 s.
    await expect(page.getByRole('button', { name: /Reconnecting/ })).toBeVisible({
      timeout: 30_000,
    })
    await expect(maple).toBeVisible()
    await building.simulator.recover()
    await expect(page.getByRole('button', { name: /Live/ })).toBeVisible({ timeout: 60_000 })
  })
}

test('sends no poll before the Retry-After period of a 429 response ends', async ({
  page,
  building,
}) => {
  const seconds = 6
  await signIn(page, building.url)
  // Excludes the request for the past half hour, which the page also sends to this endpoint.
  const isPoll = (request: Request) =>
    request.url().endsWith('/api/v3/reporting') && request.postData()?.includes('"-2m"') === true
  const [refused] = await Promise.all([
    page.waitForResponse((response) => isPoll(response.request()) && response.status() === 429),
    building.simulator.fail('reporting', { kind: 'status', status: 429, retryAfter: seconds }),
  ])
  const [next] = await Promise.all([page.waitForRequest(isPoll), building.simulator.recover()])
  await next.response()
  const waited = next.timing().startTime - refused.request().timing().startTime
  expect(waited).toBeGreaterThanOrEqual(seconds * 1_000)
})

test('shows rooms with healthy sensors as free when the report is empty', async ({
  page,
  building,
}) => {
  const { simulator, url } = building
  await simulator.pin(
    'Cedar',
    simulator.sensorsOf('Cedar').map(() => 2),
  )
  await signIn(page, url)
  const people = 2 * simulator.sensorsOf('Cedar').length
  await expect(page.getByRole('link', { name: `Cedar, ${people} of 8 people` })).toBeVisible()
  await simulator.fail('reporting', { kind: 'empty', shape: 'array' })
  // A room without readings is free only if the health of its sensors is newer than their last readings. The gateway
  // caches health for 20 s.
  await expect(page.getByRole('link', { name: 'Cedar, 0 of 8 people, free' })).toBeVisible({
    timeout: 45_000,
  })
})

test('shows correct ages and reports the clock difference when the device clock is a day off', async ({
  page,
  building,
}) => {
  await installClock(page, { time: Date.now() - 86_400_000 })
  await signIn(page, building.url)
  await advanceClock(page, 3)
  const pulse = page.getByRole('button', { name: /Live · [0-3] s ago/ })
  await expect(pulse).toBeVisible()
  await pulse.click()
  await expect(page.getByRole('dialog', { name: 'Live data' })).toContainText(
    /2[34] h behind the server/,
  )
})
