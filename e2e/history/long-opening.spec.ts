import type { Locator, Page } from '@playwright/test'
import { findLayoutFaults, overflow } from '../appearance/text-layout.ts'
import { signIn } from '../fixtures.ts'
import { busyRoom, expect, test } from './fixtures.ts'

/** Asserts that labels do not overlap, and that the page does not scroll sideways. */
async function expectNoFaults(page: Page, where: string) {
  expect.soft(await findLayoutFaults(page), where).toEqual([])
  expect.soft(await overflow(page), where).toBe(0)
}

const background = (element: Locator) =>
  element.evaluate((one) => getComputedStyle(one).backgroundColor)

test('with opening hours of 24 hours, hours and numbers do not overlap, and forced colours keep the fills', async ({
  page,
  pastBuilding: { url, simulator },
}) => {
  await signIn(page, url)
  await page.goto(`${url}/settings`)
  await page.getByLabel('Open from').selectOption('00:00')
  await page.getByLabel('Open to').selectOption('24:00')
  const opening = page.getByRole('region', { name: 'Opening hours' })
  await opening.getByRole('button', { name: /^Save/ }).click()
  await expect(opening.getByText('Mon–Fri, 00:00–24:00').first()).toBeVisible()

  const room = simulator.findRoomId(busyRoom)
  for (const width of [390, 1024]) {
    await page.setViewportSize({ width, height: 900 })
    await page.goto(`${url}/insights?period=7d`)
    await expect(page.getByRole('table', { name: /by weekday and hour/ })).toBeVisible()
    await expect(
      page.getByText(/^(A room of each size was always free|Rooms .*ran out)/),
    ).toBeVisible()
    await expectNoFaults(page, `Insights at ${width} px`)
    for (const query of ['period=7d', `range=7d&room=${room}`]) {
      await page.goto(`${url}/report?${query}`)
      await expect(page.getByRole('button', { name: 'Print' })).toBeEnabled()
      await expectNoFaults(page, `report ${query} at ${width} px`)
    }
  }

  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' })
  await page.goto(`${url}/insights?period=7d`)
  const cells = page
    .getByRole('cell')
    .filter({ has: page.getByRole('button', { name: /people$/ }) })
  await expect(cells.first()).toBeVisible()
  const fills = new Set(await Promise.all((await cells.all()).map(background)))
  expect(fills.size).toBeGreaterThan(2)
})
