import { busyRoom, pinnedRoom, expect, test } from '../history/fixtures.ts'
import { signIn } from '../fixtures.ts'
import { expectNoFindingsInThemes, panel } from './axe.ts'

const daysAgo = (days: number) =>
  new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)

for (const width of [390, 1440]) {
  const part = width < 960 ? 'main' : panel

  test(`the history of a room has no accessibility violations at ${width} pixels`, async ({
    page,
    pastBuilding: { url, simulator },
  }) => {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await signIn(page, url)
    const open = async (name: string, range: string) => {
      await page.goto(`${url}/rooms/${simulator.findRoomId(name)}?range=${range}`)
      await expect(page.getByRole('heading', { name: 'Coverage' })).toBeVisible()
    }

    await open(busyRoom, 'today')
    await expect(page.getByRole('slider', { name: /People by sensor/ })).toBeAttached()
    await expectNoFindingsInThemes(page, 'today', part)
    await open(busyRoom, 'yesterday&chart=table')
    await expect(page.getByRole('table', { name: /^People by sensor/ })).toBeVisible()
    await expectNoFindingsInThemes(page, 'a day as a table', part)
    await open(pinnedRoom, '7d')
    await expect(page.getByText(/^North never saw more than 1 person/)).toBeVisible()
    await expectNoFindingsInThemes(page, '7 days', part)
    // Half of the 30 days are before the start of the history.
    await open(busyRoom, '30d')
    await expectNoFindingsInThemes(page, '30 days', part)
    for (const button of await page.getByRole('button', { name: 'Table view' }).all())
      await button.click()
    await expect(page.getByRole('table', { name: /^Usage calendar/ })).toBeVisible()
    const isTooWide = () => document.documentElement.scrollWidth > window.innerWidth
    expect(await page.evaluate(isTooWide), 'the tables widen the page').toBe(false)
    await expectNoFindingsInThemes(page, '30 days as tables', part)
    await open(busyRoom, `${daysAgo(4)}..${daysAgo(2)}`)
    await expectNoFindingsInThemes(page, 'selected dates', part)
    await page.getByLabel('To', { exact: true }).fill(daysAgo(6))
    await expect(page.getByRole('alert')).toBeVisible()
    await expectNoFindingsInThemes(page, 'dates in the wrong order', part)
    await open(`Room 0.02`, '7d')
    await expectNoFindingsInThemes(page, 'a room for one person', part)
  })

  test(`a loading, empty or disabled history has no accessibility violations at ${width} pixels`, async ({
    page,
    pastBuilding: { url, simulator },
    startHeadroom,
  }) => {
    await page.setViewportSize({ width, height: 900 })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await signIn(page, url)
    const path = `/rooms/${simulator.findRoomId(busyRoom)}?range=7d`
    let release = () => {}
    const released = new Promise<void>((resolve) => (release = resolve))
    await page.route('**/api/history/room?*', async (route) => {
      await released
      await route.continue()
    })
    await page.goto(url + path)
    await expect(page.getByRole('status').filter({ hasText: 'Loading history' })).toBeAttached()
    await expectNoFindingsInThemes(page, 'loading', part)
    release()
    await expect(page.getByRole('heading', { name: 'Coverage' })).toBeVisible()

    const account = { BUTLR_CLIENT_ID: 'demo-client', BUTLR_CLIENT_SECRET: 'demo-secret' }
    const collecting = await startHeadroom({
      BUTLR_BASE_URL: simulator.url,
      HEADROOM_HISTORY_BACKFILL_DAYS: '7',
      HEADROOM_HISTORY_REQUESTS_PER_MINUTE: '1',
      ...account,
    })
    await signIn(page, collecting.url)
    await page.goto(collecting.url + path)
    // Until Butlr has confirmed the current time, the collector tries again every 30 seconds.
    await expect(page.getByText(/^Collecting history: 0 of 8 days/)).toBeVisible({
      timeout: 100_000,
    })
    await expectNoFindingsInThemes(page, 'an empty history', part)

    const withoutAccount = await startHeadroom({ BUTLR_BASE_URL: simulator.url })
    await signIn(page, withoutAccount.url)
    await page.goto(withoutAccount.url + path)
    await expect(page.getByText(/^History is off/)).toBeVisible()
    await expect(page.getByRole('slider', { name: /People by sensor/ })).toBeAttached()
    await expectNoFindingsInThemes(page, 'no history', part)
  })
}

test('the values of the lowest row of the usage calendar are inside the window', async ({
  page,
  pastBuilding: { url, simulator },
}) => {
  await signIn(page, url)
  await page.goto(`${url}/rooms/${simulator.findRoomId(busyRoom)}?range=7d`)
  const calendar = page.getByRole('figure', { name: /^Usage calendar/ })
  await calendar.evaluate((figure) => figure.scrollIntoView({ block: 'end' }))
  const { x, y, width, height } = (await calendar.boundingBox()) ?? {
    x: 0,
    y: 0,
    width: 0,
    height: 0,
  }
  await page.mouse.move(x + width / 2, y + height - 6)
  const values = calendar.locator('p')
  await expect(values.filter({ hasText: /^\w{3} \d+ \w+, \d\d:\d\d$/ })).toBeInViewport({
    ratio: 1,
  })
  await expect(values.last()).toBeInViewport({ ratio: 1 })
})

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } })

  test('fields have text of at least 16 pixels, and targets are at least 24 pixels high', async ({
    page,
    pastBuilding: { url, simulator },
  }) => {
    const readFonts = () =>
      page
        .locator('input:not([type=checkbox], [type=radio], [type=range]), select, textarea')
        .evaluateAll((fields) =>
          fields.map((field) => Number.parseFloat(getComputedStyle(field).fontSize)),
        )
    await page.goto(url)
    await expect(page.getByLabel('Email')).toBeVisible()
    await expect.poll(async () => Math.min(...(await readFonts()))).toBeGreaterThanOrEqual(16)
    await signIn(page, url)
    const room = `${url}/rooms/${simulator.findRoomId(busyRoom)}`
    for (const path of [`${room}?range=7d`, `${room}?range=${daysAgo(4)}..${daysAgo(2)}`]) {
      await page.goto(path)
      await expect(page.getByRole('heading', { name: 'Coverage' })).toBeVisible()
      expect(await readFonts()).not.toEqual([])
      await expect.poll(async () => Math.min(...(await readFonts()))).toBeGreaterThanOrEqual(16)
      const small = await page
        .getByRole('main')
        .locator('button, select, summary')
        .filter({ visible: true })
        .evaluateAll((targets) =>
          targets
            .filter((target) => target.getBoundingClientRect().height < 24)
            .map((target) => target.textContent),
        )
      expect(small).toEqual([])
    }
  })
})

test('the figures of a period and their labels are on common lines', async ({
  page,
  pastBuilding: { url, simulator },
}) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await signIn(page, url)
  await page.goto(`${url}/rooms/${simulator.findRoomId(busyRoom)}?range=7d`)
  await expect(page.getByRole('heading', { name: 'Coverage' })).toBeVisible()
  const rows = [
    ['Frequency', 'Occupancy when in use', 'Utilisation'],
    ['peak', 'average when in use', 'typical first use', 'busiest hour'],
  ]
  for (const labels of rows) {
    const tops = await Promise.all(
      labels.map((name) =>
        page
          .getByRole('button', { name, exact: true })
          .first()
          .evaluate((label) => Math.round(label.getBoundingClientRect().top)),
      ),
    )
    expect(new Set(tops).size, `${labels.join(', ')}: ${tops.join(', ')}`).toBe(1)
  }
})
