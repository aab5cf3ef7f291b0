import { expect, test } from './fixtures.ts'

/** Matches a JWT, the format of access tokens from the simulator and from Butlr. */
const token = /eyJ[\w-]+\.[\w-]+\.[\w-]+/

test('exposes no token or client secret in the page, URLs, responses, storage or the log', async ({
  page,
  context,
  building,
}) => {
  const answers: Promise<string>[] = []
  const urls: string[] = []
  page.on('response', (response) => {
    urls.push(response.url())
    if (response.url().includes('/api/')) {
      answers.push(response.text().catch(() => ''))
      answers.push(Promise.resolve(JSON.stringify(response.headers())))
    }
  })
  await page.goto(building.url)
  await page.getByRole('tab', { name: 'API credentials' }).click()
  await page.getByLabel('Client ID').fill('demo-client')
  await page.getByLabel('Client secret', { exact: true }).fill('demo-secret')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: /^Juniper,/ }).click()
  await expect(page.getByRole('dialog', { name: 'Juniper' })).toBeVisible()

  const seen = await page.evaluate(() => ({
    html: document.documentElement.outerHTML,
    cookies: document.cookie,
    stored: JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
  }))
  const everything = [
    ...Object.values(seen),
    ...urls,
    ...(await Promise.all(answers)),
    building.headroom.output(),
  ].join('\n')
  expect(building.simulator.token).toMatch(token)
  expect(everything).not.toMatch(token)
  expect(everything).not.toContain('demo-secret')
  expect(seen.cookies).toBe('')

  const cookies = await context.cookies()
  expect(cookies.length).toBeGreaterThan(0)
  for (const cookie of cookies) {
    expect(cookie).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Strict', path: '/' })
    expect(cookie.name).toMatch(/^__Host-/)
  }
})
