import { signIn } from '../fixtures.ts'
import { expect, test } from './fixtures.ts'
import { readPrint } from './printed.ts'

// Short, because 60 rooms take long to collect. The report then also states what is missing.
test.use({ rooms: 60, pastDays: 3 })

test('the report of many rooms prints on one sheet, and states how many rooms it lists', async ({
  page,
  pastBuilding,
}) => {
  await signIn(page, pastBuilding.url)
  await page.goto(`${pastBuilding.url}/report?period=7d`)
  await expect(page.getByRole('button', { name: 'Print' })).toBeEnabled()
  for (const format of ['A4', 'Letter'] as const) {
    const { sheets, text } = await readPrint(page, format)
    expect(sheets, format).toBe(1)
    expect(text).toMatch(/Use of 60 rooms/)
    expect(text).toMatch(/The first \d+ of 60 rooms\./)
    expect(text).toContain('Page 1 of 1')
  }
})
