import type { Page } from '@playwright/test'
import { expect, signIn, test as base } from './fixtures.ts'
import type { Simulator } from './servers.ts'

type Fixtures = {
  /** Starts Headroom with a simulator whose sessions expire after the given time. */
  startWithSessions: (expiry: { seconds: number }) => Promise<{ simulator: Simulator; url: string }>
}
const test = base.extend<Fixtures>({
  startWithSessions: async ({ startHeadroom, startSimulator }, use) => {
    await use(async ({ seconds }) => {
      const simulator = await startSimulator('--expires-in', String(seconds))
      const { url } = await startHeadroom({ BUTLR_BASE_URL: simulator.url })
      return { simulator, url }
    })
  },
})

async function openForm(page: Page, url: string) {
  await page.goto(url)
  await page.getByLabel('Email').fill('demo@headroom.example')
  return {
    password: page.getByLabel('Password', { exact: true }),
    button: page.getByRole('button', { name: 'Sign in' }),
  }
}

async function signInWithCredentials(page: Page) {
  await page.getByRole('tab', { name: 'API credentials' }).click()
  await page.getByLabel('Client ID').fill('demo-client')
  await page.getByLabel('Client secret', { exact: true }).fill('demo-secret')
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('signs in to the embedded simulator with one click', async ({ page, startHeadroom }) => {
  const { url } = await startHeadroom()
  await page.goto(url)
  await page.getByRole('button', { name: 'Try the demo' }).click()
  await expect(page.getByRole('link', { name: /people|person/ }).first()).toBeVisible()
  await expect(page.getByRole('button', { name: /Live · \d s ago/ })).toBeVisible()
  await expect(page).toHaveTitle('Rooms – Headroom')
})

test('keeps the email after a wrong password and signs in with the correct one', async ({
  page,
  building,
}) => {
  const { password, button } = await openForm(page, building.url)
  await password.fill('wrong')
  await button.click()
  await expect(page.getByRole('alert')).toContainText('Email or password is incorrect.')
  await expect(page.getByLabel('Email')).toHaveValue('demo@headroom.example')

  await password.fill('demo')
  await password.press('Enter')
  await expect(page.getByRole('link', { name: /people|person/ }).first()).toBeVisible()
  await expect(page.getByRole('main')).toBeFocused()
})

test('signs in with API credentials, keeps the session across a reload and ends it on sign-out', async ({
  page,
  building,
}) => {
  await page.goto(building.url)
  await signInWithCredentials(page)
  const first = page.getByRole('link', { name: /people|person/ }).first()
  await expect(first).toBeVisible()

  await page.reload()
  await expect(first).toBeVisible()
  await page.getByRole('button', { name: 'Account' }).click()
  const account = page.getByRole('dialog', { name: 'Account' })
  await expect(account).toContainText('demo-client')
  await expect(account).toContainText('renews automatically')
  await account.getByRole('button', { name: 'Sign out' }).click()

  await expect(page.getByRole('heading', { name: 'Sign in to Headroom' })).toBeVisible()
  await expect(first).toBeHidden()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Sign in to Headroom' })).toBeVisible()
})

test('shows the waiting time after too many failed sign-in attempts', async ({
  page,
  building,
}) => {
  const { password, button } = await openForm(page, building.url)
  for (let attempt = 0; attempt < 10; attempt += 1) {
    await password.fill(`wrong ${attempt}`)
    await button.click()
    await expect(page.getByRole('alert')).toBeVisible()
    await expect(button).toBeEnabled()
  }
  await password.fill('demo')
  await button.click()
  await expect(page.getByRole('alert')).toContainText(/Too many attempts. Try again in \d+ minutes/)
})

test('requires HTTPS for sign-in on a host other than localhost', async ({
  playwright,
  launchOptions,
  startHeadroom,
}) => {
  const { url } = await startHeadroom()
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), '--host-resolver-rules=MAP headroom.test 127.0.0.1'],
  })
  const page = await browser.newPage()
  await page.goto(url.replace('localhost', 'headroom.test'))
  await expect(page.getByRole('alert')).toContainText('needs HTTPS')
  await expect(page.getByLabel('Password', { exact: true })).toBeHidden()
  const answer = page.waitForResponse('**/api/v2/login')
  await page.getByRole('button', { name: 'Try the demo' }).click()
  expect((await answer).status()).toBe(400)
  await expect(page.getByRole('alert')).toContainText('needs HTTPS')
  await expect(page.getByRole('heading', { name: 'Sign in to Headroom' })).toBeVisible()
  await browser.close()
})

test('shows the sign-in card when a password session expires, and returns to the same room after sign-in', async ({
  page,
  startWithSessions,
}) => {
  const { simulator, url } = await startWithSessions({ seconds: 15 })
  await simulator.pin('Juniper', [4, 3, 2])
  await signIn(page, url)
  await page.getByRole('link', { name: /^Juniper, 9 of 14/ }).click()
  const room = page.getByRole('dialog', { name: 'Juniper' })
  await expect(room).toContainText('9 people')
  const address = page.url()
  const link = room.getByRole('link', { name: 'What the metrics mean' })
  await link.focus()

  const card = page.getByRole('form', { name: 'Your session has ended' })
  await expect(card).toBeVisible()
  await expect(card.getByLabel('Email')).toHaveValue('demo@headroom.example')
  // The view stays visible behind the card, but is inert.
  await expect(page.getByText('= 9 people')).toBeVisible()
  await expect(page.locator('[inert]')).toContainText('= 9 people')

  await card.getByLabel('Password', { exact: true }).fill('demo')
  await card.getByRole('button', { name: 'Sign in' }).click()
  await expect(card).toBeHidden()
  await expect(room).toContainText('9 people')
  await expect(link).toBeFocused()
  expect(page.url()).toBe(address)
})

test('renews a session with API credentials without interruption', async ({
  page,
  startWithSessions,
}) => {
  const { url } = await startWithSessions({ seconds: 3 })
  await page.goto(url)
  await signInWithCredentials(page)
  await expect(page.getByRole('link', { name: /people|person/ }).first()).toBeVisible()

  let polls = 0
  page.on('response', (response) => {
    if (response.url().endsWith('/api/v3/reporting') && response.ok()) polls += 1
  })
  await expect.poll(() => polls, { timeout: 30_000 }).toBeGreaterThan(8)
  await expect(page.getByRole('heading', { name: 'Your session has ended' })).toBeHidden()
})

test('updates other tabs when the user signs out or switches accounts in one tab', async ({
  signedInPage: page,
  context,
  building,
}) => {
  const rooms = page.getByRole('link', { name: /people|person/ })
  await expect(rooms.first()).toBeVisible()

  const other = await context.newPage()
  await other.goto(building.url)
  await other.getByRole('button', { name: 'Account' }).click()
  await other.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in to Headroom' })).toBeVisible()
  await expect(rooms).toHaveCount(0)

  await page.reload()
  await signIn(page, building.url)
  await expect(rooms.first()).toBeVisible()
  await signInWithCredentials(other)
  await page.getByRole('button', { name: 'Account' }).click()
  await expect(page.getByRole('dialog', { name: 'Account' })).toContainText('demo-client')
})
