import type { Page } from '@playwright/test'
import { expect, signIn, signInOnPhone, test } from './fixtures.ts'

const room = (page: Page, name: string) => page.getByRole('link', { name: new RegExp(`^${name},`) })
const cards = (page: Page) => page.locator('main li > a[aria-keyshortcuts]')

test('closing a room opened from Sensors returns to Sensors with the same filter, scroll position and focus', async ({
  signedInPage: page,
}) => {
  await page.getByRole('link', { name: 'Sensors', exact: true }).click()
  const table = page.getByRole('table', { name: 'Sensors' })
  await expect(table).toBeVisible()
  await page.getByRole('searchbox').fill('floor')
  await expect(page).toHaveURL(/sensors\?q=floor/)
  const link = table.getByRole('link', { name: 'Aspen', exact: true })
  await expect(async () => {
    // Returns to the top after reaching the end, because a slow page may scroll past the link before its row is
    // rendered.
    await page.evaluate(() => {
      const end = document.documentElement.scrollHeight - window.innerHeight
      window.scrollTo(0, window.scrollY >= end - 1 ? 0 : window.scrollY + 500)
    })
    await expect(link).toBeInViewport({ timeout: 500 })
  }).toPass()
  const top = await page.evaluate(() => window.scrollY)
  await link.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Aspen', exact: true })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/sensors\?q=floor/)
  await expect(link).toBeFocused()
  expect(Math.abs((await page.evaluate(() => window.scrollY)) - top)).toBeLessThan(200)
  await page.goBack()
  await expect(page).not.toHaveURL(/rooms/)
})

test('Back never reopens a closed panel', async ({ signedInPage: page }) => {
  await page.getByRole('link', { name: 'Displays', exact: true }).click()
  await page.getByRole('link', { name: 'Rooms', exact: true }).click()
  await room(page, 'Maple').focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Maple', exact: true })
  await expect(panel).toBeFocused()
  await panel.getByTitle('Show breakdown').click()
  const breakdown = page.getByRole('dialog', { name: /Breakdown of/ })
  await expect(breakdown).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(breakdown).toBeHidden()
  await expect(panel.getByTitle('Show breakdown')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(room(page, 'Maple')).toBeFocused()
  await page.goBack()
  await expect(page).toHaveURL(/displays/)
})

test('the cards form one tab stop, and arrow keys move the focus by row and column', async ({
  signedInPage: page,
}) => {
  await page.getByRole('group', { name: 'View' }).waitFor()
  await expect(page.locator('main li > a[aria-keyshortcuts][tabindex="0"]')).toHaveCount(1)
  await cards(page).first().focus()
  const place = () =>
    page.locator(':focus').evaluate((element) => {
      const { left, top } = element.getBoundingClientRect()
      return { left, top: top + window.scrollY }
    })
  const start = await place()
  await page.keyboard.press('ArrowRight')
  await expect(cards(page).nth(1)).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await page.keyboard.press('ArrowDown')
  const below = await place()
  expect(below.left).toBe(start.left)
  expect(below.top).toBeGreaterThan(start.top)
  await page.keyboard.press('End')
  expect((await place()).top).toBe(below.top)
  await page.keyboard.press('Control+End')
  await expect(cards(page).last()).toBeFocused()
  await page.keyboard.press('Control+Home')
  await expect(cards(page).first()).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.locator(':focus')).not.toHaveAttribute('aria-keyshortcuts')
})

test('ArrowDown opens a menu, Home and End keep the focus in it, and Escape returns the focus to its button', async ({
  signedInPage: page,
}) => {
  await page.getByRole('button', { name: 'Table', exact: true }).click()
  await page.getByRole('table', { name: 'Rooms' }).waitFor()
  for (const name of ['All sites', 'Saved views', 'Columns', 'Account']) {
    const button = page.getByRole('button', { name, exact: true })
    await button.focus()
    await page.keyboard.press('ArrowDown')
    const menu = page.locator('[popover]:popover-open')
    await expect(menu).toBeVisible()
    const focused = menu.locator(':focus')
    await expect(focused).toHaveCount(1)
    await page.keyboard.press('End')
    await page.keyboard.press('Home')
    await expect(focused).toHaveCount(1)
    await page.keyboard.press('Escape')
    await expect(menu).toBeHidden()
    await expect(button).toBeFocused()
  }
})

test('a menu closes when Tab moves the focus out of it', async ({ signedInPage: page }) => {
  for (const name of ['All sites', 'Account']) {
    await page.getByRole('button', { name, exact: true }).press('ArrowDown')
    const menu = page.locator('[popover]:popover-open')
    await expect(menu.locator(':focus')).toHaveCount(1)
    await page.keyboard.press('End')
    await page.keyboard.press('Tab')
    await expect(menu).toBeHidden()
    await expect(page.locator(':focus')).toBeVisible()
  }
})

/**
 * Returns the start of the focused element's HTML if another element covers its centre, otherwise an empty string. At
 * either end of the page, focus moves to the browser and the result is empty.
 */
const coveredFocus = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document
    if (activeElement === null || activeElement === document.body) return ''
    const { left, top, right, bottom } = activeElement.getBoundingClientRect()
    const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2
    const hit = document.elementFromPoint((left + right) / 2, y)
    const isVisible = activeElement.contains(hit) || hit?.contains(activeElement)
    return isVisible ? '' : activeElement.outerHTML.slice(0, 200)
  })

for (const width of [1024, 1440]) {
  test(`at ${width} px, focus skips controls that an open room and its breakdown cover`, async ({
    page,
    building,
  }) => {
    await page.setViewportSize({ width, height: 900 })
    await signIn(page, building.url)
    await room(page, 'Maple').click()
    const panel = page.getByRole('dialog', { name: 'Maple', exact: true })
    await expect(panel).toBeFocused()
    for (let stop = 0; stop < 8; stop += 1) {
      await page.keyboard.press('Shift+Tab')
      expect(await coveredFocus(page)).toBe('')
    }
    await page.getByRole('link', { name: 'Skip to content' }).focus()
    for (let stop = 0; stop < 8; stop += 1) {
      await page.keyboard.press('Tab')
      expect(await coveredFocus(page)).toBe('')
    }
    await panel.getByTitle('Show breakdown').click()
    await expect(page.getByRole('dialog', { name: /Breakdown of/ })).toBeFocused()
    for (let stop = 0; stop < 20; stop += 1) {
      await page.keyboard.press('Shift+Tab')
      expect(await coveredFocus(page)).toBe('')
    }
  })
}

test('arrow keys move between the cards beside an open room', async ({ signedInPage: page }) => {
  await cards(page).first().click()
  await expect(page.getByRole('dialog')).toBeFocused()
  await cards(page).first().focus()
  for (let step = 0; step < 8; step += 1) {
    await page.keyboard.press('ArrowRight')
    expect(await coveredFocus(page)).toBe('')
    await expect(page.locator(':focus')).toHaveAttribute('aria-keyshortcuts', 'e')
  }
})

test('on a phone, the navigation does not cover the focus', async ({ page, building }) => {
  await signInOnPhone(page, building.url)
  await page.goto(`${building.url}/sensors?group=none`)
  await page.getByRole('table', { name: 'Sensors' }).getByRole('link').first().focus()
  for (let stop = 0; stop < 12; stop += 1) {
    await page.keyboard.press('Tab')
    expect(await coveredFocus(page)).toBe('')
  }
})

test('the first tab stop of every page skips to its content', async ({
  signedInPage: page,
  building,
}) => {
  const paths = [
    '/',
    '/?view=table',
    '/?view=plan',
    '/sensors',
    '/displays',
    '/metrics',
    '/nowhere',
  ]
  for (const path of paths) {
    await page.goto(building.url + path)
    const skipLink = page.getByRole('link', { name: 'Skip to content' })
    await skipLink.waitFor()
    await page.keyboard.press('Tab')
    await expect(skipLink).toBeFocused()
    await expect(skipLink).toBeInViewport()
    await page.keyboard.press('Enter')
    await expect(page.getByRole('main')).toBeFocused()
  }
})

test('the sticky header and range bar do not cover the focused control when focus moves backwards', async ({
  signedInPage: page,
}) => {
  await room(page, 'Maple').click()
  const panel = page.getByRole('dialog', { name: 'Maple', exact: true })
  const last = panel.getByRole('link', { name: 'What the metrics mean' })
  await last.focus()
  const bar = panel.locator('.room-range')
  const expectFocusBelowRange = async () => {
    const range = await bar.boundingBox()
    for (let stop = 0; stop < 12; stop += 1) {
      await page.keyboard.press('Shift+Tab')
      const box = await page.locator(':focus').boundingBox()
      expect(box?.y).toBeGreaterThanOrEqual((range?.y ?? 0) + (range?.height ?? 0))
    }
  }
  await expectFocusBelowRange()

  // The dates of a custom range make the bar higher.
  await panel.getByRole('button', { name: 'Custom' }).press('Enter')
  await expect(panel.getByLabel('To', { exact: true })).toBeVisible()
  await last.focus()
  await expectFocusBelowRange()
})

test('the skip link scrolls the page to the start of its content', async ({
  signedInPage: page,
}) => {
  await page.evaluate(() => window.scrollTo(0, 900))
  await page.getByRole('link', { name: 'Skip to content' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  expect(await page.evaluate(() => window.scrollY)).toBe(0)
})

test('`?` and the account menu open the list of keyboard shortcuts', async ({
  signedInPage: page,
}) => {
  await page.getByRole('button', { name: 'Account' }).focus()
  await page.keyboard.press('?')
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(list).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(list).toBeHidden()
  await expect(page.getByRole('button', { name: 'Account' })).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).press('Enter')
  await expect(list).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Account' })).toBeFocused()
})

test('the tab order of the toolbar matches its visual order', async ({ signedInPage: page }) => {
  for (const width of [390, 1000, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    await page.getByRole('group', { name: 'View' }).waitFor()
    const boxes = await page
      .getByRole('group', { name: 'View' })
      .locator('xpath=../..')
      .evaluate((toolbar) =>
        [...toolbar.children].map((child) => {
          const { left, top } = child.getBoundingClientRect()
          return [Math.round(top / 8), Math.round(left)] as const
        }),
      )
    const onScreen = boxes.toSorted(([top, left], [otherTop, otherLeft]) =>
      top === otherTop ? left - otherLeft : top - otherTop,
    )
    expect(boxes, `at ${width} px`).toEqual(onScreen)
  }
})

test('the board editor takes the focus, and closing it returns the focus to its link', async ({
  signedInPage: page,
}) => {
  await page.getByRole('link', { name: 'Displays', exact: true }).click()
  await page.getByRole('link', { name: 'New board' }).press('Enter')
  await expect(page.getByRole('heading', { name: 'New board' })).toBeFocused()
  await page.getByRole('link', { name: 'Cancel' }).press('Enter')
  await expect(page.getByRole('link', { name: 'New board' })).toBeFocused()
})
