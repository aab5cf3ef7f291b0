import type { Page } from '@playwright/test'
import { expect, signIn, test } from './headroom.ts'

/** Time passes in small steps, so that timers and the network take turns. */
async function pass(page: Page, seconds: number) {
  for (let second = 0; second < seconds; second += 1) await page.clock.runFor(1_000)
}

test('when Headroom’s server is gone the figures stay with their age, go stale, then have no data', async ({
  page,
  building,
}) => {
  await building.simulator.pin('Maple', [4, 2])
  await page.clock.install()
  await signIn(page, building.url)
  const maple = page.getByRole('link', { name: /^Maple,/ })
  await expect(maple).toHaveAccessibleName('Maple, 6 of 10 people, in use')

  await page.route('**/api/**', (route) => route.abort())
  await pass(page, 12)
  await expect(maple).toHaveAccessibleName('Maple, 6 of 10 people, in use')
  await expect(page.getByRole('button', { name: /Reconnecting/ })).toBeVisible()
  await pass(page, 60)
  await expect(maple).toHaveAccessibleName('Maple, 6 of 10 people, stale')
  await expect(maple).toContainText(/Last seen 1 min ago/)
  await page.clock.fastForward('09:00')
  await pass(page, 2)
  await expect(maple).toHaveAccessibleName('Maple, no data')
  await expect(page.getByRole('heading', { name: 'Your session has ended' })).toBeHidden()

  await page.unroute('**/api/**')
  await pass(page, 62)
  await expect(maple).toHaveAccessibleName('Maple, 6 of 10 people, in use')
  await expect(page.getByRole('button', { name: /Live/ })).toBeVisible()
})

for (const [what, fault] of [
  ['answers 500', { kind: 'status', status: 500 }],
  ['answers 504', { kind: 'status', status: 504 }],
  ['answers with a web page', { kind: 'html' }],
  ['breaks off its answer', { kind: 'truncated' }],
  ['breaks the connection', { kind: 'network' }],
] as const) {
  test(`when Butlr ${what} the last figures stay, and all is well afterwards`, async ({
    page,
    building,
  }) => {
    await building.simulator.pin('Maple', [4, 2])
    await signIn(page, building.url)
    const maple = page.getByRole('link', { name: 'Maple, 6 of 10 people, in use' })
    await expect(maple).toBeVisible()
    await building.simulator.fail('reporting', fault)
    await expect(page.getByRole('button', { name: /Reconnecting/ })).toBeVisible()
    await expect(maple).toBeVisible()
    await building.simulator.recover()
    await expect(page.getByRole('button', { name: /Live/ })).toBeVisible({ timeout: 60_000 })
  })
}

test('when Butlr asks to wait nobody asks sooner', async ({ page, building }) => {
  await signIn(page, building.url)
  await building.simulator.fail('reporting', { kind: 'status', status: 429, retryAfter: 8 })
  await expect(page.getByRole('button', { name: /Reconnecting/ })).toBeVisible()
  const refused = Date.now()
  const [next] = await Promise.all([
    page.waitForRequest((request) => request.url().endsWith('/api/v3/reporting')),
    building.simulator.recover(),
  ])
  expect(next.method()).toBe('POST')
  expect(Date.now() - refused).toBeGreaterThan(5_000)
})

test('an empty answer turns rooms free by their sensors, never blank', async ({
  page,
  building,
}) => {
  await signIn(page, building.url)
  await building.simulator.fail('reporting', { kind: 'empty', shape: 'array' })
  await expect(page.getByRole('link', { name: 'Cedar, 0 of 8 people, free' })).toBeVisible({
    timeout: 90_000,
  })
})

test('a device whose clock is a day wrong shows right ages and says that its clock is wrong', async ({
  page,
  building,
}) => {
  await page.clock.install({ time: Date.now() - 86_400_000 })
  await signIn(page, building.url)
  await pass(page, 3)
  const pulse = page.getByRole('button', { name: /Live · [0-3] s ago/ })
  await expect(pulse).toBeVisible()
  await pulse.click()
  await expect(page.getByRole('dialog', { name: 'Live data' })).toContainText(
    /2[34] h behind the server/,
  )
})
