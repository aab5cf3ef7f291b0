import type { Locator, Page } from '@playwright/test'
import { extractText } from 'unpdf'

/** Prints the page. Returns the number of sheets, and their text with single spaces. */
export async function readPrint(page: Page, format: 'A4' | 'Letter') {
  const pdf = await page.pdf({ format })
  const { totalPages, text } = await extractText(new Uint8Array(pdf), { mergePages: true })
  return { sheets: totalPages, text: text.replaceAll(/\s+/g, ' ') }
}

/** Returns the percentages that stand alone on a line, in order. Excludes the percentages of changes. */
export async function readPercentages(part: Locator): Promise<string[]> {
  const text = await part.innerText()
  return text.split('\n').flatMap((line) => /^[×=]?\s*([\d.]+%)$/.exec(line.trim())?.[1] ?? [])
}
