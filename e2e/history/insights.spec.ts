import type { Page } from '@playwright/test'
import { expectNoFindingsInThemes, panel } from '../appearance/axe.ts'
import { signIn } from '../fixtures.ts'
import { expect, pinnedRoom, rangeButton, test, type PastBuilding } from './fixtures.ts'
import { readTable, saveCsv } from './tables.ts'

// The verdict about a room's size covers eight weeks.
test.use({ pastDays: 60 })
// The tests run one after the other in one worker, so that the history is collected only once.
test.describe.configure({ mode: 'default' })

const rankingName = 'Rooms by use and right size'

/**
 * Signs in and opens the Insights page from the navigation.
 *
 * @param range name of a button of the range bar
 */
async function openInsights(page: Page, { url }: PastBuilding, range?: string) {
  await signIn(page, url)
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Insights' })
    .click()
  await expect(page.getByRole('table', { name: rankingName })).toBeVisible()
  if (range !== undefined) await rangeButton(page, range).click()
}

/** Opens the Insights page, and waits until it has found the peak. */
async function openCompleteInsights(page: Page, pastBuilding: PastBuilding) {
  await openInsights(page, pastBuilding)
  await expect(page.getByText(/^Searching for the peak/)).toBeHidden()
}

test('a verdict in the ranking opens its evidence, which exports the group sizes', async ({
  page,
  pastBuilding,
}) => {
  await openCompleteInsights(page, pastBuilding)
  await expect(
    page.getByText(/^(A room of each size was always free|Rooms .*ran out)/),
  ).toBeVisible()
  // The sensors of the pinned room count people all night.
  const verdict = page.getByRole('link', { name: `Check sensor: evidence for ${pinnedRoom}` })
  await verdict.click()
  const evidence = page.getByRole('dialog', { name: pinnedRoom })
  await expect(evidence).toContainText(
    'If their counts are right: The size is about right. 6 seats would have served 100% of its use. There were up to 6 people at once in 8 weeks.',
  )
  await expect(
    evidence.getByRole('table', { name: /^Use served by number of seats/ }),
  ).toContainText('100%')
  const { details, rows } = await saveCsv(
    page,
    evidence.getByRole('button', { name: 'CSV: Group sizes' }),
  )
  expect(details).toMatchObject({ Room: pinnedRoom, Seats: '8' })
  expect(rows).toHaveLength(2)
  expect(rows[1]?.[0]).toBe('6')
  expect(rows[1]?.slice(2)).toEqual(['100', '100'])

  await page.keyboard.press('Escape')
  await expect(evidence).toBeHidden()
  await expect(verdict).toBeFocused()
  await page.goForward()
  await expect(evidence).toBeVisible()
})

test('the CSV file of the ranking has the rooms in the order of the page', async ({
  page,
  pastBuilding,
}) => {
  await openInsights(page, pastBuilding)
  const ranking = page.getByRole('table', { name: rankingName })
  await ranking.getByRole('button', { name: 'Frequency' }).click()
  await expect(page).toHaveURL(/sort=frequency/)
  await expect(ranking.getByRole('columnheader', { name: 'Frequency' })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  const [, ...shown] = await readTable(ranking)
  const file = await saveCsv(
    page,
    page.getByRole('button', { name: 'CSV: Are the rooms the right size?' }),
  )
  // The cell of a room can begin with a mark for its sensors, which loads later.
  const rooms = file.rows.slice(1).map(([room = '']) => room)
  expect(shown.map(([cell], index) => cell?.endsWith(rooms[index] ?? '?'))).toEqual(
    rooms.map(() => true),
  )
  const pinned = file.rows.find(([room]) => room === pinnedRoom)
  const columns = file.rows[0] ?? []
  const cell = (name: string) => pinned?.[columns.indexOf(name)]
  expect(cell('Frequency (%)')).toBe('100')
  expect(cell('Occupancy when in use (%)')).toBe('75')
  expect(cell('Utilisation (%)')).toBe('75')
  expect(cell('Typical group')).toBe('6')
})

test('the file and the copy by hour have a row for each room and hour, with empty cells for gaps', async ({
  page,
  pastBuilding,
}) => {
  await openInsights(page, pastBuilding, 'Yesterday')
  const button = page.getByRole('button', { name: 'CSV by hour: each room in each hour' })
  const { title, rows } = await saveCsv(page, button)
  expect(title).toContain('rooms by hour')
  const hours = rows.slice(1)
  const roomCount = new Set(hours.map(([, id]) => id)).size
  expect(hours).toHaveLength(24 * roomCount)
  const midday = hours.find(
    ([room, , , , , from]) => room === pinnedRoom && from?.includes('T11:00'),
  )
  expect(midday?.[7]).toBe('6')

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Copy by hour: each room in each hour' }).click()
  await expect(page.getByText(/^Copied [\d,]+ rows$/)).toBeVisible()
  const copied = (await page.evaluate(() => navigator.clipboard.readText())).split('\n')
  expect(copied[0]).toBe(title)
  expect(copied.slice(copied.indexOf('') + 1)).toEqual(rows.map((cells) => cells.join('\t')))
})

test('the files of the headline and of supply and demand by size name their period and time zone', async ({
  page,
  pastBuilding,
}) => {
  await openCompleteInsights(page, pastBuilding)
  const headline = await saveCsv(page, page.getByRole('button', { name: 'CSV: Overview' }))
  expect(headline.title).toMatch(/ - \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d Europe\/Berlin, Overview$/)
  expect(headline.rows.map(([name]) => name)).toContain('Utilisation')
  const peak = headline.rows.find(([name]) => name === 'Most people at once')
  expect(Number(peak?.[1])).toBeGreaterThan(0)
  const sizes = await saveCsv(
    page,
    page.getByRole('button', { name: 'CSV by size: supply and demand by size' }),
  )
  expect(sizes.details).toHaveProperty('Time zone')
  expect(sizes.rows[0]?.slice(0, 3)).toEqual(['Seats or more', 'Rooms', 'Most groups at once'])
  expect(sizes.rows.length).toBeGreaterThan(1)
})

test('a cell of the week opens the rooms behind it, and the URL keeps them', async ({
  page,
  pastBuilding,
}) => {
  await openInsights(page, pastBuilding)
  const week = page.getByRole('table', { name: /^Typical number of people by weekday and hour/ })
  await week.getByRole('button', { name: /^Wednesdays, 10:00–11:00: \d+ people$/ }).click()
  await expect(page).toHaveURL(/hour=2-10/)
  await page.keyboard.press('ArrowRight')
  await expect(week.getByRole('button', { name: /^Wednesdays, 11:00–12:00/ })).toBeFocused()
  await page.getByRole('button', { name: 'See rooms' }).click()
  const rooms = page.getByRole('table', { name: 'Rooms: Wednesdays, 10:00–11:00' })
  const row = rooms.getByRole('row').filter({ hasText: pinnedRoom })
  await expect(row.getByRole('cell').first()).toHaveText('6')
  await page.reload()
  await expect(row).toBeVisible()
  await row.getByRole('link', { name: pinnedRoom }).click()
  await expect(page.getByRole('dialog', { name: pinnedRoom })).toBeVisible()
  await expect(page).toHaveURL(/range=30d/)
})

test('the keys [ and ] step through periods, and rooms are compared on one chart', async ({
  page,
  pastBuilding,
}) => {
  await openInsights(page, pastBuilding, 'Last week')
  await page.keyboard.press('[')
  await expect(page).toHaveURL(/period=\d{4}-\d\d-\d\d\.\.\d{4}-\d\d-\d\d/)
  await page.keyboard.press(']')
  await expect(page).toHaveURL(/period=last-week/)
  const boxes = page.getByRole('checkbox', { name: /^Compare Room/ })
  await boxes.first().check()
  await boxes.nth(1).check()
  await expect(page.getByRole('slider', { name: /Rooms compared by hour/ })).toBeAttached()
})

test('a figure links to the section of Settings on which it is based', async ({
  page,
  pastBuilding,
}) => {
  await openInsights(page, pastBuilding)
  await page.getByRole('link', { name: 'Change in Settings: Frequency' }).click()
  await expect(page.getByRole('heading', { name: 'Thresholds' })).toBeInViewport()
})

test('the page and the evidence are accessible', async ({ page, pastBuilding }) => {
  await openInsights(page, pastBuilding)
  await expect(page.getByRole('table', { name: /^Are there enough rooms/ })).toBeVisible()
  await expectNoFindingsInThemes(page, 'insights')
  await page.getByRole('button', { name: 'Frequency' }).first().click()
  await expectNoFindingsInThemes(page, 'the calculation of a figure', '[popover]:popover-open')
  await page.keyboard.press('Escape')
  const boxes = page.getByRole('checkbox', { name: /^Compare Room/ })
  await boxes.first().check()
  await boxes.nth(1).check()
  await expect(page.getByRole('slider', { name: /Rooms compared by hour/ })).toBeAttached()
  await expectNoFindingsInThemes(page, 'the comparison of rooms', 'main')
  await page.emulateMedia({ forcedColors: 'none' })
  await page.getByRole('link', { name: `Check sensor: evidence for ${pinnedRoom}` }).click()
  await expect(page.getByRole('dialog', { name: pinnedRoom })).toBeVisible()
  await expectNoFindingsInThemes(page, 'evidence', panel)
})
