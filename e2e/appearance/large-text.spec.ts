import { boardDraft } from '#src/testing/fixtures.ts'
import { expect, test } from '../fixtures.ts'
import { findLayoutFaults, overflow } from './text-layout.ts'

// Doubles the browser's default font size to 32 px, which also scales media queries in em or rem.
test.use({
  launchOptions: async ({ launchOptions }, use) => {
    const args = [...(launchOptions.args ?? []), '--blink-settings=defaultFontSize=32']
    await use({ ...launchOptions, args })
  },
})

test('text at twice the default size does not overlap or extend beyond the window', async ({
  signedInPage: page,
  building,
}) => {
  const rootSize = () => getComputedStyle(document.documentElement).fontSize
  expect(await page.evaluate(rootSize)).toBe('32px')
  const views = [
    { path: '/', ready: page.getByText('past 30 minutes') },
    { path: '/?view=table', ready: page.getByRole('table', { name: 'Rooms' }) },
    { path: '/?view=plan', ready: page.getByRole('link', { name: /^Juniper/ }).first() },
    { path: '/sensors', ready: page.getByRole('table').first() },
    { path: '/displays', ready: page.getByRole('heading', { name: 'Boards' }) },
    { path: '/metrics', ready: page.getByRole('slider') },
    { path: '/settings', ready: page.getByRole('table', { name: 'Rooms' }) },
  ]
  for (const width of [390, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 })
    for (const { path, ready } of views) {
      await page.goto(building.url + path)
      await expect(ready).toBeVisible()
      await expect(page.getByRole('button', { name: /Account/ })).toBeVisible()
      expect.soft(await overflow(page), `${path} at ${width} px`).toBe(0)
      expect.soft(await findLayoutFaults(page), `${path} at ${width} px`).toEqual([])
    }
    await page.goto(building.url)
    const rows = [/Live/, /Account/].map(async (name) => {
      const box = await page.getByRole('button', { name }).first().boundingBox()
      return box && Math.round(box.y + box.height / 2)
    })
    expect.soft(new Set(await Promise.all(rows)).size, `rows at ${width} px`).toBe(1)
    for (const name of [/^All sites/, /Account/, /Live/, 'Filters', /Saved views/]) {
      await page.getByRole('button', { name }).first().click()
      await expect(page.locator('[popover]:popover-open')).toBeVisible()
      expect.soft(await findLayoutFaults(page), `${name} at ${width} px`).toEqual([])
      const shortened = page.locator('[popover]:popover-open .truncate')
      expect
        .soft(
          await shortened.evaluateAll((texts) =>
            texts.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent),
          ),
          `texts of ${name} at ${width} px`,
        )
        .toEqual([])
      await page.keyboard.press('Escape')
    }
    await page.getByRole('link', { name: /^Desks South/ }).click()
    await expect(page.getByRole('slider').first()).toBeVisible()
    expect.soft(await overflow(page), `Desks South at ${width} px`).toBe(0)
    expect.soft(await findLayoutFaults(page), `Desks South at ${width} px`).toEqual([])
  }
})

test('no page scrolls sideways in a narrow window with text at twice the default size', async ({
  signedInPage: page,
  building,
}) => {
  await page.setViewportSize({ width: 320, height: 640 })
  // Desks South has the longest sum of counts.
  const roomHref = await page.getByRole('link', { name: /^Desks South/ }).getAttribute('href')
  const headers = { origin: building.url }
  const saved = await page.request.post(`${building.url}/api/boards`, { data: boardDraft, headers })
  expect(saved.ok()).toBe(true)
  const pages = [
    { path: '/', ready: page.getByText('past 30 minutes') },
    { path: '/sensors', ready: page.getByRole('table').first() },
    { path: '/metrics', ready: page.getByRole('slider') },
    { path: '/settings', ready: page.getByRole('table', { name: 'Rooms' }) },
    { path: '/displays', ready: page.getByRole('listitem', { name: boardDraft.name }) },
    { path: '/displays?board=new', ready: page.getByRole('button', { name: 'Save board' }) },
    { path: roomHref ?? '', ready: page.getByRole('slider').first() },
  ]
  for (const { path, ready } of pages) {
    await page.goto(building.url + path)
    await expect(ready).toBeVisible()
    expect.soft(await overflow(page), path).toBe(0)
    const lastLink = page.getByRole('navigation', { name: 'Main' }).getByRole('link').last()
    const box = await lastLink.boundingBox()
    expect.soft((box?.x ?? 0) + (box?.width ?? 0), path).toBeLessThanOrEqual(320)
  }
})

test('saved views stay clickable when the form leaves little height for the list', async ({
  signedInPage: page,
  building,
}) => {
  for (let index = 1; index <= 12; index += 1) {
    const data = { name: `View ${index}`, query: '?state=free', visibility: 'mine' }
    const headers = { origin: building.url }
    const response = await page.request.post(`${building.url}/api/views`, { data, headers })
    expect(response.ok()).toBe(true)
  }
  for (const [width, height] of [
    [320, 640],
    [1280, 800],
  ] as const) {
    await page.setViewportSize({ width, height })
    await page.goto(building.url)
    await page.getByRole('button', { name: /Saved views/ }).click()
    // A trial click fails if something covers the link.
    await page.getByRole('link', { name: 'View 2', exact: true }).click({ trial: true })
    await page.getByRole('link', { name: 'View 12', exact: true }).click()
    await expect(page).toHaveURL(/state=free/)
  }
})
