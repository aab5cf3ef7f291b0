import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import type { Locator, Page } from '@playwright/test'

/** Returns the rows of a table on the page, with the column headings first. A cell without data is an empty string. */
export function readTable(table: Locator): Promise<string[][]> {
  return table.evaluate((element) =>
    [...element.querySelectorAll('tr')].map((row) =>
      [...row.cells].map(({ textContent }) => (textContent === '–no data' ? '' : textContent)),
    ),
  )
}

/** A CSV file: the lines above its table, and the table with the column headings first. */
type CsvFile = { title: string; details: Record<string, string>; rows: string[][] }

/** Opens a chart's download menu with its button, downloads the CSV file, and parses it. */
export async function downloadCsv(page: Page, menuButton: Locator): Promise<CsvFile> {
  await menuButton.click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Data (CSV)' }).click(),
  ])
  const records = parse(await readFile(await download.path(), 'utf8'), {
    bom: true,
    relax_column_count: true,
    // An empty line separates the details from the table.
    skip_empty_lines: false,
  })
  const end = records.findIndex((cells) => cells.join('') === '')
  const [[title = ''] = [], ...details] = records.slice(0, end)
  return {
    title,
    details: Object.fromEntries(details.map(([label = '', value = '']) => [label, value])),
    rows: records.slice(end + 1),
  }
}

const decimal = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })

/** Returns a cell of a CSV file as the page shows it: numbers with one decimal and grouped thousands. */
export function toShownCell(cell: string): string {
  return /^-?\d+(\.\d+)?$/.test(cell) ? decimal.format(Number(cell)) : cell
}
