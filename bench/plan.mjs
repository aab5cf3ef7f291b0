import { chromium } from '@playwright/test'
import { browserArguments, findBrowser } from '../scripts/find-browser.mjs'
import { startProgram } from './programs.mjs'
import { watchPolls } from './watch-polls.mjs'

const rooms = 300
const polls = 30

/**
 * A plan of 300 rooms in Chromium. `repainted` are rooms whose drawing was touched in a poll, `wrong` those of them
 * that the answer had not changed.
 *
 * @returns {Promise<{ rooms: number, polls: number, changed: number, repainted: number, wrong: number }>}
 */
export async function measurePlan() {
  const flags = ['--rooms', String(rooms), '--rooms-per-floor', String(rooms)]
  const simulator = await startProgram('dist/server/simulator.js', [
    '--port',
    '0',
    '--sensors-per-room',
    '2',
    ...flags,
  ])
  const headroom = await startProgram('dist/server/main.js', [], {
    BUTLR_BASE_URL: simulator.url,
    HEADROOM_POLL_SECONDS: '1',
  })
  const browser = await chromium.launch({
    executablePath: findBrowser() ?? '',
    args: browserArguments,
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    await page.goto(`${headroom.url}/?view=plan`)
    await page.getByLabel('Email').fill('demo@headroom.example')
    await page.getByLabel('Password').fill('demo')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page
      .locator('[data-room]')
      .nth(rooms - 1)
      .waitFor()
    await page.waitForLoadState('networkidle')
    const watched = await watchPolls(page)
    await watched.hold()
    await watched.step()
    await takeRepainted(page)
    await page.evaluate(watchRooms)

    const counted = { rooms, polls, changed: 0, repainted: 0, wrong: 0 }
    for (let poll = 0; poll < polls; poll += 1) {
      const changed = await watched.step()
      const repainted = await takeRepainted(page)
      counted.changed += changed.length
      counted.repainted += repainted.length
      counted.wrong += repainted.filter((id) => !changed.includes(id)).length
    }
    await watched.stop()
    return counted
  } finally {
    await browser.close()
    await headroom.stop()
    await simulator.stop()
  }
}

/** Notes every room whose drawing changes in any way. Runs in the page, when the plan is there. */
function watchRooms() {
  const repainted = new Set()
  Object.assign(window, { headroomRepainted: repainted })
  new MutationObserver((list) => {
    for (const { target } of list) {
      const element = target instanceof Element ? target : target.parentElement
      const room = element?.closest('[data-room]')?.getAttribute('data-room')
      if (room) repainted.add(room)
    }
  }).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  })
}

/**
 * The rooms that were repainted since this was last asked, once what was answered is drawn.
 *
 * @param {import('@playwright/test').Page} page
 * @returns {Promise<string[]>}
 */
function takeRepainted(page) {
  return page.evaluate(async () => {
    await new Promise((resolve) =>
      requestAnimationFrame(() => requestAnimationFrame(() => requestIdleCallback(resolve))),
    )
    const repainted = Reflect.get(window, 'headroomRepainted') ?? new Set()
    const ids = [...repainted]
    repainted.clear()
    return ids
  })
}
