import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { wallPictureName } from '../../scripts/wall-pictures.mjs'
import { comparedSelectors, differences } from '../displays/compare.ts'
import { expect, resizeAll, seeElement } from '../displays/fixtures.ts'
import type { Screen } from '../displays/screen.ts'
import type { BoardSettings, Staff } from '../displays/staff.ts'

export type Screens = readonly [Screen, Screen]
type Size = { width: number; height: number }

const folder = process.env['WALL_PICTURES'] ?? 'screenshots/walls'
/** Timeout in milliseconds for the board to stop moving. */
const restMs = 60_000
/** Maximum number of attempts to capture the first page of a board. If all fail, the picture may show another page. */
const mostAttempts = 4

/** Excludes elements whose text changes every second. */
const steadySelectors = [
  ...comparedSelectors.filter(
    (selector) =>
      !/board-(head|foot|pages|clock|dial|legend)$|pairing|code|qr|progress|line$/.test(selector),
  ),
  '.board-line',
  '.board-find-size',
  '.board-find-card',
  '.board-find-name',
]

/**
 * Lets the event `test-clock-ahead` set how far the page's clock runs ahead, stops the drift that prevents burn-in, and
 * hides the full-screen button, which appears after a key press. Runs in the page before its script.
 */
export function preparePictures(): void {
  let ahead = 0
  document.addEventListener('test-clock-ahead', (event) => {
    if (event instanceof CustomEvent) ahead = Number(event.detail)
  })
  const [now, tick] = [Date.now.bind(Date), performance.now.bind(performance)]
  Date.now = () => now() + ahead
  performance.now = () => tick() + ahead
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    '.board > * { animation: none !important } .full-screen { display: none !important }',
  )
  document.adoptedStyleSheets = [sheet]
}

/** Sets how far the page's clock runs ahead, in milliseconds. Requires `preparePictures`. */
export async function setClockAhead(screen: Screen, ms: number): Promise<void> {
  await screen.evaluate(
    (detail) => document.dispatchEvent(new CustomEvent('test-clock-ahead', { detail })),
    ms,
  )
}

/** Shows a board on all displays, and waits for live data. */
export async function showBoard(
  staff: Staff,
  { screens, ids }: { screens: Screens; ids: readonly string[] },
  name: string,
  settings: BoardSettings,
): Promise<void> {
  const boardId = await staff.addBoard(name, settings)
  for (const id of ids) await staff.show(id, boardId)
  await seeElement(screens, `.board[aria-label="${name}"] .board-live`)
}

/** Takes screenshots of the current board in both browsers in one size, and saves a list of their differences. */
export async function takePictures(
  screens: Screens,
  layout: string,
  content: string,
  size: Size,
): Promise<void> {
  const name = wallPictureName(layout, content, size)
  await mkdir(folder, { recursive: true })
  await resizeAll(screens, size.width, size.height)
  await rest(screens, layout)
  for (const [index, screen] of screens.entries()) {
    const browser = index === 0 ? 'old' : 'current'
    await writeFile(join(folder, `${name}-${browser}.png`), await takeFirstPage(screen))
  }
  const shorterSide = Math.min(size.width, size.height)
  const compare = () => differences(screens, shorterSide, steadySelectors)
  let found = await compare()
  if (found.length > 0) {
    // The difference may come from a page change on one of the screens, so the comparison is repeated once.
    await rest(screens, layout)
    found = await compare()
  }
  if (found.length > 0) await writeFile(join(folder, `${name}.txt`), found.join('\n'))
}

/** Returns a screenshot of the first page. Tries again if the board changes the page in the meantime. */
async function takeFirstPage(screen: Screen): Promise<Buffer> {
  for (let attempt = 1; ; attempt += 1) {
    const picture = await screen.screenshot()
    const { page } = await screen.evaluate(readBoard, steadySelectors)
    if (page <= 1 || attempt === mostAttempts) return picture
    for (let turn = page; turn > 1; turn -= 1) await screen.press('ArrowLeft')
    await setTimeout(500)
  }
}

/** Returns all screens to the first page, and waits until the board stops moving. */
async function rest(screens: Screens, layout: string): Promise<void> {
  for (const screen of screens) {
    let before = ''
    const readNext = async () => {
      const { page, boxes, figures } = await screen.evaluate(readBoard, steadySelectors)
      for (let turn = page; turn > 1; turn -= 1) await screen.press('ArrowLeft')
      const isResting = page <= 1 && boxes === before && (layout !== 'plan' || figures > 0)
      before = boxes
      return isResting
    }
    await expect.poll(readNext, { timeout: restMs, intervals: [200] }).toBe(true)
  }
  await setTimeout(100)
}

/**
 * Returns the page number (0 on a board with one page), the positions and sizes of the elements, and the number of
 * counts and messages on a plan. Runs in the page.
 */
function readBoard(selectors: string[]): { page: number; boxes: string; figures: number } {
  const pages = document.querySelector('.board-pages')
  const label = pages ? pages.getAttribute('aria-label') || '' : ''
  const boxes = Array.from(document.querySelectorAll(selectors.join()), (element) => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return [left, top, width, height].map(Math.round).join()
  })
  return {
    page: Number((/\d+/.exec(label) || ['0'])[0]),
    boxes: boxes.join(';'),
    figures: document.querySelectorAll('.board-plan-figure, .board-undrawn').length,
  }
}
