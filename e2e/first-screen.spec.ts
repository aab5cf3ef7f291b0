import { expect, signIn, test } from './fixtures.ts'

test('shows rooms before the script has loaded, and keeps their elements and the focus', async ({
  page,
  building,
}) => {
  await signIn(page, building.url)
  let release = () => {}
  const released = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/assets/first-*.js', async (route) => {
    await released
    await route.continue()
  })
  const card = page.getByRole('link', { name: /^Juniper, / })
  // On a busy machine, the gateway sometimes sends the page without rooms.
  await expect(async () => {
    await page.reload({ waitUntil: 'commit' })
    await expect(card).toBeVisible({ timeout: 5_000 })
  }).toPass()
  await card.focus()
  await card.evaluate((element) => element.setAttribute('data-kept', ''))

  release()
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
  await expect(card).toBeFocused()
  await expect(card).toHaveAttribute('data-kept')
})

test('opens the last location even if the gateway’s HTML contains the overview of all sites', async ({
  page,
  building,
}) => {
  await signIn(page, building.url)
  await page.evaluate(() => localStorage.setItem('headroom.place', 'no such place'))
  await page.goto(building.url)
  await expect(page).toHaveURL(/place=/)
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible()
  await expect(page.locator('html')).toHaveCSS('visibility', 'visible')
})
