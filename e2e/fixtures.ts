import {
  test as base,
  expect,
  type BrowserContext,
  type Locator,
  type Page,
} from '@playwright/test'
import {
  startHeadroomProcess,
  startSimulatorProcess,
  type Headroom,
  type Simulator,
  type SimulatorProcess,
} from './servers.ts'

type Fixtures = {
  startHeadroom: (environment?: Record<string, string>, file?: string) => Promise<Headroom>
  startSimulator: (...flags: string[]) => Promise<Simulator>
  /** The setup of most tests: Headroom polls a standalone simulator every second. */
  building: { url: string; simulator: Simulator; headroom: Headroom }
  /** A page that shows the rooms of `building` to the demo account. */
  signedInPage: Page
}

/** Playwright's `test` with servers that stop when the test ends. Fails on console errors and warnings. */
export const test = base.extend<Fixtures>({
  // Depends on the servers, so that the context closes before the servers stop. Otherwise, a loading page would log
  // errors.
  context: async ({ context, startHeadroom: _headroom, startSimulator: _simulator }, use) => {
    const complaints = collectConsoleErrors(context)
    await use(context)
    expect(complaints, 'console errors and warnings').toEqual([])
  },

  startHeadroom: async ({}, use) => {
    const started: Headroom[] = []
    await use(async (...options) => {
      const headroom = await startHeadroomProcess(...options)
      started.push(headroom)
      return headroom
    })
    await Promise.all(started.map(({ stop }) => stop()))
  },

  startSimulator: async ({}, use) => {
    const started: SimulatorProcess[] = []
    await use(async (...flags) => {
      const simulator = await startSimulatorProcess(...flags)
      started.push(simulator)
      return simulator
    })
    await Promise.all(started.map(({ stop }) => stop()))
  },

  building: async ({ startHeadroom, startSimulator }, use) => {
    const simulator = await startSimulator()
    const headroom = await startHeadroom(serviceAccount(simulator))
    await use({ url: headroom.url, simulator, headroom })
  },

  signedInPage: async ({ page, building }, use) => {
    await signIn(page, building.url)
    await use(page)
  },
})

export { expect }

/** Returns the environment variables of a gateway account, with which Headroom serves displays and collects history. */
export function serviceAccount({ url }: Simulator) {
  return {
    BUTLR_BASE_URL: url,
    BUTLR_CLIENT_ID: 'demo-client',
    BUTLR_CLIENT_SECRET: 'demo-secret',
  }
}

/**
 * Installs a clock that the test controls; the page must not have loaded yet. On Playwright's own clock, instances of a
 * subclass of `Date` lack the methods of the subclass, so that date-fns would compute in UTC instead of a time zone. On
 * this clock, subclasses work.
 */
export async function installClock(page: Page, options?: { time: number }): Promise<void> {
  await page.clock.install(options)
  await page.addInitScript(() => {
    const clockDate = Date
    globalThis.Date = new Proxy(clockDate, {
      construct: (_date, parameters: unknown[], subclass) =>
        Reflect.construct(
          clockDate.prototype.constructor,
          parameters.length > 0 ? parameters : [clockDate.now()],
          subclass,
        ),
    })
  })
}

/** Signs in with email and password, and waits for the first occupancy values. */
export async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.getByLabel('Email').fill('demo@headroom.example')
  await page.getByLabel('Password', { exact: true }).fill('demo')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('link', { name: /people|person/ }).first()).toBeVisible()
  // The header's tools and the toolbar load after the rooms, and the keyboard shortcuts with them.
  await expect(page.getByRole('button', { name: 'Search' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Filters' })).toBeVisible()
}

/** Opens search by keyboard, types a query and returns the selected result. */
export async function searchFor(page: Page, text: string): Promise<Locator> {
  await page.keyboard.press('/')
  const field = page.getByRole('combobox', { name: 'Find a room, floor, tag or sensor' })
  await expect(field).toBeFocused()
  await page.keyboard.type(text)
  return page.getByRole('listbox', { name: 'Results' }).getByRole('option', { selected: true })
}

/** Pins the sensors of Juniper to nine people, signs in and opens the room. */
export async function openJuniper(page: Page, { url, simulator }: Fixtures['building']) {
  await simulator.pin('Juniper', [4, 3, 2])
  await signIn(page, url)
  await page.getByRole('link', { name: 'Juniper, 9 of 14 people, in use' }).click()
}

/**
 * Collects script errors, and errors and warnings on the console, such as CSP violations. Ignores failed requests,
 * which some tests cause on purpose.
 */
function collectConsoleErrors(context: BrowserContext): string[] {
  const consoleErrors: string[] = []
  context.on('weberror', (error) => consoleErrors.push(error.error().message))
  context.on('console', (message) => {
    // `LoadError` is logged for a part of the page whose request failed.
    const failedRequest = /^(Failed to load resource|LoadError)/.test(message.text())
    if (['error', 'warning'].includes(message.type()) && !failedRequest) {
      consoleErrors.push(message.text())
    }
  })
  return consoleErrors
}
