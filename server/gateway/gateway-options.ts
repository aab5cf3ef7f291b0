import type { GatewayInfo } from '#src/contract/session.ts'
import type { OverridesResponse } from '#src/contract/overrides.ts'
import type { AccountList } from './access/account-list.ts'
import type { ServiceCredentials } from './auth/service-account.ts'
import type { ButlrClientOptions } from './butlr/butlr-client.ts'
import type { HistoryOptions } from './history/history-options.ts'
import type { BuiltPages } from './http/releases.ts'
import type { Log } from './http/request-log.ts'
import type { Store } from './store/store.ts'

export type GatewayOptions = Pick<ButlrClientOptions, 'baseUrl' | 'fetch' | 'now'> & {
  /** Secret that seals cookies. */
  secret: string
  /** Previous secret; null if there is none. Cookies sealed with it remain valid and are resealed with `secret`. */
  previousSecret?: string | null
  facts: GatewayInfo
  /** Returns the current content of the overrides file. */
  overrides: () => OverridesResponse
  pages: BuiltPages
  log: Log
  store: Store
  /** Credentials of the gateway account, which displays use; null if none are configured. */
  displayCredentials: ServiceCredentials | null
  /**
   * Accounts that may sign in (`staff`), and change boards and displays (`managers`); undefined allows all accounts.
   */
  staff?: AccountList | undefined
  managers?: AccountList | undefined
  /** Worker script that parses large responses from Butlr; null parses them in the main thread. */
  answerWorker?: URL | null
  /**
   * The built worker script that renders the overview for signed-in visits, and the maximum wait for its data and HTML
   * in milliseconds; null leaves rendering to the browser.
   */
  firstScreen?: { worker: URL; maxWaitMs: number } | null
  /** How the gateway starts the history; without this option, the history is off. */
  history?: HistoryOptions | null
  /** Registers a task to run before the process exits. */
  onStop?: (task: () => Promise<void>) => void
}
