import { render } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { pino } from 'pino'
import { onTestFinished, vi } from 'vitest'
import { createServer } from '#server/app.ts'
import { temporaryStore } from '#server/gateway/store/test-store.ts'
import {
  createSimulator,
  type Simulator,
  type SimulatorOptions,
} from '#server/simulator/create-simulator.ts'
import { demoCredentials } from '#server/simulator/demo-credentials.ts'
import { App } from '#src/app/app.tsx'
import { createBrowserFetch } from './browser.ts'

/** A second, so that tests see several polls. */
const pollSeconds = 1

/**
 * Opens the whole app in the test's document, on the real gateway in front of the simulator, both in this process.
 *
 * @param path where the page is opened
 * @param signIn whether somebody signed in before
 * @param simulator how the simulated building differs from the default
 * @param prepare what happens in the building before the page is opened
 * @param upstream stands between the gateway and the simulator
 */
export async function openHeadroom({
  path = '/',
  signIn = true,
  simulator: options = {},
  prepare,
  upstream = (request, { fetch }) => fetch(request),
}: {
  path?: string
  signIn?: boolean
  simulator?: SimulatorOptions
  prepare?: (simulator: Simulator) => void
  upstream?: (request: Request, simulator: Simulator) => Promise<Response>
} = {}) {
  await loadPages()
  const simulator = createSimulator(options)
  prepare?.(simulator)
  const server = createServer(
    {
      butlrBaseUrl: new URL('https://butlr.test'),
      pollSeconds,
      secret: 'a secret of more than thirty-two characters',
      clientDirectory: '/nowhere',
      displayCredentials: demoCredentials,
    },
    {
      fetch: (request) => upstream(request, simulator),
      now: options.now ?? Date.now,
      log: pino({ enabled: false }),
      store: await temporaryStore(),
    },
  )
  const browserFetch = createBrowserFetch((request) => server.fetch(request, undefined))
  vi.stubGlobal('fetch', browserFetch)
  vi.stubGlobal('ResizeObserver', UnchangedSizes)
  onTestFinished(() => void vi.unstubAllGlobals())

  if (signIn) {
    const { username, password } = demoCredentials
    await browserFetch('/api/v2/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password }),
    })
  }
  window.history.replaceState(null, '', path)
  const view = render(<App />)
  onTestFinished(view.unmount)
  return { simulator, user: userEvent.setup(), close: view.unmount }
}

/**
 * Loads what the pages load when it is needed. Queries by role search the whole document at every change of it, and on
 * a busy machine leave hardly any time for a module to load meanwhile: a test would wait for its deadline.
 */
function loadPages() {
  return Promise.all([
    import('#src/app/account-menu.tsx'),
    import('#src/app/header-tools.tsx'),
    import('#src/charts/line-chart.tsx'),
    import('#src/devices/devices-view.tsx'),
    import('#src/explain/explain-panel.tsx'),
    import('#src/places/place-list.tsx'),
    import('#src/rooms/legend.tsx'),
    import('#src/rooms/nothing-found.tsx'),
    import('#src/rooms/plan/plan-view.tsx'),
    import('#src/rooms/saved-views/saved-views-list.tsx'),
    import('#src/rooms/table/table-view.tsx'),
    import('#src/rooms/toolbar.tsx'),
    import('#src/rooms/topology-note.tsx'),
    import('#src/rooms/virtual-grid.tsx'),
    import('#src/search/search-dialog.tsx'),
    import('#src/sensors/room-panel.tsx'),
    import('#src/live/pulse-details.tsx'),
  ])
}

/** The test's document lays nothing out, so nothing in it ever has a size that could change. */
class UnchangedSizes implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}
