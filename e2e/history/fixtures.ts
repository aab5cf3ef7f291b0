import * as v from 'valibot'
import type { APIRequestContext, Locator, Page } from '@playwright/test'
import { test as base, expect, signIn } from '../fixtures.ts'
import {
  startHeadroomProcess,
  startSimulatorProcess,
  type Headroom,
  type Simulator,
} from '../servers.ts'

/** A building in Berlin with a history and three sensors per room. The counts in `pinnedRoom` are constant. */
export type PastBuilding = { url: string; simulator: Simulator; headroom: Headroom }

export const zone = 'Europe/Berlin'
/** A room for 8 people. Its sensors count 1 (North), 3 (Centre) and 2 (Door). */
export const pinnedRoom = 'Room 0.01'
/** A room for 12 people whose count changes. */
export const busyRoom = 'Room 0.03'

const hourMs = 3_600_000
export const dayMs = 24 * hourMs
/** Long enough to collect 220 days, the longest time since a clock change. On a busy machine, 36 days take a minute. */
const collectionTimeoutMs = 600_000

type WorkerFixtures = {
  /** The length of the history, in days. */
  pastDays: number
  rooms: number
  pastBuilding: PastBuilding
}

/**
 * Playwright's `test` with a building that all tests of a worker share, because collecting its history takes seconds.
 */
export const test = base.extend<object, WorkerFixtures>({
  // More than two weeks, because each week is compared with the previous week.
  pastDays: [16, { scope: 'worker', option: true }],
  rooms: [5, { scope: 'worker', option: true }],

  pastBuilding: [
    async ({ pastDays, rooms, playwright }, use) => {
      const simulator = await startSimulatorProcess(
        '--rooms',
        String(rooms),
        '--sensors-per-room',
        '3',
      )
      await simulator.pin(pinnedRoom, [1, 3, 2])
      const headroom = await startHeadroomProcess({
        BUTLR_BASE_URL: simulator.url,
        BUTLR_CLIENT_ID: 'demo-client',
        BUTLR_CLIENT_SECRET: 'demo-secret',
        HEADROOM_HISTORY_BACKFILL_DAYS: String(pastDays),
        HEADROOM_HISTORY_REQUESTS_PER_MINUTE: '600',
      })
      try {
        const api = await playwright.request.newContext({
          baseURL: headroom.url,
          extraHTTPHeaders: { origin: headroom.url },
        })
        await api.post('/api/v2/login', {
          data: { username: 'demo@headroom.example', password: 'demo' },
        })
        await waitForMinutes(api, simulator.findRoomId(pinnedRoom), {
          from: Date.now() - (pastDays - 1) * dayMs,
          to: Date.now() - hourMs,
        })
        await api.dispose()
        await use({ url: headroom.url, simulator, headroom })
      } finally {
        await headroom.stop()
        await simulator.stop()
      }
    },
    { scope: 'worker', timeout: collectionTimeoutMs },
  ],
})

export { expect }

const Coverage = v.object({
  coverage: v.object({ minutes: v.number(), knownMinutes: v.number() }),
})

/** Waits until the history has data for a room in each minute of a period. `from` and `to` are in Unix milliseconds. */
async function waitForMinutes(
  api: APIRequestContext,
  room: string,
  { from, to }: { from: number; to: number },
) {
  const readMissing = async () => {
    const response = await api.get('/api/history/room', { params: { room, from, to } })
    if (!response.ok()) return null
    const { coverage } = v.parse(Coverage, await response.json())
    return coverage.minutes - coverage.knownMinutes
  }
  await expect
    .poll(readMissing, { message: 'missing minutes', timeout: collectionTimeoutMs })
    .toBe(0)
}

/**
 * Signs in and opens a room from its card. Returns the room's panel.
 *
 * @param range value of the URL parameter, such as `7d`; if omitted, the room shows live data
 */
export async function openRoom(
  page: Page,
  { url, simulator }: PastBuilding,
  name: string,
  range?: string,
) {
  await signIn(page, url)
  await page.getByRole('link', { name: new RegExp(`^${name},`) }).click()
  const room = page.getByRole('dialog', { name })
  await expect(room.getByRole('group', { name: 'Range' })).toBeVisible()
  if (range !== undefined)
    await page.goto(`${url}/rooms/${simulator.findRoomId(name)}?range=${range}`)
  return room
}

/** Returns a button of the range bar of a page or of a room. */
export const rangeButton = (part: Page | Locator, name: string): Locator =>
  part.getByRole('group', { name: 'Range' }).getByRole('button', { name, exact: true })
