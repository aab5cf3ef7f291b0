import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, openJuniper, signIn, signInOnPhone, test } from './fixtures.ts'

/**
 * Decodes a PNG in the browser.
 *
 * @returns its size, the colour of its top left pixel (`background`), the number of pixels in other colours (`inked`),
 *   and the number of colours with at least 200 pixels each (`colours`)
 */
async function readPixels(page: Page, png: Buffer) {
  return page.evaluate(
    async (bytes) => {
      const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)]))
      const { width, height } = bitmap
      const context = new OffscreenCanvas(width, height).getContext('2d')
      if (!context) throw new Error('The browser has no canvas.')
      context.drawImage(bitmap, 0, 0)
      const { data } = context.getImageData(0, 0, width, height)
      const counts = new Map<number, number>()
      for (const pixel of new Uint32Array(data.buffer))
        counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
      const background = counts.get(new Uint32Array(data.buffer)[0] ?? 0) ?? 0
      return {
        width,
        height,
        background: [...data.subarray(0, 4)],
        inked: width * height - background,
        colours: [...counts.values()].filter((count) => count >= 200).length,
      }
    },
    [...png],
  )
}

test('opens a room whose sensor counts add up to the number on its card', async ({
  page,
  building,
}) => {
  const room = await openJuniper(page, building)
  await expect(room).toContainText(/4\s*North\s*\+\s*3\s*Centre\s*\+\s*2\s*Door\s*=\s*9 people/)
  await expect(room.getByRole('list', { name: 'Sensors' }).getByRole('listitem')).toHaveCount(3)
  await expect(room.getByRole('row', { name: /^stddev/ })).toContainText(
    'not meaningful for a room',
  )
  await expect(page).toHaveTitle('Juniper – Headroom')

  await building.simulator.pin('Juniper', [4, 3, 5])
  await expect(room).toContainText('12 people')
  await expect(page.getByRole('link', { name: 'Juniper, 12 of 14 people, busy' })).toBeVisible()
})

test('requests the selected metric and range and keeps them in the URL', async ({
  signedInPage: page,
}) => {
  const requests: string[] = []
  page.on('request', (request) => {
    const body = request.postData() ?? ''
    if (body.includes('"mac_address","time"')) {
      requests.push(/"window":\{[^}]*\}/.exec(body)?.[0] ?? '')
    }
  })
  await page.getByRole('link', { name: /^Desks North,/ }).click()
  const room = page.getByRole('dialog', { name: 'Desks North' })
  await expect(room.getByRole('slider').or(room.getByRole('img')).first()).toBeVisible()
  await page.goto(withRange(page.url(), '24h'))
  await room.getByRole('group', { name: 'Metric' }).getByRole('button', { name: 'Mean' }).click()
  await expect(page).toHaveURL(/metric=mean/)
  await expect(page).toHaveURL(/range=24h/)
  await expect.poll(() => requests).toContain('"window":{"every":"1m","function":"last"}')
  await expect.poll(() => requests).toContain('"window":{"every":"5m","function":"mean"}')

  await room.getByRole('button', { name: 'Table view' }).click()
  const table = room.getByRole('table', { name: /past 24 hours \(average\)/ })
  await expect(table.getByRole('row').nth(100)).toBeAttached()
  await page.goto(withRange(page.url(), '1h'))
  await expect(room.getByRole('table', { name: /past hour \(average\)/ })).toBeVisible()
})

test('the metric buttons of the chart stay in place while sensors and chart load', async ({
  page,
  building,
}) => {
  const room = await openJuniper(page, building)
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/api/**', async (route) => {
    if (route.request().postData()?.includes('"every":"5m"')) await released
    await route.continue()
  })
  await page.goto(withRange(page.url(), '24h'))
  const metrics = room.getByRole('group', { name: 'Metric' })
  await expect(
    room.getByRole('status').filter({ hasText: 'Loading sensors' }).first(),
  ).toBeAttached()
  await expect(room.getByRole('status').filter({ hasText: 'Loading chart' })).toBeAttached()
  // The note above the heading, that the history is starting, can appear and disappear at any time.
  const heading = room.getByRole('heading', { name: 'Juniper' })
  const position = async () => {
    const [box, top] = await Promise.all([metrics.boundingBox(), heading.boundingBox()])
    return { x: box?.x ?? 0, y: (box?.y ?? 0) - (top?.y ?? 0) }
  }
  const before = await position()
  release()
  await expect(room.getByRole('slider')).toBeVisible()
  await expect(room.getByRole('list', { name: 'Sensors' })).toBeVisible()
  const after = await position()
  expect(after.x).toBe(before.x)
  expect(Math.abs(after.y - before.y)).toBeLessThan(4)
})

/** Returns the URL of a room with another range, such as a range that only links from earlier releases have. */
function withRange(href: string, range: string): string {
  const url = new URL(href)
  url.searchParams.set('range', range)
  return url.href
}

test('exports chart data as CSV', async ({ signedInPage: page }) => {
  await page.getByRole('link', { name: /^Juniper,/ }).click()
  const room = page.getByRole('dialog', { name: 'Juniper' })
  await expect(room).toBeVisible()
  await page.goto(withRange(page.url(), '1h'))
  await room.getByRole('button', { name: 'Download' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Data (CSV)' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(
    /^Juniper, Floor 3, Main building - occupancy, 1 h, \d{4}-\d\d-\d\dT\d\d\.\d\d to .* Europe Berlin\.csv$/,
  )
  const csv = await readFile(await download.path(), 'utf8')
  expect(csv).toMatch(
    /^\uFEFF"Juniper, Floor 3, Main building - occupancy, 1 h, .*Europe\/Berlin"\r\nRoom,Juniper\r\n/,
  )
  const [heads = '', ...rows] = csv.slice(csv.indexOf('\nTime,')).trim().split('\n')
  expect(heads).toMatch(/North.*Centre.*Door/)
  expect(rows.length).toBeGreaterThan(50)
})

test('exports a chart as PNG, from the chart on a desktop and from the table on a phone', async ({
  signedInPage: page,
}) => {
  await page.getByRole('link', { name: /^Juniper,/ }).click()
  const savePng = async () => {
    await page.getByRole('button', { name: 'Download' }).click()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /PNG/ }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(
      /^Juniper, Floor 3, Main building - occupancy, live, .* Europe Berlin\.png$/,
    )
    return readFile(await download.path())
  }
  await expect(page.getByRole('figure')).toBeVisible()
  const fromChart = await savePng()
  await page.getByRole('button', { name: 'Table view' }).click()
  await expect(page.getByRole('figure')).toBeHidden()
  await page.setViewportSize({ width: 390, height: 844 })
  await page.emulateMedia({ colorScheme: 'dark' })
  const fromTable = await savePng()
  const [light, dark] = [await readPixels(page, fromChart), await readPixels(page, fromTable)]
  expect(light).toMatchObject({ width: 2336, height: 1056, background: [255, 255, 255, 255] })
  expect(dark).toMatchObject({ width: 2336, height: 1056 })
  expect(Math.max(...dark.background.slice(0, 3))).toBeLessThan(50)
  // Each of the three sensor lines has its own colour, as do the text and the grid.
  for (const { colours, inked } of [light, dark]) {
    expect(colours).toBeGreaterThan(6)
    expect(inked).toBeGreaterThan(10_000)
    expect(inked).toBeLessThan(400_000)
  }
})

test('shows a message when the image of a chart cannot be created', async ({ page, building }) => {
  await page.route('**/assets/chart-png-*.js', async (route) => route.abort())
  await signIn(page, building.url)
  await page.getByRole('link', { name: /^Juniper,/ }).click()
  await page.getByRole('button', { name: 'Download' }).click()
  await page.getByRole('button', { name: /PNG/ }).click()
  await expect(page.getByRole('alert')).toHaveText('Couldn’t create the image. Try again.')
})

test('on a phone, opens a room as a page with a back link', async ({ page, building }) => {
  await signInOnPhone(page, building.url)
  await page.getByRole('link', { name: /^Alder,/ }).click()
  await expect(page.getByRole('heading', { name: 'Alder' })).toBeVisible()
  await expect(page.getByRole('link', { name: /^Cedar,/ })).toBeHidden()
  // Hidden text in the table, which scrolls horizontally, must not widen the page.
  await expect(page.getByRole('columnheader', { name: 'Metric' })).toBeAttached()
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await page.getByRole('link', { name: 'All rooms' }).click()
  await expect(page.getByRole('link', { name: /^Cedar,/ })).toBeVisible()
})

test('opens a room from its URL and shows a message for unknown rooms and pages', async ({
  signedInPage: page,
  building,
}) => {
  const alder = page.getByRole('link', { name: /^Alder,/ })
  await alder.click()
  const link = page.url()
  await page.goBack()
  await expect(page.getByRole('dialog', { name: 'Alder' })).toBeHidden()
  await expect(alder).toBeFocused()
  await page.goto(link)
  await expect(page.getByRole('dialog', { name: 'Alder' })).toBeVisible()
  await page.goto(`${building.url}/rooms/room_nowhere`)
  await expect(page.getByRole('heading', { name: 'Room not found' })).toBeVisible()
  await page.goto(`${building.url}/nowhere`)
  await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible()
})

test('explains the metrics with the data of a room', async ({ page, building }) => {
  const room = await openJuniper(page, building)
  await room.getByRole('link', { name: 'What the metrics mean' }).click()
  await expect(page).toHaveTitle('What the metrics mean – Headroom')
  await expect(page).toHaveURL(/\/metrics\?room=/)
  await expect(page.getByRole('combobox', { name: 'Room' })).toHaveValue(/^room_/)
  const sum = page.getByRole('region', { name: 'Adding up the sensors in Juniper' })
  await expect(sum.getByRole('definition')).toHaveText(['4', '3', '2', '≤ 9', '9'])
  await expect(sum).toContainText('Upper bound')

  await page.getByRole('group', { name: 'Metric' }).getByRole('button', { name: 'median' }).click()
  await expect(page).toHaveURL(/metric=median/)
  const chart = page.getByRole('figure', {
    name: 'Counts from North, past 2 minutes, with the counts that determine median highlighted',
  })
  await expect(chart).toContainText(/← \d+ counts/)
  await page.getByRole('slider').press('End')
  await expect(page.getByRole('slider')).toHaveAttribute('aria-valuetext', /, 4 people$/)

  await page.reload()
  await expect(page.getByRole('row', { name: /^median / })).toContainText('Approximation')
  await building.simulator.fail('reporting', { kind: 'status', status: 500 })
  await expect(page.getByText(/Showing data from \d+ s ago/)).toBeVisible()
  await expect(sum.getByRole('definition').first()).toHaveText('4')
})
