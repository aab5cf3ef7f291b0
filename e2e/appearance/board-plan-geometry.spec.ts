import { expect, test } from '../fixtures.ts'
import { openNewBoard, preview } from './board-preview.ts'

/**
 * Returns the layout errors of a plan or of floor totals: text outside the board or its row, overlapping text, text
 * smaller than the board's minimum font size, icons over text, and rows whose labels have different baselines. Runs in
 * the page.
 */
function planFaults(board: Element): string[] {
  const faults = new Set<string>()
  const least = Number.parseFloat(getComputedStyle(board).fontSize)
  const slack = Math.max(0.5, least * 0.06)
  const frame = board.getBoundingClientRect()
  const inks: { words: string; element: Element; rect: DOMRect }[] = []
  const walker = document.createTreeWalker(board, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement
    const words = node.textContent ?? ''
    // The header is tested in board-geometry.spec.ts.
    if (element === null || words.trim() === '' || element.closest('.board-head')) continue
    // In an SVG drawing, the unit of font sizes is a thousandth of the screen's shorter side.
    const drawing = element.closest('.board-plan svg')
    const scale =
      drawing instanceof SVGSVGElement
        ? drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width
        : 1
    const size = Number.parseFloat(getComputedStyle(element).fontSize) * scale
    if (size < least * 0.995) faults.add(`below the minimum font size: ${words}`)
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const box of range.getClientRects()) {
      // In Inter, the cap height is 0.727 em, and the text box ends 0.241 em below the baseline.
      const baseline = box.bottom - 0.241 * size
      const rect = new DOMRect(box.left, baseline - 0.727 * size, box.width, 0.727 * size)
      inks.push({ words, element, rect })
    }
  }
  const isInside = (inner: DOMRect, outer: DOMRect) =>
    inner.left >= outer.left - slack &&
    inner.right <= outer.right + slack &&
    inner.top >= outer.top - slack &&
    inner.bottom <= outer.bottom + slack
  const meet = (a: DOMRect, b: DOMRect) =>
    a.left < b.right - slack &&
    b.left < a.right - slack &&
    a.top < b.bottom - slack &&
    b.top < a.bottom - slack
  for (const { words, element, rect } of inks) {
    const name = element.closest('.board-totals-name, .board-place span, .board-plan-floor')
    const isCut = name !== null && name.scrollWidth > name.clientWidth
    if (!isCut && !isInside(rect, frame)) faults.add(`outside the board: ${words}`)
    const box = element.closest('.board-totals-row') ?? element.closest('.board-plan-room')
    const outline = box?.querySelector('.board-plan-area') ?? box
    if (outline && !isCut && !isInside(rect, outline.getBoundingClientRect())) {
      faults.add(`outside its ${box?.getAttribute('aria-label') ?? 'row'}: ${words}`)
    }
  }
  for (const [index, one] of inks.entries()) {
    for (const other of inks.slice(index + 1)) {
      if (meet(one.rect, other.rect)) faults.add(`overlapping: ${one.words} and ${other.words}`)
    }
    for (const shape of board.querySelectorAll(
      '.board-plan-shape, .board-totals-shape, .board-shape',
    )) {
      if (meet(one.rect, shape.getBoundingClientRect())) faults.add(`shape over ${one.words}`)
    }
  }
  for (const row of board.querySelectorAll('.board-totals[data-form="line"] .board-totals-floor')) {
    const baselines = inks
      .filter(({ element }) => row.contains(element))
      // Excludes state icons and the building's name, which can be on a separate line.
      .filter(
        ({ element }) => element.closest('.board-totals-states, .board-totals-name span') === null,
      )
      .map(({ rect }) => rect.bottom)
    const spread = Math.max(...baselines) - Math.min(...baselines)
    if (spread > 1) faults.add(`baselines ${spread} px apart: ${row.getAttribute('aria-label')}`)
  }
  return [...faults]
}

/** Returns the share of the height below the header that the plan or the floor totals use. Runs in the page. */
function usedHeight(board: Element): number {
  const frame = board.getBoundingClientRect()
  const head = board.querySelector('.board-head')?.getBoundingClientRect() ?? frame
  const drawing = board.querySelector('.board-plan > svg, .board-totals')?.getBoundingClientRect()
  return (drawing?.height ?? 0) / (frame.bottom - head.bottom)
}

const distances = ['1', '2', '3', '4.4', '6', '8', '12']

for (const layout of ['totals', 'plan']) {
  test(`draws ${layout} with legible text that neither overlaps nor overflows, at every distance`, async ({
    page,
    building,
  }) => {
    const { simulator, url } = building
    const sensors = simulator.sensorsOf('Alder').length
    await simulator.pin(
      'Alder',
      Array.from({ length: sensors }, (_, index) => (index === 0 ? 131 : 0)),
    )
    await openNewBoard(page, url)
    for (const orientation of ['landscape', 'portrait']) {
      const board = await preview(page, layout, orientation)
      for (const metres of distances) {
        await page.getByLabel('Viewing distance (m)').fill(metres)
        await expect(board.locator('.board-totals-floor, .board-plan-figure').first()).toBeVisible()
        // After a change of orientation, the board fits its text one frame later.
        await expect
          .poll(() => board.evaluate(planFaults), { message: `${orientation}, ${metres} m` })
          .toEqual([])
      }
    }
  })
}

test('floor totals use more than 75% of the height below the header in both orientations', async ({
  signedInPage: page,
  building,
}) => {
  await page.setViewportSize({ width: 2560, height: 1440 })
  await page.goto(`${building.url}/displays?board=new`)
  for (const orientation of ['landscape', 'portrait']) {
    const board = await preview(page, 'totals', orientation)
    await expect(board.locator('.board-totals-floor').first()).toBeVisible()
    await expect
      .poll(() => board.evaluate(usedHeight), { message: orientation })
      .toBeGreaterThan(0.75)
  }
})
