import type { Config } from './config.ts'
import { embeddedSimulatorUrl } from './gateway/auth/upstream.ts'
import { createClientAddress } from './gateway/http/client-address.ts'
import { createGateway } from './gateway/gateway.ts'
import { noOverrides, type OverridesFile } from '#server/gateway/overrides/overrides-file.ts'
import type { PreviousReleaseAssets } from '#server/gateway/http/releases.ts'
import type { Log } from './gateway/http/request-log.ts'
import type { Store } from './gateway/store/store.ts'
import { createSimulator } from './simulator/create-simulator.ts'
import { demoCredentials } from '#server/simulator/accounts/accounts.ts'

export type ServerConfig = Pick<Config, 'butlrBaseUrl' | 'pollSeconds' | 'displayCredentials'> &
  Partial<Pick<Config, 'trustedProxies' | 'staff' | 'managers'>> & {
    /** Seals the session cookies; at least 32 characters. */
    secret: string
    /** What sealed them before; they still open. */
    previousSecret?: string | null
    /** Where the built app lies. */
    clientDirectory: string
  }

type ServerDeps = {
  /** Reaches Butlr; not used with the embedded simulator. */
  fetch: (request: Request) => Promise<Response>
  /** Epoch milliseconds. */
  now: () => number
  log: Log
  /** The operator's file, where one is named. */
  overrides?: Pick<OverridesFile, 'answer'> | null
  /** Where boards and displays are kept. */
  store: Store
  /** Assets of the release before; null where none are kept. */
  previousReleaseAssets?: PreviousReleaseAssets | null
  /** The built program that reads large answers in another thread; null reads them in this one. */
  answerWorker?: URL | null
  /** Takes what has to be done before the process ends. */
  onStop?: (task: () => Promise<void>) => void
}

export type HeadroomServer = {
  /** Answers one request; `address` is the other end of the socket, which may be a proxy. */
  fetch: (request: Request, address: string | undefined) => Promise<Response>
}

/** Headroom as a function from request to response: the gateway in front of Butlr, or of the embedded simulator. */
export function createServer(
  config: ServerConfig,
  {
    fetch,
    now,
    log,
    overrides,
    store,
    previousReleaseAssets = null,
    answerWorker = null,
    onStop = () => {},
  }: ServerDeps,
): HeadroomServer {
  const { butlrBaseUrl, pollSeconds, secret, previousSecret = null, clientDirectory } = config
  const simulator = butlrBaseUrl === null ? createSimulator({ now }) : null
  const gateway = createGateway({
    baseUrl: butlrBaseUrl ?? embeddedSimulatorUrl,
    fetch: simulator === null ? fetch : (request) => simulator.fetch(request),
    now,
    log,
    secret,
    previousSecret,
    clientDirectory,
    facts: { pollSeconds, demo: simulator === null ? null : demoCredentials },
    overrides: () => overrides?.answer() ?? noOverrides,
    store,
    keptAssets: previousReleaseAssets,
    staff: config.staff,
    managers: config.managers,
    answerWorker,
    onStop,
    displayCredentials: simulator === null ? config.displayCredentials : demoCredentials,
  })
  const clientAddress = createClientAddress(config.trustedProxies ?? [], (sentence) =>
    log.warn({}, sentence),
  )
  return {
    async fetch(request, address) {
      return gateway.fetch(request, { address: clientAddress(address, request.headers) })
    },
  }
}
