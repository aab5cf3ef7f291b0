import type { Page } from '@playwright/test'
import { expectNoFindingsInThemes } from '../appearance/axe.ts'
import { signIn } from '../fixtures.ts'
import { busyRoom, dayMs, expect, openRoom, test } from './fixtures.ts'
import { readPercentages, readPrint } from './printed.ts'

// The size of a room is judged by eight weeks.
test.use({ pastDays: 60 })
// The tests run one after the other in one worker, so that the history is collected only once.
test.describe.configure({ mode: 'default' })

const formats = ['A4', 'Letter'] as const

/** Waits until the report of the page has all figures. */
async function waitForReport(page: Page) {
  await expect(page.getByRole('button', { name: 'Print' })).toBeEnabled()
  return page.getByRole('article')
}

/** Returns a local date some days ago, as in URLs. */
const daysAgo = (days: number) => new Date(Date.now() - days * dayMs).toISOString().slice(0, 10)

test('the report of a place prints the figures of the Insights page on one sheet', async ({
  page,
  pastBuilding,
}) => {
  await signIn(page, pastBuilding.url)
  await page.goto(`${pastBuilding.url}/insights`)
  const overview = page.getByRole('region', { name: 'Overview' })
  await expect(overview).toContainText('most at once')
  await expect(page.getByText(/^Searching for the peak/)).toBeHidden()
  const shares = await readPercentages(overview)
  expect(shares).toHaveLength(4)
  await page.getByRole('link', { name: 'Report' }).click()
  const report = await waitForReport(page)
  const name = await report.getByRole('heading', { level: 2 }).innerText()
  expect(await readPercentages(page.getByRole('region', { name: 'Overview' }))).toEqual(shares)
  await expectNoFindingsInThemes(page, 'report of a place')
  await page.emulateMedia({ colorScheme: null, forcedColors: null })
  for (const format of formats) {
    const { sheets, text } = await readPrint(page, format)
    expect(sheets, format).toBe(1)
    expect(text).toContain(`${name} Use of 5 rooms, `)
    expect(text).toMatch(/Use of 5 rooms, \d+ \w+.* 20\d\d, Europe\/Berlin \(CES?T\)/)
    for (const share of shares) expect(text).toContain(share)
    expect(text).toContain('Used: at least 10 min in the hour.')
    // The address opens the same days later.
    expect(text).toContain(`/report?period=${daysAgo(30).slice(0, 4)}`)
    expect(text).toContain('Page 1 of 1')
    expect(text).not.toContain('Back to Insights')
  }
  await page.getByRole('link', { name: 'Back to Insights' }).click()
  await expect(page).toHaveURL(/\/insights$/)
})

test('the report of a room prints the figures of its history on one sheet', async ({
  page,
  pastBuilding,
}) => {
  const room = await openRoom(page, pastBuilding, busyRoom, '30d')
  await expect(room.getByText('Day by day')).toBeVisible()
  const shares = (await room.getByRole('definition').allInnerTexts()).flatMap(
    (text) => /([\d.]+%)$/.exec(text.trim())?.[1] ?? [],
  )
  expect(shares).toHaveLength(3)
  await room.getByRole('link', { name: 'Report' }).click()
  await waitForReport(page)
  const printed = await readPercentages(page.getByRole('region', { name: 'Overview' }))
  expect(printed.slice(0, 3)).toEqual(shares)
  await expectNoFindingsInThemes(page, 'report of a room')
  await page.emulateMedia({ colorScheme: null, forcedColors: null })
  for (const format of formats) {
    const { sheets, text } = await readPrint(page, format)
    expect(sheets, format).toBe(1)
    expect(text).toContain(busyRoom)
    expect(text).toMatch(/12 seats/)
    expect(text).toMatch(/Use of the room, \d+ \w+.* 20\d\d, Europe\/Berlin/)
    for (const share of shares) expect(text).toContain(share)
    expect(text).toContain('Day by day')
  }
  await page.getByRole('link', { name: `Back to ${busyRoom}` }).click()
  await expect(room).toBeVisible()
})

test('a report with little data says so, and prints on one sheet', async ({
  page,
  pastBuilding: { url, simulator },
}) => {
  await signIn(page, url)
  // Begins before the history.
  await page.goto(`${url}/report?period=${daysAgo(80)}..${daysAgo(20)}`)
  await waitForReport(page)
  for (const format of formats) {
    const { sheets, text } = await readPrint(page, format)
    expect(sheets, format).toBe(1)
    expect(text).toContain('is incomplete: history begins on')
    expect(text).not.toContain('Arrows compare')
  }
  await page.goto(`${url}/report?room=${simulator.findRoomId(busyRoom)}&range=today`)
  await waitForReport(page)
  for (const format of formats) {
    const { sheets, text } = await readPrint(page, format)
    expect(sheets, format).toBe(1)
    expect(text).toContain('No day of the period is over yet')
  }
  await page.goto(`${url}/report?period=2099-01-01`)
  await expect(page.getByText('This period is in the future.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Print' })).toBeDisabled()
})

test('the sheet is one column on a phone, and fits the window at all widths', async ({
  page,
  pastBuilding: { url, simulator },
}) => {
  await signIn(page, url)
  for (const query of ['', `?room=${simulator.findRoomId(busyRoom)}&range=30d`]) {
    await page.goto(`${url}/report${query}`)
    await waitForReport(page)
    for (const width of [390, 768, 1280, 1920]) {
      await page.setViewportSize({ width, height: 900 })
      const overflow = () =>
        page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      await expect.poll(overflow, `${query} at ${width} px`).toBeLessThanOrEqual(0)
    }
  }
})
