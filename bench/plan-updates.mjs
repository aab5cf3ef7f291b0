import { measureBuilding, signIn, waitForRender } from './browser.mjs'
import { watchPolls } from './intercept-polls.mjs'

const rooms = 300
const polls = 30
/** Number of rooms whose counts the benchmark increases before each poll, in addition to the simulated changes. */
const roomsPerPoll = 5

/**
 * Rooms counted over a number of polls. `changed`: sensor counts changed; `repainted`: the DOM changed; `wrong`:
 * repainted without a change; `missed`: the occupancy changed without a repaint.
 *
 * @typedef {{ rooms: number, polls: number, changed: number, repainted: number, wrong: number, missed: number }} Counted
 */

/**
 * Measures the updates of a floor plan with 300 rooms in Chromium.
 *
 * @returns {Promise<Counted>}
 */
export async function measurePlan() {
  const flags = [
    '--rooms',
    String(rooms),
    '--rooms-per-floor',
    String(rooms),
    '--sensors-per-room',
    '2',
  ]
  return measureBuilding({ flags, pollSeconds: 1 }, async ({ browser, url, simulatorUrl }) => {
    const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } })
    await signIn(page, `${url}/?view=plan`)
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

    const counted = { rooms, polls, changed: 0, repainted: 0, wrong: 0, missed: 0 }
    for (let poll = 0; poll < polls; poll += 1) {
      const before = watched.roomCounts()
      await addPeople(
        simulatorUrl,
        [...before.values()].slice(poll * roomsPerPoll, (poll + 1) * roomsPerPoll),
      )
      const changed = await watched.step()
      const after = watched.roomCounts()
      const repainted = await takeRepainted(page)
      counted.changed += changed.length
      counted.repainted += repainted.length
      counted.wrong += repainted.filter((id) => !changed.includes(id)).length
      counted.missed += changed.filter(
        (id) => peopleChanged(before.get(id), after.get(id)) && !repainted.includes(id),
      ).length
    }
    await watched.stop()
    return counted
  })
}

/**
 * Increases the count of every sensor of some rooms by one.
 *
 * @param {string} url URL of the simulator
 * @param {string[]} counts comma-separated `mac:count` pairs of each room
 */
async function addPeople(url, counts) {
  const override = Object.fromEntries(
    counts.flatMap(sensorsIn).map(({ mac, count }) => [mac, count + 1]),
  )
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ override })
  const response = await fetch(`${url}/simulator/faults`, { method: 'PUT', headers, body })
  if (!response.ok) throw new Error(await response.text())
}

/**
 * Returns whether the sum of the counts changed while the set of sensors stayed the same.
 *
 * @param {string | undefined} before
 * @param {string | undefined} after
 */
function peopleChanged(before = '', after = '') {
  const [old, now] = [sensorsIn(before), sensorsIn(after)]
  /** @param {typeof now} sensors */
  const macs = (sensors) => sensors.map(({ mac }) => mac).join()
  /** @param {typeof now} sensors */
  const people = (sensors) => sensors.reduce((sum, { count }) => sum + count, 0)
  return macs(old) === macs(now) && people(old) !== people(now)
}

/** @param {string} counts */
function sensorsIn(counts) {
  return counts
    .split(',')
    .filter(Boolean)
    .map((pair) => {
      const [mac = '', count] = pair.split(':')
      return { mac, count: Number(count) }
    })
}

/** Records every room whose DOM changes. Runs in the page, after the floor plan is rendered. */
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
 * Waits until the response is rendered, and returns the rooms that were repainted since the last call.
 *
 * @param {import('@playwright/test').Page} page
 * @returns {Promise<string[]>}
 */
async function takeRepainted(page) {
  await waitForRender(page)
  return page.evaluate(() => {
    const repainted = Reflect.get(window, 'headroomRepainted') ?? new Set()
    const ids = [...repainted]
    repainted.clear()
    return ids
  })
}
