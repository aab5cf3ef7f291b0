import type { Page } from '@playwright/test'
import { expect, signIn, test } from './fixtures.ts'

const widths = [390, 768, 1024, 1280, 1440, 1920]

/** Returns by how many pixels the page is wider than the window. */
const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)

test('no page is wider than the window, and the head of the table covers no row', async ({
  page,
  building,
}) => {
  await signIn(page, building.url)
  const table = page.getByRole('table', { name: 'Rooms' })
  const views = [
    { path: '/', ready: page.getByText('past 30 minutes') },
    { path: '/?view=table', ready: table },
    { path: '/?view=plan', ready: page.getByRole('link', { name: /^Juniper/ }).first() },
    { path: '/sensors', ready: page.getByRole('table').first() },
    { path: '/displays', ready: page.getByRole('heading', { name: 'Boards' }) },
  ]
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    for (const { path, ready } of views) {
      await page.goto(building.url + path)
      await expect(ready).toBeVisible()
      expect(await overflow(page), `${path} at ${width} px`).toBe(0)
      if (path !== '/?view=table') continue
      const [head, row] = await Promise.all([
        table.getByRole('columnheader').first().boundingBox(),
        table.getByRole('rowheader').or(table.getByRole('cell')).first().boundingBox(),
      ])
      expect(row?.y ?? 0, `first row at ${width} px`).toBeGreaterThanOrEqual(
        (head?.y ?? 0) + (head?.height ?? 0) - 1,
      )
    }
    await page.goto(building.url)
    await page.getByRole('link', { name: /^Desks South/ }).click()
    await expect(page.getByRole('slider').first()).toBeVisible()
    expect(await overflow(page), `Desks South at ${width} px`).toBe(0)
  }
})

test('every menu stays in the window while it scrolls, and returns the focus to its button', async ({
  page,
  building,
}) => {
  await signIn(page, building.url)
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 844 })
    await page.goto(building.url)
    for (const name of [/^All sites/, /Account/, /Live/, /Saved views/]) {
      const button = page.getByRole('button', { name }).first()
      await button.focus()
      await page.keyboard.press('Enter')
      const menu = page.locator('[popover]:popover-open')
      await expect(menu).toBeVisible()
      for (const top of [0, 120]) {
        await page.evaluate((y) => window.scrollTo(0, y), top)
        await expect
          .poll(async () => {
            const box = await menu.boundingBox()
            return (
              box !== null && box.x >= 0 && box.x + box.width <= width && box.y + box.height <= 844
            )
          }, `${name} at ${width} px`)
          .toBe(true)
      }
      // The details of the connection have no controls.
      if (name.source !== 'Live') {
        await expect(menu.locator('a, button, input').first()).toBeVisible()
        await page.keyboard.press('Tab')
      }
      await page.keyboard.press('Escape')
      await expect(menu).toBeHidden()
      await expect(button).toBeFocused()
      await page.evaluate(() => window.scrollTo(0, 0))
    }
  }
})
