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
  return saveCsv(page, page.getByRole('button', { name: 'Data (CSV)' }))
}

/** Downloads a CSV file with a button, and parses it. */
export async function saveCsv(page: Page, button: Locator): Promise<CsvFile> {
  const [download] = await Promise.all([page.waitForEvent('download'), button.click()])
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

/** Formats a date such as `2026-11-24` as the page does: `Tue 24 Nov`. */
function toShownDay(date: string): string {
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options }).format(Date.parse(date))
  return `${format({ weekday: 'short' })} ${format({ day: 'numeric', month: 'short' })}`
}

/**
 * Returns a cell of a CSV file as the page shows it: numbers with one decimal and grouped thousands, days and times by
 * the local clock.
 */
export function toShownCell(cell: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(cell)) return toShownDay(cell)
  if (/^\d{4}-\d\d-\d\dT/.test(cell)) return cell.slice(11, 16)
  return /^-?\d+(\.\d+)?$/.test(cell) ? decimal.format(Number(cell)) : cell
}
