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
} from './servers.ts'

type Fixtures = {
  startHeadroom: (environment?: Record<string, string>, file?: string) => Promise<Headroom>
  startSimulator: (...flags: string[]) => Promise<Simulator>
  /** Headroom and a separate simulator, polled every second. */
  building: { url: string; simulator: Simulator; headroom: Headroom }
  /** A page that shows the rooms of `building` to the demo account. */
  signedInPage: Page
}

/** Playwright's `test` with servers that stop when the test ends. Errors and warnings on the console fail the test. */
export const test = base.extend<Fixtures>({
  // Depends on the servers, so that the context closes before they stop. Otherwise, a page that is still loading would
  // log errors.
  context: async ({ context, startHeadroom: _headroom, startSimulator: _simulator }, use) => {
    const complaints = collectConsoleErrors(context)
    await use(context)
    expect(complaints, 'console errors and warnings').toEqual([])
  },

  startHeadroom: async ({}, use) => {
    const { start, stopAll } = stoppable(startHeadroomProcess)
    await use(start)
    await stopAll()
  },

  startSimulator: async ({}, use) => {
    const { start, stopAll } = stoppable(startSimulatorProcess)
    await use(start)
    await stopAll()
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

/** Returns `start`, and a function that stops all servers that it has started. */
function stoppable<Options extends unknown[], Server extends { stop: () => Promise<void> }>(
  startServer: (...options: Options) => Promise<Server>,
) {
  const started: Server[] = []
  return {
    start: async (...options: Options): Promise<Server> => {
      const server = await startServer(...options)
      started.push(server)
      return server
    },
    stopAll: () => Promise.all(started.map(({ stop }) => stop())),
  }
}

/** Returns environment variables that give Headroom a gateway account, which displays and the history require. */
export function serviceAccount({ url }: Simulator) {
  return {
    BUTLR_BASE_URL: url,
    BUTLR_CLIENT_ID: 'demo-client',
    BUTLR_CLIENT_SECRET: 'demo-secret',
  }
}

/**
 * Installs a clock that the test controls. Call this before the page loads. On Playwright's own clock, instances of a
 * subclass of `Date` lack the subclass's methods, so date-fns would compute in UTC instead of the time zone.
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

/** Signs in with email and password, and waits until the rooms and the header are ready. */
export async function signIn(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.getByLabel('Email').fill('demo@headroom.example')
  await page.getByLabel('Password', { exact: true }).fill('demo')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('link', { name: /people|person/ }).first()).toBeVisible()
  // The header and the toolbar load after the rooms. Keyboard shortcuts do not work before that.
  await expect(page.getByRole('button', { name: 'Search' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Filters' })).toBeVisible()
}

/** Opens search with the keyboard and types a query. Returns the selected result. */
export async function searchFor(page: Page, text: string): Promise<Locator> {
  await page.keyboard.press('/')
  const field = page.getByRole('combobox', { name: 'Find a room, floor, tag or sensor' })
  await expect(field).toBeFocused()
  await page.keyboard.type(text)
  return page.getByRole('listbox', { name: 'Results' }).getByRole('option', { selected: true })
}

/** Signs in at the size of a phone. */
export async function signInOnPhone(page: Page, url: string): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, url)
}

/** Pins Maple to seven people and a sensor without data, and Birch to no data. */
export async function pinMissingSensors({ pin }: Simulator): Promise<void> {
  await pin('Maple', [7, 'silent'])
  await pin('Birch', ['silent'])
}

/** Pins the sensors of Juniper to nine people, signs in and opens the room. Returns its panel. */
export async function openJuniper(
  page: Page,
  { url, simulator }: Fixtures['building'],
): Promise<Locator> {
  await simulator.pin('Juniper', [4, 3, 2])
  await signIn(page, url)
  await page.getByRole('link', { name: 'Juniper, 9 of 14 people, in use' }).click()
  return page.getByRole('dialog', { name: 'Juniper' })
}

/**
 * Collects script errors, and console errors and warnings, such as CSP violations. Ignores failed requests, because
 * some tests cause them.
 */
function collectConsoleErrors(context: BrowserContext): string[] {
  const consoleErrors: string[] = []
  context.on('weberror', (error) => consoleErrors.push(error.error().message))
  context.on('console', (message) => {
    // The app logs `LoadError` if the request for a lazy part fails.
    const failedRequest = /^(Failed to load resource|LoadError)/.test(message.text())
    if (['error', 'warning'].includes(message.type()) && !failedRequest) {
      consoleErrors.push(message.text())
    }
  })
  return consoleErrors
}
