import { setTimeout } from 'node:timers/promises'
import { measureBoards, pairPage } from './browser.mjs'
import { boardDraft } from './harness.mjs'
import { prepareSoak } from './soak-page.mjs'

export const layouts = ['cards', 'rows', 'plan', 'totals']
const updates = 6_000
/** Number of measurements over the last half of the updates. */
const samples = 30
/** Factor by which time in the page runs faster: a board that polls every second is drawn every 20 ms. */
const speed = 50
/** Time in milliseconds after which no request is in flight at normal speed. */
const settleMs = 200

/**
 * The maximum of a count over the first and over the last third of the samples, and their difference.
 *
 * @typedef {{ first: number, last: number, growth: number }} Growth
 */

/**
 * Draws a board of 48 rooms 6,000 times, with new counts each time.
 *
 * @param {string} layout
 * @returns {Promise<{ updates: number, slope: number, heap: number, nodes: Growth, listeners: Growth }>} `slope` in bytes
 *   per update over the last half, `heap` in bytes at the end
 */
export async function measureBoard(layout) {
  const building = '--sensors-per-room 1 --rooms 48 --rooms-per-floor 12'
  return measureBoards(building.split(' '), async ({ browser, url, staff }) => {
    // The viewport is small, because drawing without a GPU takes most of the time. The layout stays the same, because
    // all sizes are relative to the screen.
    const page = await browser.newPage({ viewport: { width: 640, height: 360 } })
    await page.addInitScript(prepareSoak)
    const draft = { ...boardDraft, rooms: { kind: 'all' }, layout }
    const { body: board } = await staff('POST', '/api/boards', draft)
    await pairPage(page, url, staff, board.id)
    return measureHeap(page)
  })
}

/** @param {import('@playwright/test').Page} page */
async function measureHeap(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  await session.send('HeapProfiler.enable')
  /** @param {number} factor */
  const setSpeed = (factor) => page.evaluate((next) => window.headroomSoak?.setSpeed(next), factor)
  const points = []
  for (let sample = 0; sample < samples; sample += 1) {
    await setSpeed(speed)
    const due = Math.round((updates / 2) * (1 + sample / (samples - 1)))
    await page.waitForFunction(isDue, due, { timeout: 600_000, polling: 20 })
    // At normal speed, no poll is in flight after this pause.
    await setSpeed(1)
    await setTimeout(settleMs)
    // The second collection removes the objects that the finalizers of the first collection released.
    await session.send('HeapProfiler.collectGarbage')
    await session.send('HeapProfiler.collectGarbage')
    const { usedSize } = await session.send('Runtime.getHeapUsage')
    const { metrics } = await session.send('Performance.getMetrics')
    /** @param {string} name */
    const value = (name) => metrics.find((metric) => metric.name === name)?.value ?? 0
    const update = await page.evaluate(() => window.headroomSoak?.updates() ?? 0)
    points.push({
      update,
      bytes: usedSize,
      nodes: value('Nodes'),
      listeners: value('JSEventListeners'),
    })
  }
  // Fails if the board has stopped, because the heap of a stopped board does not grow.
  await page.getByText(/^Live · /).waitFor()
  return {
    updates: points.at(-1)?.update ?? 0,
    slope: medianSlope(points),
    heap: points.at(-1)?.bytes ?? 0,
    nodes: growthOf(points.map(({ nodes }) => nodes)),
    listeners: growthOf(points.map(({ listeners }) => listeners)),
  }
}

/**
 * Returns whether the board has had this many updates and shows its first page, so that all samples measure the same
 * page. Runs in the page.
 *
 * @param {number} count
 */
function isDue(count) {
  const pages = document.querySelector('.board-pages')?.getAttribute('aria-label') ?? ''
  return (window.headroomSoak?.updates() ?? 0) >= count && /^(Page 1 of .*)?$/.test(pages)
}

/** @param {readonly number[]} values @returns {Growth} */
function growthOf(values) {
  const third = Math.floor(values.length / 3)
  const first = Math.max(...values.slice(0, third))
  const last = Math.max(...values.slice(-third))
  return { first, last, growth: last - first }
}

/**
 * Returns the median of the slopes between all pairs of samples (Theil–Sen), which outliers hardly affect.
 *
 * @param {readonly { update: number, bytes: number }[]} points
 */
function medianSlope(points) {
  const slopes = points.flatMap((from, index) =>
    points.slice(index + 1).map((to) => (to.bytes - from.bytes) / (to.update - from.update)),
  )
  return slopes.toSorted((a, b) => a - b)[Math.floor(slopes.length / 2)] ?? Number.NaN
}
