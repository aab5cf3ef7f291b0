import { expect, signIn, test } from '../fixtures.ts'
import { expectNoFindingsInThemes, panel } from './axe.ts'

const menu = '[popover]:popover-open'

test('the formats of a chart and the settings of a room have no accessibility violations', async ({
  page,
  building,
}) => {
  await signIn(page, building.url)
  await page.getByRole('link', { name: /^Maple,/ }).click()
  const room = page.getByRole('dialog', { name: 'Maple' })
  await room.getByRole('button', { name: 'Download' }).click()
  await expect(page.locator(menu)).toBeVisible()
  await expectNoFindingsInThemes(page, 'the formats of a chart', menu)
  await page.keyboard.press('Escape')
  await page.emulateMedia({ forcedColors: 'none' })
  await room.getByRole('button', { name: 'Edit room' }).click()
  await room.getByRole('button', { name: 'change name of Maple' }).click()
  await expect(room.getByRole('textbox', { name: 'name of Maple' })).toBeFocused()
  await expectNoFindingsInThemes(page, 'the settings of a room', panel)
})

test('the forms of the Settings page have no accessibility violations', async ({
  page,
  building,
}) => {
  await signIn(page, building.url)
  await page.goto(`${building.url}/settings`)
  await page.getByRole('button', { name: 'Set by day' }).click()
  await page.locator('input[type=file]').setInputFiles({
    name: 'settings.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"rooms"'),
  })
  await expect(page.getByRole('alert')).toBeVisible()
  await expectNoFindingsInThemes(page, 'opening hours by day, and a rejected import', 'main')
})

test('a list of sensors without a match has no accessibility violations', async ({
  page,
  building,
}) => {
  await signIn(page, building.url)
  await page.goto(`${building.url}/sensors?q=nothing+like+that`)
  await expect(page.getByText('nothing like that', { exact: false }).first()).toBeVisible()
  await expectNoFindingsInThemes(page, 'no matching sensors', 'main')
})
