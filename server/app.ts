import type { Config } from './config.ts'
import { embeddedSimulatorUrl } from './gateway/auth/upstream.ts'
import { createClientAddress } from './gateway/http/client-address.ts'
import { createGateway } from './gateway/gateway.ts'
import type { GatewayOptions } from './gateway/gateway-options.ts'
import { noOverrides, type OverridesFile } from '#server/gateway/overrides/overrides-file.ts'
import type { BuiltPages } from '#server/gateway/http/releases.ts'
import type { Log } from './gateway/http/request-log.ts'
import type { Store } from './gateway/store/store.ts'
import { createSimulator } from './simulator/create-simulator.ts'
import { demoCredentials } from '#server/simulator/accounts/accounts.ts'

export type ServerConfig = Pick<Config, 'butlrBaseUrl' | 'pollSeconds' | 'displayCredentials'> &
  Partial<Pick<Config, 'trustedProxies' | 'staff' | 'managers'>> & {
    /** The secret that seals cookies; at least 32 characters. */
    secret: string
    /** The previous secret, which still unseals existing cookies; null if there is none. */
    previousSecret?: string | null
    /** The built pages; without them, the server has only the API. */
    pages?: BuiltPages
  }

export type ServerDeps = {
  /** Sends requests to Butlr; not used with the embedded simulator. */
  fetch: (request: Request) => Promise<Response>
  /** Returns the time in Unix milliseconds. */
  now: () => number
  log: Log
  /** The operator's overrides file; null if none is configured. */
  overrides?: Pick<OverridesFile, 'answer'> | null
  store: Store
  /** The built worker that parses large responses in another thread; null parses them in the main thread. */
  answerWorker?: URL | null
  /** How the gateway renders the overview; null leaves rendering to the browser. */
  firstScreen?: GatewayOptions['firstScreen']
  /** How the gateway starts the history; null turns the history off. */
  history?: GatewayOptions['history']
  /** Registers a task to run before the process exits. */
  onStop?: (task: () => Promise<void>) => void
}

const noPage = { directory: 'not built', previous: null }
const noPages: BuiltPages = { staff: noPage, display: noPage }

type HeadroomServer = {
  /** Handles one request; `address` is the remote address of the socket, which may belong to a proxy. */
  fetch: (request: Request, address: string | undefined) => Promise<Response>
}

/** Creates the Headroom server: the gateway in front of Butlr, or of the embedded simulator. */
export function createServer(
  config: ServerConfig,
  {
    fetch,
    now,
    log,
    overrides,
    store,
    answerWorker = null,
    firstScreen = null,
    history = null,
    onStop = () => {},
  }: ServerDeps,
): HeadroomServer {
  const { butlrBaseUrl, pollSeconds, secret, previousSecret = null, pages = noPages } = config
  const simulator = butlrBaseUrl === null ? createSimulator({ now }) : null
  const gateway = createGateway({
    baseUrl: butlrBaseUrl ?? embeddedSimulatorUrl,
    fetch: simulator === null ? fetch : (request) => simulator.fetch(request),
    now,
    log,
    secret,
    previousSecret,
    pages,
    facts: { pollSeconds, demo: simulator === null ? null : demoCredentials },
    overrides: () => overrides?.answer() ?? noOverrides,
    store,
    staff: config.staff,
    managers: config.managers,
    answerWorker,
    firstScreen,
    history,
    onStop,
    displayCredentials: simulator === null ? config.displayCredentials : demoCredentials,
  })
  const clientAddress = createClientAddress(config.trustedProxies ?? [], (message) =>
    log.warn({}, message),
  )
  return {
    async fetch(request, address) {
      return gateway.fetch(request, { address: clientAddress(address, request.headers) })
    },
  }
}
