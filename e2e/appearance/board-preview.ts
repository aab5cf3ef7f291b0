import type { Locator, Page } from '@playwright/test'
import { signIn } from '../fixtures.ts'

/** Signs in and opens the editor for a new board in a window that is large enough for a large preview. */
export async function openNewBoard(page: Page, url: string): Promise<void> {
  await page.setViewportSize({ width: 2560, height: 1440 })
  await signIn(page, url)
  await page.goto(`${url}/displays?board=new`)
}

/** Selects a layout and an orientation in the editor, and returns the board in its preview. */
export async function preview(page: Page, layout: string, orientation: string): Promise<Locator> {
  const region = page.getByRole('region', { name: 'Preview' })
  await page.getByLabel('Layout').selectOption(layout)
  await page.getByLabel('Orientation').selectOption(orientation)
  return region.getByRole('article')
}
