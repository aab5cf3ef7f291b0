import type { Locator } from '@playwright/test'
import { expect, signIn, test } from '../fixtures.ts'

/** Returns the computed background colour, which forced colours (such as Windows contrast themes) can remove. */
const background = (element: Locator) =>
  element.evaluate((one) => getComputedStyle(one).backgroundColor)

test('meters, selected items and sensor colours stay visible in forced-colors mode', async ({
  page,
  building,
}) => {
  await building.simulator.pin('Juniper', [4, 3, 2])
  await page.emulateMedia({ forcedColors: 'active' })
  await page.goto(building.url)
  const signInButton = page.getByRole('button', { name: 'Sign in' })
  await expect(signInButton).toHaveCSS('outline-style', 'solid')
  await signIn(page, building.url)
  const canvas = await background(page.locator('body'))

  const card = page.getByRole('link', { name: 'Juniper, 9 of 14 people, in use' })
  const parts = card.locator('.meter > *')
  await expect(parts.first()).toHaveCSS('outline-style', 'solid')
  expect(await background(parts.nth(1))).not.toBe(canvas)
  expect(await background(parts.nth(2))).not.toBe(canvas)

  const chips = page.getByRole('group', { name: 'Filter by state' }).getByRole('button')
  expect(await background(chips.nth(0))).not.toBe(await background(chips.nth(1)))
  const nav = page.getByRole('navigation', { name: 'Main' })
  expect(await background(nav.getByRole('link', { name: 'Rooms' }))).not.toBe(
    await background(nav.getByRole('link', { name: 'Sensors' })),
  )

  await card.click()
  const sensors = page.getByRole('list', { name: 'Sensors' }).getByRole('listitem')
  await expect(sensors).toHaveCount(3)
  const swatches = await Promise.all(
    [0, 1, 2].map((index) => background(sensors.nth(index).locator('.sensor-colour').first())),
  )
  expect(new Set([...swatches, canvas]).size).toBe(4)
  // Each sensor has bars for max, mean and last.
  const bars = sensors.nth(0).locator('dd > .sensor-colour')
  await expect(bars).toHaveCount(3)
  expect(await background(bars.nth(2))).toBe(swatches[0])
})
