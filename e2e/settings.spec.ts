import type { Page } from '@playwright/test'
import { expect, signIn, test } from './fixtures.ts'

/** Changes the capacity of a room on the open Settings page. */
async function setCapacity(page: Page, room: string, capacity: string): Promise<void> {
  await page.getByRole('button', { name: `change capacity of ${room}` }).click()
  const field = page.getByRole('textbox', { name: `capacity of ${room}` })
  await field.fill(capacity)
  await field.press('Enter')
}

test('a changed capacity appears on the card, and undo restores it', async ({ page, building }) => {
  await building.simulator.pin('Juniper', [4, 3, 2])
  await signIn(page, building.url)
  await expect(page.getByRole('link', { name: /^Juniper, 9 of 14 people, in use/ })).toBeVisible()
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Settings' })
    .click()
  await expect(page).toHaveTitle('Settings – Headroom')
  await setCapacity(page, 'Juniper', '9')
  await expect(
    page.getByRole('status').filter({ hasText: 'Capacity of Juniper is 9' }),
  ).toBeVisible()
  await expect(page.getByRole('button', { name: '9, change capacity of Juniper' })).toBeFocused()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Rooms' }).click()
  await expect(page.getByRole('link', { name: /^Juniper, 9 of 9 people, full/ })).toBeVisible()
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Settings' })
    .click()
  await page.getByRole('button', { name: 'Undo Juniper: Capacity 14 → 9' }).click()
  await expect(page.getByRole('button', { name: '14, change capacity of Juniper' })).toBeVisible()
})

test('imports capacities from a spreadsheet after a preview, and sets another one on the page of a room', async ({
  page,
  building,
}) => {
  await building.simulator.pin('Juniper', [4, 3, 2])
  await signIn(page, building.url)
  await page.goto(`${building.url}/settings`)
  await expect(page.getByRole('button', { name: '14, change capacity of Juniper' })).toBeVisible()
  await page
    .getByRole('textbox', { name: 'Room names or IDs, and capacities' })
    .fill('Room\tCapacity\nJuniper\t8\nNowhere\t3')
  await page.getByRole('button', { name: 'Preview' }).click()
  await expect(page.getByText('Line 3 (Nowhere): no room has this name or ID')).toBeVisible()
  await page.getByRole('button', { name: 'Save 1 change' }).click()
  await expect(page.getByRole('button', { name: '8, change capacity of Juniper' })).toBeVisible()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Rooms' }).click()
  await page.getByRole('link', { name: /^Juniper, 9 of 8 people/ }).click()
  const panel = page.getByRole('dialog', { name: /^Juniper/ })
  await panel.getByRole('button', { name: '8, change capacity of Juniper' }).click()
  await panel.getByRole('textbox', { name: 'capacity of Juniper' }).fill('20')
  await panel.getByRole('textbox', { name: 'capacity of Juniper' }).press('Enter')
  await expect(panel.getByText('Capacity of Juniper is 20')).toBeVisible()
  await expect(page.getByRole('link', { name: /^Juniper, 9 of 20 people/ })).toBeVisible()
})

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } })

  test('a value has a large target, and is saved without an Enter key', async ({
    page,
    building,
  }) => {
    await signIn(page, building.url)
    await page.goto(`${building.url}/settings`)
    const capacity = page.getByRole('button', { name: /change capacity of Booth 3.1/ })
    expect((await capacity.boundingBox())?.width).toBeGreaterThanOrEqual(24)
    await capacity.tap()
    const field = page.getByRole('textbox', { name: 'capacity of Booth 3.1' })
    await field.fill('3')
    await page.getByRole('button', { name: 'Cancel' }).tap()
    await expect(field).toBeHidden()
    await page.getByRole('button', { name: '1, change capacity of Booth 3.1' }).tap()
    await field.fill('2')
    await page.getByRole('button', { name: 'Save', exact: true }).tap()
    await expect(
      page.getByRole('button', { name: '2, change capacity of Booth 3.1' }),
    ).toBeFocused()
  })
})
