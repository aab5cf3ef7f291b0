import type { Page } from '@playwright/test'
import { extractTextItems, type StructuredTextItem } from 'unpdf'
import { expect, openJuniper, signIn, test } from '../fixtures.ts'

/** The widths are in points. */
const papers = [
  { format: 'A4', landscape: false, width: 595 },
  { format: 'A4', landscape: true, width: 842 },
  { format: 'Letter', landscape: false, width: 612 },
  { format: 'Letter', landscape: true, width: 792 },
] as const
type Paper = (typeof papers)[number]

/** In points. The page margin is 12 mm (34 pt), but glyphs can extend 2 pt into it. */
const margin = 32

/** Returns the text items of each printed page. Fails if text is outside the margins or a page is blank. */
async function print(page: Page, { format, landscape, width }: Paper) {
  const pdf = await page.pdf({ format, landscape })
  const { items } = await extractTextItems(new Uint8Array(pdf))
  const pages = items.map((texts) => texts.filter(({ str }) => str.trim() !== ''))
  for (const texts of pages) {
    expect(texts.length, 'texts on each page').toBeGreaterThan(0)
    const outside = texts.filter((text) => text.x < margin || text.x + text.width > width - margin)
    expect(outside.map(({ str }) => str)).toEqual([])
  }
  return pages
}

/** Returns the matching text items without spaces, each joined with its continuation lines. */
function joinLines(
  pages: readonly (readonly StructuredTextItem[])[],
  matches: (text: StructuredTextItem) => boolean,
): string[] {
  return pages.flatMap((texts) => {
    const blocks: string[] = []
    let previous: StructuredTextItem | undefined
    for (const text of texts) {
      const isNextLine =
        previous !== undefined &&
        matches(previous) &&
        previous.x === text.x &&
        previous.y - text.y < 2 * text.fontSize
      if (matches(text)) {
        const line = text.str.replaceAll(/\s/g, '')
        if (isNextLine) blocks.push((blocks.pop() ?? '') + line)
        else blocks.push(line)
      }
      previous = text
    }
    return blocks
  })
}

/** Returns the names of `rooms` that are not printed exactly once, with the number of times each is printed. */
function countWrongly(rooms: readonly string[], printed: readonly string[]): string[] {
  return rooms.flatMap((name) => {
    const times = printed.filter(
      (text) => text.replaceAll('-', '') === name.replaceAll(/[\s-]/g, ''),
    ).length
    return times === 1 ? [] : [`${name}: ${times}`]
  })
}

const hasSize = (size: number) => (text: StructuredTextItem) => Math.abs(text.fontSize - size) < 0.1

test('prints the card of every room once, on A4 and Letter, in both orientations', async ({
  page,
  building,
}) => {
  expect(building.simulator.rooms).toHaveLength(56)
  await signIn(page, building.url)
  await expect(page.getByRole('button', { name: 'Table' })).toBeVisible()
  for (const paper of papers) {
    const pages = await print(page, paper)
    // The font size of room names is 15 px (11.25 pt). Only the busiest room, above the cards, has a larger name.
    const names = joinLines(pages, hasSize(11.25))
    expect(countWrongly(building.simulator.rooms, names)).toEqual([])
    const first = (pages[0] ?? []).slice(0, 3).map(({ str }) => str)
    expect(first[0]).toBe('Headroom · Rooms')
    expect(first[1]).toBe('All sites · sorted by floor')
    expect(first[2]).toMatch(
      /^Printed \d+ \w+ 20\d\d, \d\d:\d\d, America\/New_York .* · Data received \d+ s ago$/,
    )
    expect(pages.flat().map(({ str }) => str)).not.toContain('Saved views')
  }
})

test('prints the card of every room if printing starts before all cards are drawn', async ({
  page,
  building,
}) => {
  // Cards after the first ones are drawn in frame callbacks.
  await page.addInitScript(() => {
    globalThis.requestAnimationFrame = () => 0
  })
  await signIn(page, building.url)
  await expect(page.getByRole('listitem').filter({ has: page.getByText(/sensors?$/) })).toHaveCount(
    15,
  )
  const names = joinLines(await print(page, papers[0]), hasSize(11.25))
  expect(countWrongly(building.simulator.rooms, names)).toEqual([])
})

test('prints every room of the table once, and the table header on each page', async ({
  signedInPage: page,
  building,
}) => {
  await page.getByRole('button', { name: 'Table' }).click()
  await expect(page.getByRole('row').nth(10)).toBeVisible()
  for (const paper of papers) {
    const pages = await print(page, paper)
    // The table's font size is 11 px (8.25 pt), and its first column contains the room names.
    const firstColumn = Math.min(
      ...pages
        .flat()
        .filter(hasSize(8.25))
        .map(({ x }) => x),
    )
    const names = joinLines(pages, (text) => text.x === firstColumn)
    expect(countWrongly(building.simulator.rooms, names)).toEqual([])
    for (const texts of pages) {
      const words = texts.map(({ str }) => str)
      if (words.includes('Free')) expect(words).toEqual(expect.arrayContaining(['Room', 'Updated']))
    }
  }
  // After printing, only the visible rows are rendered.
  await expect.poll(() => page.getByRole('row').count()).toBeLessThan(50)
})

test('prints the filters, and only the rooms that match them', async ({ page, building }) => {
  await building.simulator.pin('Juniper', [4, 3, 2])
  await signIn(page, building.url)
  await page.goto(`${building.url}/?q=juniper&seats=6&sort=name`)
  await expect(page.getByRole('link', { name: /^Juniper, 9 of 14/ })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Table' })).toBeVisible()
  const texts = (await print(page, papers[0])).flat().map(({ str }) => str)
  expect(texts).toContain('All sites · 6 or more seats · “juniper” · sorted by name')
  expect(texts).not.toContain('Alder')
})

test('prints a room with its sensors, chart and metrics, without the other rooms', async ({
  page,
  building,
}) => {
  await openJuniper(page, building)
  await expect(page.getByRole('figure')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Account/ })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Edit room' })).toBeVisible()
  const metrics = ['last', 'first', 'max', 'min', 'mean', 'median', 'sum', 'count', 'stddev']
  for (const paper of papers) {
    const texts = (await print(page, paper)).flat().map(({ str }) => str)
    expect(texts).toEqual(
      expect.arrayContaining(['Headroom · Juniper', 'Sensors', 'Over time', 'All metrics']),
    )
    // Each sensor has three bars, which repeat the metric names.
    expect(texts).toEqual(expect.arrayContaining(metrics))
    expect(texts).toContain('not meaningful for a room')
    // Each name appears in the list, the sum, the chart and the table.
    for (const sensor of ['North', 'Centre', 'Door']) {
      expect(
        texts.filter((text) => text === sensor),
        sensor,
      ).toHaveLength(4)
    }
    expect(texts).not.toContain('Alder')
    // The button that edits the capacity contains its value.
    expect(texts.slice(texts.indexOf('Capacity')).slice(0, 2)).toEqual(['Capacity', '14'])
  }
})

test('prints an open breakdown below the rooms', async ({ signedInPage: page, building }) => {
  await page.goto(`${building.url}/?explain=all`)
  await expect(page.getByRole('dialog', { name: /^Breakdown of/ })).toBeVisible()
  for (const paper of papers) {
    const texts = (await print(page, paper)).flat().map(({ str }) => str)
    expect(texts).toEqual(expect.arrayContaining(['Alder', 'How it adds up', 'Data source']))
  }
})

test('prints every sensor of the Sensors page', async ({ signedInPage: page, building }) => {
  await page.goto(`${building.url}/sensors?group=none`)
  const table = page.getByRole('table', { name: 'Sensors' })
  await expect(table.getByRole('row').nth(10)).toBeVisible()
  const rows = Number(await table.getAttribute('aria-rowcount')) - 1
  for (const paper of papers) {
    const pages = await print(page, paper)
    const modes = pages.flat().filter(({ str }) => str === 'Presence' || str === 'Traffic')
    expect(modes).toHaveLength(rows)
  }
})

test('prints background colours, and uses the light theme even on a dark screen', async ({
  signedInPage: page,
}) => {
  const ink = () => page.evaluate(() => getComputedStyle(document.body).color)
  const lightInk = await ink()
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await ink()).not.toBe(lightInk)
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' })
  expect(await ink()).toBe(lightInk)
  const card = page.getByRole('link', { name: /^Juniper,/ })
  await expect(card).toHaveCSS('print-color-adjust', 'exact')
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)')
})
