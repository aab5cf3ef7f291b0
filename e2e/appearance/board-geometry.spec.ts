import type { Locator, Page } from '@playwright/test'
import { writeFile } from 'node:fs/promises'
import { expect, installClock, serviceAccount, test } from '../fixtures.ts'
import type { Simulator } from '../servers.ts'
import { openNewBoard, preview } from './board-preview.ts'

const distances = ['1', '2', '2.5', '3', '3.5', '3.9', '4.4', '5', '6.5', '8', '12']

/**
 * Returns the layout errors of a rendered board: text outside the board or its tile, overlapping text, a bar over text,
 * clipped letters, and text smaller than the board's minimum font size. Runs in the page.
 */
function geometryFaults(board: Element): string[] {
  const faults = new Set<string>()
  const least = Number.parseFloat(getComputedStyle(board).fontSize)
  const slack = Math.max(0.5, least * 0.06)
  const frame = board.getBoundingClientRect()
  const texts: { words: string; element: Element; rect: DOMRect; ink: DOMRect }[] = []
  const walker = document.createTreeWalker(board, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement
    const words = node.textContent ?? ''
    if (element === null || words.trim() === '') continue
    const size = Number.parseFloat(getComputedStyle(element).fontSize)
    if (size < least * 0.999) faults.add(`below the minimum font size: ${words}`)
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const rect of range.getClientRects()) {
      // In Inter, the cap height is 0.727 em, and descenders are 0.2 em (digits have none). The text box is 1.21 em
      // high and ends 0.241 em below the baseline.
      const baseline = rect.bottom - 0.241 * size
      const descent = /^[\d+–]+$/.test(words) ? 0.02 : /^[\d+,]+$/.test(words) ? 0.17 : 0.2
      // Excludes the side bearings of the first and the last letter.
      const side = Math.min(0.045 * size, rect.width / 2)
      const ink = new DOMRect(
        rect.left + side,
        baseline - 0.727 * size,
        rect.width - 2 * side,
        (0.727 + descent) * size,
      )
      texts.push({ words, element, rect, ink })
    }
  }
  const meet = (a: DOMRect, b: DOMRect) =>
    a.left < b.right - slack &&
    b.left < a.right - slack &&
    a.top < b.bottom - slack &&
    b.top < a.bottom - slack

  const isInside = (inner: DOMRect, outer: DOMRect) =>
    inner.left >= outer.left - slack &&
    inner.right <= outer.right + slack &&
    inner.top >= outer.top - slack &&
    inner.bottom <= outer.bottom + slack

  /** Returns whether part of an element's text is invisible: cut off by an ellipsis or by the box. */
  const isShortened = (element: Element) => {
    const name = element.closest('.board-name, .board-find-name, .board-place span, .board-people')
    if (name === null) return false
    // `scrollWidth` is rounded, so comparing widths can miss an ellipsis. One-line text with an ellipsis has a second
    // box.
    const range = document.createRange()
    range.selectNodeContents(name)
    const isOneLine = getComputedStyle(name).whiteSpace === 'nowrap'
    if (isOneLine && range.getClientRects().length > 1) return true
    return name.scrollWidth > name.clientWidth || name.scrollHeight > name.clientHeight + slack
  }
  const seen = texts.filter(({ element }) => !isShortened(element))

  for (const { words, element, rect, ink } of seen) {
    const cut = element.closest('.board-name, .board-find-name, .board-place span, .board-people')
    const isCut = cut !== null && getComputedStyle(cut).overflow === 'hidden'
    if (isCut && rect.bottom > cut.getBoundingClientRect().bottom + slack) {
      faults.add(`clipped descenders: ${words}`)
    }
    if (!isInside(ink, frame)) faults.add(`outside the board: ${words}`)
    const tile = element.closest('.board-card, .board-line, .board-find-card, .board-find-none')
    if (tile !== null && !isInside(ink, tile.getBoundingClientRect())) {
      faults.add(`outside its tile: ${words}`)
    }
  }
  for (const [index, one] of seen.entries()) {
    for (const other of seen.slice(index + 1)) {
      if (meet(one.ink, other.ink)) faults.add(`overlapping text: ${one.words} and ${other.words}`)
    }
  }
  for (const bar of board.querySelectorAll('.board-bar')) {
    if (getComputedStyle(bar).visibility === 'hidden') continue
    for (const { words, ink } of seen) {
      if (meet(ink, bar.getBoundingClientRect())) faults.add(`bar over text: ${words}`)
    }
  }
  return [...faults]
}

/**
 * Returns the largest distance in pixels between baselines that should be equal: the labels of a row, and the counts of
 * the cards in one row of the grid. Runs in the page.
 */
function largestBaselineStep(board: Element): number {
  const baselines = (element: Element) => {
    // In rows of two lines, the name is above the other parts.
    const hasTwoLines = element.closest('[data-lines="2"]') !== null
    const parts = `${hasTwoLines ? '' : '.board-name, '}.board-state, .board-figure, .board-of`
    return [...element.querySelectorAll(parts)].flatMap((part) => {
      const text = [...part.childNodes].find((node) => node.nodeType === Node.TEXT_NODE)
      if (text === undefined || (text.textContent ?? '').trim() === '') return []
      // The bottom of an empty inline block is on the baseline.
      const probe = document.createElement('span')
      probe.style.display = 'inline-block'
      part.insertBefore(probe, text)
      const { bottom } = probe.getBoundingClientRect()
      probe.remove()
      return [bottom]
    })
  }
  const lines = [...board.querySelectorAll('.board-line')].map(baselines)
  const cards = new Map<number, number[]>()
  for (const figure of board.querySelectorAll(
    '.board-side .board-level, .board-stack .board-level',
  )) {
    const card = figure.closest('.board-card')
    // Stacked cards have a separate key, because their counts are higher than the counts of other cards in the row.
    const top = Math.round(card?.getBoundingClientRect().top ?? 0)
    const key = card?.classList.contains('board-stack') ? -top : top
    cards.set(key, [...(cards.get(key) ?? []), ...baselines(figure).slice(0, 1)])
  }
  const steps = [...lines, ...cards.values()].map((all) =>
    all.length === 0 ? 0 : Math.max(...all) - Math.min(...all),
  )
  return Math.max(0, ...steps)
}

const longName = 'Geschäftsführungsbesprechungszimmer'

/** The counts to pin, by room: three to five digits, with and without a silent sensor, and only silent sensors. */
const largeCounts = {
  Alder: [131],
  Ash: [1_850],
  [longName]: [],
  Aspen: [12_480],
  Birch: [314],
  Juniper: [99_999, 'silent'],
  Maple: ['silent', 'silent'],
} satisfies Record<string, (number | 'silent')[]>

/** The counts of the first sensors of a room, and the count of its other sensors, in each state. */
const roomStates = {
  'large counts': { first: largeCounts, other: 0 },
  'no people': { first: {}, other: 0 },
  // Above the largest plausible count.
  'no data': { first: {}, other: 2_000_000 },
} satisfies Record<string, { first: Partial<Record<string, (number | 'silent')[]>>; other: number }>

const screenShapes = [
  [1920, 1080],
  [1280, 1024],
  [1280, 800],
  [1024, 768],
  [1440, 900],
  [2560, 1080],
  [1000, 1000],
  [1080, 1920],
  [1024, 1280],
  [768, 1024],
  [390, 844],
] as const

test('fits the widest pairing code and its QR code into every screen shape', async ({
  page,
  building,
}) => {
  await page.route('**/api/display/pairing', async (route) => {
    const isOffer = route.request().method() === 'POST'
    const expiresAt = Date.now() + 600_000
    await route.fulfill({
      json: isOffer
        ? { code: 'WWWWWW', expiresAt, unknownDisplay: true }
        : { state: 'waiting', expiresAt },
    })
  })
  await page.goto(`${building.url}/display`)
  await expect(page.getByText('WWW').first()).toBeVisible()
  const faults = () =>
    page.locator('.pairing').evaluate((frame) => {
      const inner = (name: string) =>
        frame.querySelector(name)?.getBoundingClientRect() ?? new DOMRect()
      const [code, qr, head, foot] = [
        inner('.code'),
        inner('.qr'),
        inner('header'),
        inner('footer'),
      ]
      const steps = inner('.pairing-main > div')
      const letters = [...frame.querySelectorAll('.code span')]
      const codeRight = Math.max(...letters.map((one) => one.getBoundingClientRect().right))
      const apart = steps.right <= qr.left + 1 || steps.bottom <= qr.top + 1
      return [
        qr.right > head.right + 1 && 'QR code past the right margin',
        codeRight > code.right + 1 && 'code past its column',
        codeRight > head.right + 1 && 'code past the right margin',
        !apart && 'QR code over the steps',
        Math.min(steps.top, qr.top) < head.bottom - 1 && 'content over the header',
        Math.max(steps.bottom, qr.bottom) > foot.top + 1 && 'content over the footer',
        qr.width < 0.25 * Math.min(innerWidth, innerHeight) && 'QR code too small to scan',
      ].filter((fault) => fault !== false)
    })
  for (const [width, height] of screenShapes) {
    await page.setViewportSize({ width, height })
    // The page fits its text one frame after a resize.
    await expect.poll(faults, { message: `${width}x${height}` }).toEqual([])
  }
})

test('spreads the rows of a page evenly over its columns', async ({
  signedInPage: page,
  building,
}) => {
  await page.goto(`${building.url}/displays?board=new`)
  const board = await preview(page, 'rows', 'landscape')
  const lefts = await board
    .locator('.board-line')
    .evaluateAll((rows) => rows.map((row) => Math.round(row.getBoundingClientRect().left)))
  const columns = [...new Set(lefts)].map((left) => lefts.filter((one) => one === left).length)
  expect(columns).toEqual([10, 9, 9])
})

/** The layout tests of boards, with a Headroom that accepts large counts as plausible. */
const largeCountsTest = test.extend({
  building: async ({ startSimulator, startHeadroom }, use, testInfo) => {
    const simulator = await startSimulator()
    const file = testInfo.outputPath('overrides.json')
    await writeFile(file, JSON.stringify({ maximumSensorCount: 1_000_000 }))
    const headroom = await startHeadroom({
      ...serviceAccount(simulator),
      HEADROOM_OVERRIDES: file,
    })
    await use({ url: headroom.url, simulator, headroom })
  },
})

type RoomState = keyof typeof roomStates

async function pinRooms({ sensorsOf, pin }: Simulator, state: RoomState): Promise<void> {
  const { first, other }: { first: Partial<Record<string, (number | 'silent')[]>>; other: number } =
    roomStates[state]
  for (const room of Object.keys(largeCounts)) {
    await pin(
      room,
      sensorsOf(room).map((_, index) => first[room]?.[index] ?? other),
    )
  }
}

for (const layout of ['cards', 'rows', 'find-room']) {
  for (const state of ['large counts', 'no people', 'no data'] as const) {
    largeCountsTest(
      `renders ${layout} with ${state}, without clipped, overlapping or overflowing text, at every distance`,
      async ({ page, building }) => {
        await pinRooms(building.simulator, state)
        await openNewBoard(page, building.url)
        for (const orientation of ['landscape', 'portrait']) {
          const board = await preview(page, layout, orientation)
          for (const metres of distances) {
            await page.getByLabel('Viewing distance (m)').fill(metres)
            await expectNoFaults(board, `${orientation}, ${metres} m`)
          }
        }
      },
    )
  }
}

const fewRooms = [1, 2, 3, 4, 6, 9, 13]

for (const layout of ['cards', 'rows']) {
  for (const state of ['large counts', 'no people', 'no data'] as const) {
    largeCountsTest(
      `renders ${layout} of a few rooms with ${state}, with aligned labels and without layout errors`,
      async ({ page, building: { simulator, url } }) => {
        await pinRooms(simulator, state)
        await openNewBoard(page, url)
        await page.getByLabel('Rooms', { exact: true }).selectOption('rooms')
        const pinned = Object.keys(largeCounts)
        const rooms = [...pinned, ...simulator.rooms.filter((room) => !pinned.includes(room))]
        let shown = 0
        for (const count of fewRooms) {
          for (const room of rooms.slice(shown, count)) {
            const name = page.getByText(room, { exact: true })
            await page.getByRole('listitem').filter({ has: name }).getByRole('checkbox').check()
          }
          shown = count
          for (const orientation of ['landscape', 'portrait']) {
            const board = await preview(page, layout, orientation)
            for (const metres of ['1', '3', '5', '8']) {
              await page.getByLabel('Viewing distance (m)').fill(metres)
              const where = `${count} rooms, ${orientation}, ${metres} m`
              await expectNoFaults(board, where)
              expect(await board.evaluate(largestBaselineStep), where).toBeLessThan(0.5)
            }
          }
        }
      },
    )
  }
}

/** Expects a board without layout errors. After a resize, the board fits its text one frame later. */
async function expectNoFaults(board: Locator, where: string): Promise<void> {
  await expect.poll(() => board.evaluate(geometryFaults), { message: where }).toEqual([])
}

/** Opens a new board of cards, and disconnects it until its data is stale. */
async function openStoppedBoard(page: Page, url: string): Promise<Locator> {
  await installClock(page)
  await openNewBoard(page, url)
  const board = await preview(page, 'cards', 'landscape')
  await expect(board.getByRole('listitem').first()).toBeVisible()
  await page.route('**/api/**', (route) => route.abort())
  for (let second = 0; second < 75; second += 1) await page.clock.runFor(1_000)
  await expect(board.getByRole('heading', { name: /^Not live since/ })).toBeVisible()
  return board
}

test('mutes the names of all rooms of a stopped board, also of rooms that had no data before', async ({
  page,
  building: { simulator, url },
}) => {
  await simulator.pin(
    'Alder',
    simulator.sensorsOf('Alder').map(() => 'silent'),
  )
  const board = await openStoppedBoard(page, url)
  for (const layout of ['cards', 'rows']) {
    await preview(page, layout, 'landscape')
    await expect(board.locator('[data-state="no-data"]').getByText('Alder')).toBeAttached()
    const colors = await board
      .locator('.board-name')
      .evaluateAll((names) => [...new Set(names.map((name) => getComputedStyle(name).color))])
    expect(colors, layout).toHaveLength(1)
  }
})

test('aligns the time zone of a stopped board in portrait with the line above it, or with the time', async ({
  page,
  building,
}) => {
  const board = await openStoppedBoard(page, building.url)
  await preview(page, 'cards', 'portrait')
  // After a change of the orientation, the board fits its text one frame later. Wide digits, as in 00:50, move the time
  // to a second line, where there is space for the time zone.
  await expect
    .poll(() =>
      board.locator('.board-verdict > span').evaluateAll((labels) => {
        const [heading, zone] = labels.map((label) => label.getBoundingClientRect())
        if (!heading || !zone) return 'missing'
        if (zone.top <= heading.bottom) return zone.bottom <= heading.bottom ? 'aligned' : 'beside'
        return Math.abs(zone.left - heading.left) < 0.5 ? 'aligned' : 'shifted'
      }),
    )
    .toBe('aligned')
})
