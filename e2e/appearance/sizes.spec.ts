import { expect, signInOnPhone, test } from '../fixtures.ts'
import { findLayoutFaults, overflow } from './text-layout.ts'

// 720 px is the width of a 1440 px window at 200% zoom.
const widths = [390, 720, 768, 1024, 1280, 1440, 1920]

test('no page is wider than the window, and the table header does not cover a row', async ({
  signedInPage: page,
  building,
}) => {
  const table = page.getByRole('table', { name: 'Rooms' })
  const views = [
    { path: '/', ready: page.getByText('past 30 minutes') },
    { path: '/?view=table', ready: table },
    { path: '/?view=plan', ready: page.getByRole('link', { name: /^Juniper/ }).first() },
    { path: '/sensors', ready: page.getByRole('table').first() },
    { path: '/displays', ready: page.getByRole('heading', { name: 'Boards' }) },
    { path: '/metrics', ready: page.getByRole('slider') },
    { path: '/settings', ready: page.getByRole('table', { name: 'Rooms' }) },
  ]
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    for (const { path, ready } of views) {
      await page.goto(building.url + path)
      await expect(ready).toBeVisible()
      expect(await overflow(page), `${path} at ${width} px`).toBe(0)
      expect(await findLayoutFaults(page), `${path} at ${width} px`).toEqual([])
      if (path !== '/?view=table') continue
      const [head, row] = await Promise.all([
        table.getByRole('columnheader').first().boundingBox(),
        table.getByRole('rowheader').or(table.getByRole('cell')).first().boundingBox(),
      ])
      expect(row?.y ?? 0, `first row at ${width} px`).toBeGreaterThanOrEqual(
        (head?.y ?? 0) + (head?.height ?? 0) - 1,
      )
    }
    await page.goto(building.url)
    await page.getByRole('link', { name: /^Desks South/ }).click()
    await expect(page.getByRole('slider').first()).toBeVisible()
    expect(await overflow(page), `Desks South at ${width} px`).toBe(0)
    const figures = await page
      .locator('.room-stats dd')
      .evaluateAll((values) => values.map((one) => one.getBoundingClientRect().top))
    expect(new Set(figures).size, `rows of figures at ${width} px`).toBe(1)
  }
})

test('a long filter leaves the states in one row, and a tablet’s header names the location in full', async ({
  signedInPage: page,
  building,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.goto(`${building.url}/?seats=2&q=rooms+with+a+view+of+the+canteen`)
  const chips = page.getByRole('group', { name: 'Filter by state' }).getByRole('button')
  await expect(chips).toHaveCount(7)
  const tops = await chips.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top))
  expect(new Set(tops).size).toBe(1)
  expect(await overflow(page)).toBe(0)
  const end = (name: string) =>
    page.getByRole('group', { name }).evaluate((one) => one.getBoundingClientRect().right)
  expect(await end('View')).toBe(1440 - 32)

  await page.setViewportSize({ width: 768, height: 1024 })
  const place = page.getByRole('navigation', { name: 'Location' }).getByText('All sites')
  expect(await place.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0)
  expect(await end('View')).toBe(768 - 32)
})

test('on a phone, a total of five digits is not cut', async ({
  page,
  startHeadroom,
  startSimulator,
}) => {
  const simulator = await startSimulator('--rooms', '500', '--sensors-per-room', '20')
  const { url } = await startHeadroom({ BUTLR_BASE_URL: simulator.url })
  await signInOnPhone(page, url)
  const reporting = page.getByRole('definition').filter({ hasText: 'of 10,000' })
  await expect(reporting).toBeVisible()
  const cut = await reporting
    .locator('span')
    .evaluateAll((parts) =>
      parts
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map((one) => one.textContent),
    )
  expect(cut).toEqual([])
  expect(await overflow(page)).toBe(0)
})

test('the labels of the plan’s legend are at least 8 px apart, and a room’s metrics fit a phone or show that they scroll', async ({
  signedInPage: page,
  building,
}) => {
  await page.goto(`${building.url}/?view=plan`)
  await expect(page.getByText('Above 60%')).toBeVisible()
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 })
    const words = page.getByRole('listitem').filter({ hasText: /%|^Free$|^Busy|^Over/ })
    const gaps = await words.evaluateAll((items) => {
      const boxes = items.map((item) => {
        const range = document.createRange()
        range.selectNodeContents(item)
        return [...range.getClientRects()].at(-1)
      })
      return boxes.slice(1).flatMap((box, index) => {
        const last = boxes[index]
        return box && last && box.top === last.top ? [box.left - last.right] : []
      })
    })
    expect(Math.min(...gaps), `${width} px`).toBeGreaterThanOrEqual(8)
  }

  await page.setViewportSize({ width: 390, height: 844 })
  const open = async (room: string) => {
    await page.goto(building.url)
    await page.getByRole('link', { name: new RegExp(`^${room},`) }).click()
    const region = page.getByRole('region', { name: /^All metrics/ })
    await expect(region).toBeVisible()
    return region
  }
  const hidden = (region: HTMLElement | SVGElement) => region.scrollWidth - region.clientWidth
  const juniper = await open('Juniper')
  expect(await juniper.evaluate(hidden)).toBeLessThanOrEqual(0)
  const desks = await open('Desks South')
  expect(await desks.evaluate(hidden)).toBeGreaterThan(0)
  await expect(desks).toHaveCSS('mask-image', /linear-gradient/)
  await desks.evaluate((region) => region.scrollTo(region.scrollWidth, 0))
  await expect(desks).toHaveCSS('mask-image', 'none')
})

test('search results show the full location on a phone', async ({ page, building }) => {
  await signInOnPhone(page, building.url)
  await page.keyboard.press('/')
  await page.keyboard.type('desk')
  const texts = page.getByRole('option').locator('.truncate')
  await expect(texts.first()).toBeVisible()
  const shortened = await texts.evaluateAll((all) =>
    all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent),
  )
  expect(shortened).toEqual([])
})

test('the first room is at most 240 px below the header, and on wide screens the first floor fills every row of cards', async ({
  signedInPage: page,
}) => {
  const card = page.getByRole('link', { name: /^Alder,/ })
  await expect(page.getByRole('button', { name: 'Filters' })).toBeVisible()
  const header = (await page.getByRole('banner').boundingBox())?.height ?? 0
  expect(((await card.boundingBox())?.y ?? Infinity) - header).toBeLessThanOrEqual(240)
  for (const width of [1920, 2560]) {
    await page.setViewportSize({ width, height: 1080 })
    const places = await page
      .getByRole('list')
      .first()
      .getByRole('listitem')
      .evaluateAll((cards) => cards.map((one) => one.getBoundingClientRect().x))
    const columns = new Set(places).size
    expect(places.length % columns, `${columns} columns at ${width} px`).toBe(0)
  }
})

test('every menu stays in the window while the page scrolls, and closing it returns focus to its button', async ({
  signedInPage: page,
  building,
}) => {
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 844 })
    await page.goto(building.url)
    for (const name of [/^All sites/, /Account/, /Live/, /Filters/, /Saved views/]) {
      const button = page.getByRole('button', { name }).first()
      await button.focus()
      await page.keyboard.press('Enter')
      const menu = page.locator('[popover]:popover-open')
      await expect(menu).toBeVisible()
      for (const top of [0, 120]) {
        await page.evaluate((y) => window.scrollTo(0, y), top)
        await expect
          .poll(async () => {
            const box = await menu.boundingBox()
            return (
              box !== null && box.x >= 0 && box.x + box.width <= width && box.y + box.height <= 844
            )
          }, `${name} at ${width} px`)
          .toBe(true)
      }
      // The connection details, which the “Live” button opens, have no controls.
      if (name.source !== 'Live') {
        await expect(menu.locator('a, button, input, select').first()).toBeVisible()
        await page.keyboard.press('Tab')
      }
      await page.keyboard.press('Escape')
      await expect(menu).toBeHidden()
      await expect(button).toBeFocused()
      await page.evaluate(() => window.scrollTo(0, 0))
    }
  }
})

test('the controls of the header do not overlap while the connection is lost', async ({
  signedInPage: page,
}) => {
  await page.getByRole('button', { name: /^All sites/ }).click()
  await page.getByRole('link', { name: /^Annex ground floor/ }).click()
  const controls = page.getByRole('banner').locator('a, button').filter({ visible: true })
  await page.route('**/api/**', (route) => route.abort())
  await expect(page.getByRole('button', { name: /^Reconnecting/ })).toBeVisible()
  for (const width of [360, ...widths]) {
    await page.setViewportSize({ width, height: 900 })
    const faults = await controls.evaluateAll((elements) => {
      const label = (element: Element) => element.getAttribute('aria-label') ?? element.textContent
      const boxes = elements.map((element) => ({ element, box: element.getBoundingClientRect() }))
      const spilling = elements.filter((element) => element.scrollWidth > element.clientWidth)
      const overlapping = boxes.filter(({ element, box }) =>
        boxes.some(
          (other) =>
            other.element !== element &&
            Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left) > 1 &&
            Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top) > 1,
        ),
      )
      return [...spilling, ...overlapping.map(({ element }) => element)].map(label)
    })
    expect(faults, `${width} px`).toEqual([])
  }
  await page.unrouteAll({ behavior: 'ignoreErrors' })
})
