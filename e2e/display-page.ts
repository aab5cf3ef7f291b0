import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import { expect } from './fixtures.ts'

/** Opens an empty Full HD page in a browser context that is not signed in. */
export async function newScreen(browser: Browser, options: BrowserContextOptions = {}) {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 }, ...options })
  return context.newPage()
}

export async function openScreen(browser: Browser, url: string, options?: BrowserContextOptions) {
  const page = await newScreen(browser, options)
  await page.goto(`${url}/display`)
  return page
}

async function codeOf(screen: Page): Promise<string> {
  await expect(screen.getByRole('heading', { name: 'Pair this display' })).toBeVisible()
  const words = await screen.locator('.code').getAttribute('aria-label')
  return (words ?? '').replaceAll(' ', '')
}

/** Pairs a screen with the preselected board in the staff app. */
export async function pair(staff: Page, url: string, screen: Page, name: string): Promise<void> {
  await staff.goto(`${url}/displays?code=${await codeOf(screen)}`)
  await staff.getByLabel('Display name').fill(name)
  await staff.getByRole('button', { name: 'Continue' }).click()
  const question = staff.getByRole('group', { name: /^Does the screen in front of you show/ })
  await expect(question).toContainText(
    /Requested \d+ s ago from 127\.0\.0\.1 by Chrome \d+ on Linux/,
  )
  await question.getByRole('button', { name: 'Pair', exact: true }).click()
  await expect(staff.getByText(`${name} is paired`)).toBeVisible()
}

export const board = (screen: Page) => screen.getByRole('article')
export const room = (screen: Page, name: string) =>
  board(screen).getByRole('listitem', { name: new RegExp(`^${name},`) })
