import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, signIn, test } from './fixtures.ts'

/** Asserts that axe reports no violations. Uses the faster legacy mode, which is sufficient without iframes. */
async function expectNoFindings(page: Page, where: string, except: string[] = []) {
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const { violations } = await except.reduce((all, part) => all.exclude(part), axe).analyze()
  const findings = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`,
  )
  expect(findings, where).toEqual([])
}

test('has no accessibility violations on either tab of the sign-in card', async ({
  page,
  building,
}) => {
  await page.goto(building.url)
  await expect(page.getByRole('heading', { name: 'Sign in to Headroom' })).toBeVisible()
  await expectNoFindings(page, 'email and password')
  await page.getByRole('tab', { name: 'API credentials' }).click()
  await expectNoFindings(page, 'API credentials')
  await page.getByLabel('Client ID').fill('demo-client')
  await page.getByLabel('Client secret', { exact: true }).fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert')).toBeVisible()
  await expectNoFindings(page, 'a rejected secret')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`has no accessibility violations in the overview and in a room, ${colorScheme}`, async ({
    page,
    building,
  }) => {
    await page.emulateMedia({ colorScheme })
    await building.simulator.pin('Maple', [7, 'silent'])
    await building.simulator.pin('Birch', ['silent'])
    await signIn(page, building.url)
    await expect(page.getByRole('link', { name: 'Birch, no data' })).toBeVisible()
    await expectNoFindings(page, 'rooms')
    await page.getByRole('button', { name: /Live/ }).click()
    await expectNoFindings(page, 'connection details')
    await page.keyboard.press('Escape')

    await page.getByRole('link', { name: /^Maple,/ }).click()
    const room = page.getByRole('dialog', { name: 'Maple' })
    await expect(room.getByRole('slider').first()).toBeVisible()
    await expectNoFindings(page, 'a room')
    await room.getByRole('button', { name: 'Table view' }).click()
    await expectNoFindings(page, 'a chart as a table', ['main'])
  })
}

test('has no accessibility violations on a phone in stale, empty and signed-out views', async ({
  page,
  building,
}) => {
  await page.clock.install()
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, building.url)
  await expectNoFindings(page, 'rooms on a phone')
  await page.goto(`${building.url}/?q=nothing+like+that`)
  await expect(page.getByRole('button', { name: 'Clear search' })).toBeVisible()
  await expectNoFindings(page, 'an empty result')
  await page.getByRole('button', { name: 'Clear search' }).click()
  await page.getByRole('link', { name: /^Alder,/ }).click()
  await expect(page.getByRole('heading', { name: 'Alder' })).toBeVisible()
  await expectNoFindings(page, 'a room on a phone')
  await page.getByRole('link', { name: 'All rooms' }).click()

  await page.route('**/api/**', (route) => route.abort())
  for (let second = 0; second < 75; second += 1) await page.clock.runFor(1_000)
  await expect(page.getByRole('link', { name: /^Alder, .*out of date$/ })).toBeVisible()
  await expectNoFindings(page, 'stale rooms')

  await building.simulator.fail('reporting', { kind: 'status', status: 401 })
  await page.unroute('**/api/**')
  for (let second = 0; second < 65; second += 1) await page.clock.runFor(1_000)
  await expect(page.getByRole('form', { name: 'Your session has ended' })).toBeVisible()
  await expectNoFindings(page, 'an ended session')
})

test('marks the selected page, view and filter in forced colours', async ({ page, building }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await signIn(page, building.url)
  const background = (role: 'button' | 'link', name: RegExp) =>
    page.getByRole(role, { name }).evaluate((element) => getComputedStyle(element).backgroundColor)
  for (const [role, selected, other] of [
    ['link', /^Rooms$/, /^Sensors$/],
    ['button', /^Cards$/, /^Table$/],
    ['button', /^All 56$/, /^Free \d+$/],
  ] as const) {
    // The emulated colours of a new page can take effect after its first frame.
    await expect
      .poll(async () => (await background(role, selected)) !== (await background(role, other)), {
        message: String(selected),
      })
      .toBe(true)
  }
})
