import {
  type Simulator,
  createSimulator,
  type SimulatorOptions,
} from '#server/simulator/create-simulator.ts'
import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { pino } from 'pino'
import { onTestFinished, vi } from 'vitest'
import { createServer } from '#server/app.ts'
import { parseAccountList } from '#server/gateway/access/account-list.ts'
import { temporaryStore } from '#server/gateway/store/test-stores.ts'
import { testAccounts, demoCredentials } from '#server/simulator/accounts/accounts.ts'
import { App } from '#src/app/app.tsx'
import { createQueryClient } from '#src/app/query-client.ts'
import { createBrowserFetch } from './browser-fetch.ts'

/** Returns the MAC addresses of a room's presence sensors, sorted. */
export function presenceSensorMacs({ topology }: Simulator, room: string): string[] {
  return topology.sensors
    .filter((sensor) => sensor.room?.name === room && sensor.mode === 'presence')
    .map(({ mac }) => mac)
    .toSorted()
}

/**
 * Pins the counts of a room's sensors, in the order of their MAC addresses; `silent` sensors do not report. Clears all
 * earlier faults.
 */
export function pinCounts(
  simulator: Simulator,
  room: string,
  counts: readonly (number | 'silent')[],
): void {
  simulator.faults.clear()
  presenceSensorMacs(simulator, room).forEach((mac, index) => {
    const count = counts[index]
    if (count === 'silent') simulator.faults.silence({ macs: [mac] })
    else if (count !== undefined) simulator.faults.override(mac, count)
  })
}

/** Handles a request from the gateway; `answer` returns the simulator's response. */
export type UpstreamHandler = (
  request: Request,
  answer: () => Promise<Response>,
) => Promise<Response>

/**
 * Renders the whole app on the real gateway and the simulator, all in this process.
 *
 * @param path path at which the page is opened
 * @param signIn whether to sign in first
 * @param account account to sign in with, instead of the demo account
 * @param staff the value of HEADROOM_STAFF
 * @param managers the value of HEADROOM_MANAGERS
 * @param simulator how the simulated building differs from the default
 * @param prepare changes the building before the page is opened
 * @param pollSeconds poll interval in seconds; one by default, so that tests see several polls
 * @param butlr handles the gateway's requests to Butlr; by default, the simulator responds
 * @param pageFetch wraps the page's `fetch`, to observe it
 */
export async function renderApp({
  path = '/',
  signIn = true,
  account,
  staff,
  managers,
  simulator: options = {},
  prepare,
  pollSeconds = 1,
  butlr = (_, answer) => answer(),
  pageFetch = (fetch) => fetch,
}: {
  path?: string
  signIn?: boolean
  account?: keyof typeof testAccounts
  staff?: string
  managers?: string
  simulator?: SimulatorOptions
  prepare?: (simulator: Simulator) => void
  pollSeconds?: number
  butlr?: UpstreamHandler
  pageFetch?: (fetch: typeof globalThis.fetch) => typeof globalThis.fetch
} = {}) {
  await preloadLazyModules()
  const simulator = createSimulator(options)
  prepare?.(simulator)
  const store = await temporaryStore()
  const connectTo = (butlrBaseUrl: URL) =>
    createServer(
      {
        butlrBaseUrl,
        pollSeconds,
        secret: 'a secret of more than thirty-two characters',
        displayCredentials: demoCredentials,
        ...(staff !== undefined && { staff: accountList(staff) }),
        ...(managers !== undefined && { managers: accountList(managers) }),
      },
      {
        fetch: (request) => butlr(request, () => simulator.fetch(request)),
        now: options.now ?? Date.now,
        log: pino({ enabled: false }),
        store,
      },
    )
  let server = connectTo(new URL('https://butlr.test'))
  const browserFetch = createBrowserFetch((request) => server.fetch(request, undefined))
  const otherBrowser = () => createBrowserFetch((request) => server.fetch(request, '192.0.2.7'))
  vi.stubGlobal('fetch', pageFetch(browserFetch))
  onTestFinished(() => void vi.unstubAllGlobals())

  if (signIn) await signInWith(browserFetch, account)
  window.history.replaceState(null, '', path)
  const view = render(<App client={createQueryClient()} />)
  onTestFinished(view.unmount)
  return {
    simulator,
    user: userEvent.setup(),
    close: view.unmount,
    /** Returns the fetch of another browser. */
    otherBrowser,
    /** Returns the fetch of another browser after signing in, by default to the demo account. */
    async signInElsewhere(otherAccount?: keyof typeof testAccounts) {
      const otherFetch = otherBrowser()
      await signInWith(otherFetch, otherAccount)
      return otherFetch
    },
    /** Restarts the gateway with another upstream address, which serves the same building. */
    changeUpstream: (url: URL) => void (server = connectTo(url)),
  }
}

async function signInWith(
  fetch: typeof globalThis.fetch,
  account: keyof typeof testAccounts | undefined,
): Promise<void> {
  const { username, password } = account === undefined ? demoCredentials : testAccounts[account]
  await fetch('/api/v2/login', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password }),
  })
}

function accountList(text: string) {
  const list = parseAccountList(text)
  if (list === null) throw new Error(`Invalid account list: ${text}`)
  return list
}

/**
 * Loads the modules that the pages load on demand. Otherwise tests could time out on a busy machine: queries by role
 * search the whole document on each change and leave hardly any time to load a module.
 */
function preloadLazyModules() {
  return Promise.all([
    import('#src/app/account-menu.tsx'),
    import('#src/app/header-tools.tsx'),
    import('#src/app/lazy-screens.tsx'),
    import('#src/components/charts/line-chart.tsx'),
    import('#src/features/insights/insights-page.tsx'),
    import('#src/features/sensors/sensors-page.tsx'),
    import('#src/features/settings/settings-page.tsx'),
    import('#src/features/metrics/metrics-page.tsx'),
    import('#src/features/breakdown/breakdown-panel.tsx'),
    import('#src/features/location/location-list.tsx'),
    import('#src/features/rooms/no-matching-rooms.tsx'),
    import('#src/features/floor-plan/floor-plan-view.tsx'),
    import('#src/features/rooms/saved-views-list.tsx'),
    import('#src/features/rooms/table/table-view.tsx'),
    import('#src/features/rooms/toolbar.tsx'),
    import('#src/features/rooms/overview-notes.tsx'),
    import('#src/features/rooms/usual-tools.tsx'),
    import('#src/features/rooms/virtual-grid.tsx'),
    import('#src/features/search/search-dialog.tsx'),
    import('#src/features/room-detail/room-panel.tsx'),
    import('#src/features/room-detail/history/room-history.tsx'),
    import('#src/features/connection-status/connection-details.tsx'),
  ])
}
